import { sql } from 'kysely'
import { findStore, getOrganisation } from '#modules/identity/index.ts'
import type { Organisation, Store } from '#modules/identity/index.ts'
import { readProviderFile } from '#modules/ledger/index.ts'
import { dayIn } from '#platform/dates.ts'
import { publicId } from '#platform/ids.ts'
import { contextOf } from './context.ts'
import { booksOf } from './ledger.ts'
import type { Operation } from './operations.ts'
import { unique } from './people.ts'
import { staffOf } from './product.ts'
import type { World } from './world.ts'

async function shopOf(w: World): Promise<{ organisation: Organisation; store: Store }> {
  const store = (await findStore(w.context, w.stores.a)) as Store
  return { store, organisation: await getOrganisation(w.context, store.organisationId) }
}
const today = (w: World) => dayIn('Asia/Tokyo', w.product.clock.now())

/** A sale in A's books, on a day. @returns the public id of its journal */
async function sell(w: World, day = today(w)): Promise<string> {
  const shop = await shopOf(w)
  return publicId('jrn', (await booksOf(w.context, shop).sale(1000, day)).id)
}

/** The month that is next to be closed. A's books begin in January 2001. */
async function nextMonth(w: World): Promise<{ params: { month: string } }> {
  const { organisation } = await shopOf(w)
  const { rows } = await sql<{ month: string | null }>`
    select to_char(max(month) + interval '1 month', 'YYYY-MM') as month from closed_periods
    where organisation_id = ${organisation.id}`.execute(w.product.services.db)
  const month = rows[0]?.month ?? '2001-01'
  if (month === '2001-01') await sell(w, '2001-01-05')
  return { params: { month } }
}

type Run = { id: string; payouts: { id: string }[] }
async function prepared(w: World): Promise<Run> {
  await sell(w)
  const body = { upTo: today(w), currency: 'JPY' }
  const run = await w.must('POST', '/v1/ledger/payout-runs', { body }, { key: w.keys.a })
  return run as unknown as Run
}
async function paid(w: World): Promise<{ params: { payoutId: string } }> {
  const { id } = await prepared(w)
  const params = { runId: id }
  const run = await w.must('POST', '/v1/ledger/payout-runs/{runId}/confirm', { params }, { key: w.keys.a })
  return { params: { payoutId: (run as unknown as Run).payouts[0]?.id ?? '' } }
}

/** A row of a provider's file of A that nobody knows. */
async function different(w: World): Promise<{ params: { fileId: string; n: string }; body: object }> {
  const { organisation } = await shopOf(w)
  const name = unique('day')
  const { file } = await readProviderFile(
    contextOf(w.product.services, staffOf(organisation), 'readProviderFile'),
    { organisationId: organisation.id, provider: 'stripe', name, bytes: Buffer.from(name) },
    () => ({
      rows: [
        {
          n: 1,
          kind: 'payment',
          providerRef: `pi_${w.secrets[0]}`,
          ourRef: null,
          currency: 'JPY',
          amount: 5,
          fee: 0,
          occurredAt: w.product.clock.now(),
        },
      ],
      problems: [],
    }),
    async () => [],
  )
  return { params: { fileId: publicId('pvf', file.id), n: '1' }, body: { resolution: 'Explained.' } }
}

/** A day's file of one payment that nobody knows. */
const stripeFile = () =>
  [
    'balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,payment_intent_id',
    `${unique('txn')},2026-11-20 03:00:00,jpy,1000,36,964,charge,${unique('pi')}`,
  ].join('\n')

/** Of the whole organisation: who acts for one store is refused. */
const whole = (call: Operation['call'], others: Operation['others'] = 'own'): Operation => ({
  by: 'seller',
  others,
  otherStore: 'refused',
  call,
})
const ownStores = (call: Operation['call']): Operation => ({ by: 'seller', others: 'own', call })

/** One valid call of every operation of the ledger. */
export const ledgerOperations: Record<string, Operation> = {
  getLedgerChart: ownStores(() => ({})),
  listJournals: ownStores(async (w) => {
    await sell(w)
    return { query: { limit: '200' } }
  }),
  'listJournals/filtered': {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: (w) => ({
      query: {
        storeCode: w.stores.a,
        kind: 'sale',
        account: 'store_payable',
        from: '2020-01-01',
        to: '2030-01-01',
        subject: 'stl_01jd8x4y6m0000000000000000',
      },
    }),
  },
  getJournal: whole(async (w) => ({ params: { journalId: await sell(w) } }), 'refused'),
  getBalances: ownStores(() => ({})),
  'getBalances/filtered': ownStores((w) => ({ query: { on: today(w) } })),
  listPeriods: whole(() => ({})),
  getPeriod: whole(nextMonth, 'refused'),
  previewClosing: whole(nextMonth, 'refused'),
  closePeriod: whole(nextMonth, 'refused'),
  listPayoutRuns: ownStores(() => ({ query: { limit: '200' } })),
  getPayoutRun: whole(async (w) => ({ params: { runId: (await prepared(w)).id } }), 'refused'),
  preparePayoutRun: whole(async (w) => {
    await sell(w)
    return { body: { upTo: today(w), currency: 'JPY' } }
  }),
  confirmPayoutRun: whole(async (w) => ({ params: { runId: (await prepared(w)).id } }), 'refused'),
  discardPayoutRun: whole(async (w) => ({ params: { runId: (await prepared(w)).id } }), 'refused'),
  printPayoutStatement: whole(paid, 'refused'),
  downloadPayoutStatement: whole(paid, 'refused'),
  readProviderFile: whole(() => ({
    query: { provider: 'stripe' },
    headers: { 'content-type': 'text/csv' },
    picture: Buffer.from(stripeFile()),
  })),
  listDifferences: whole(async (w) => {
    await different(w)
    return { query: { provider: 'stripe', outcome: 'unknown_to_us' } }
  }),
  resolveDifference: whole(different, 'refused'),
  exportJournals: whole(() => ({ query: { format: 'beancount' } })),
}
