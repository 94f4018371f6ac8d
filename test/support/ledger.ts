import type { Context, Services } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { bucketOf, newId } from '#platform/ids.ts'
import {
  closePeriod,
  confirmPayoutRun,
  post,
  preparePayoutRun,
  readProviderFile,
  reverse,
} from '#modules/ledger/index.ts'
import type { JournalInput, Posted, PostingInput } from '#modules/ledger/index.ts'
import { contextOf } from './context.ts'
import { unique } from './people.ts'
import type { Shop } from './product.ts'

export type Books = ReturnType<typeof booksOf>
type Line = [account: PostingInput['account'], amount: number, partyId?: string]

/** Posts journals of a shop, debits positive; the party is the store unless another is given. */
export function booksOf(ctx: Context, shop: Pick<Shop, 'organisation' | 'store'>) {
  const { organisation, store } = shop
  const journal = (lines: readonly Line[], more: Partial<JournalInput> = {}): JournalInput => ({
    kind: 'sale',
    key: unique('test'),
    organisationId: organisation.id,
    storeId: store.id,
    timeZone: store.timeZone,
    currency: 'JPY',
    occurredAt: '2026-11-20T01:00:00Z',
    subject: { kind: 'settlement', id: newId(bucketOf(organisation.id)) },
    postings: lines.map(([account, amount, partyId = store.id]) => ({ account, partyId, amount })),
    ...more,
  })
  const write = (lines: readonly Line[], more: Partial<JournalInput> = {}): Promise<Posted> =>
    inTransaction(ctx, (tx) => post(tx, ctx, journal(lines, more)))
  return {
    journal,
    write,
    /** A sale that was paid by a provider, in cash, or by a coupon of another organisation. */
    sale: (amount: number, on = '2026-11-20', by: PostingInput['account'] = 'clearing_stripe') =>
      write(
        [
          [by, amount, by === 'sponsor_receivable' ? organisation.id : store.id],
          ['store_payable', -amount],
        ],
        { occurredAt: `${on}T01:00:00Z` },
      ),
  }
}

/** Books with something of everything that is checked: a closed month, a payout, a file, a reversal. */
export async function keepBooks(services: Services, shop: Shop): Promise<void> {
  const ctx = contextOf(services, shop.staff, 'keepBooks')
  const books = booksOf(ctx, shop)
  const { organisation, store } = shop
  await books.sale(3000, '2026-09-10')
  await closePeriod(ctx, organisation.id, '2026-09-01')
  const run = await preparePayoutRun(ctx, organisation.id, { upTo: '2026-09-30', currency: 'JPY' })
  await confirmPayoutRun(ctx, organisation.id, run)
  const occurredAt = '2026-10-20T01:00:00Z'
  const fee = await books.write(
    [
      ['store_receivable', 70],
      ['retained_fees', -70],
    ],
    { kind: 'fee.kept', occurredAt },
  )
  await inTransaction(ctx, (tx) =>
    reverse(tx, ctx, { journalId: fee.id, kind: 'fee.given_back', occurredAt, timeZone: 'Asia/Tokyo' }),
  )
  const row = { kind: 'payment', providerRef: 'pi_1', ourRef: null, currency: 'JPY', occurredAt } as const
  await readProviderFile(
    ctx,
    { organisationId: organisation.id, provider: 'stripe', name: 'day', bytes: Buffer.from('day') },
    () => ({ rows: [{ ...row, n: 1, amount: 3000, fee: 108 }], problems: [] }),
    async () => [
      {
        kind: 'payment',
        refs: ['pi_1'],
        storeId: store.id,
        amount: 3000,
        currency: 'JPY',
        state: 'done',
        occurredAt,
      },
    ],
  )
}
