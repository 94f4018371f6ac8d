import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { createApiKey, createAuthenticate } from '#modules/identity/index.ts'
import { scopes } from '#platform/auth.ts'
import { contextOf, startTestServer } from '#test/support/context.ts'
import { booksOf } from '#test/support/ledger.ts'
import { unique } from '#test/support/people.ts'
import { openShop } from '#test/support/product.ts'
import { sharesOf } from './compare-rows.ts'
import type { KnownPayment } from './known-payments.ts'
import type { ProviderFileRow } from './read-files/rows.ts'
import type { FileReader } from './read-provider-file.ts'
import { ledgerRoutes } from './routes.ts'

/** What payments know, by organisation: the table that lies above the ledger. */
const known = new Map<string, KnownPayment[]>()
/** Files of these tests hold the rows as a reader gives them. */
const read: FileReader = (bytes) =>
  bytes.toString().startsWith('[')
    ? {
        rows: JSON.parse(bytes.toString()) as ProviderFileRow[],
        problems: [{ row: 9, message: 'no amount' }],
      }
    : { rows: [], problems: [{ row: 0, message: 'the header is another' }] }

const server = await startTestServer({
  authenticate: createAuthenticate,
  routes: (app) =>
    ledgerRoutes(app, {
      readers: { stripe: read, paypay: read },
      paymentsOfDay: async (_ctx, { organisationId, refs, from, to }) =>
        (known.get(organisationId) ?? []).filter(
          (one) =>
            one.refs.some((ref) => refs.includes(ref)) ||
            (one.state === 'done' && one.occurredAt >= from && one.occurredAt <= to),
        ),
    }),
})
const { services } = server
const ctx = contextOf(services)

type Difference = {
  fileId: string
  n: number
  outcome: string
  providerRef: string
  knownAmount: number | null
}
type Read = { id: string; rows: number; matched: number; different: number; replayed: boolean; code: string }

async function openDesk() {
  const shop = await openShop(server)
  const { secret: key } = await createApiKey(ctx, shop.organisation.id, {
    name: 'Whole',
    storeCode: null,
    scopes: scopes.filter((scope) => !scope.startsWith('organisations:')),
    rateLimit: 60_000,
    expiresAt: null,
  })
  const { id } = shop.organisation
  known.set(id, [])
  const books = booksOf(ctx, shop)
  let n = 0
  const row = (more: Partial<ProviderFileRow>): ProviderFileRow => ({
    n: (n += 1),
    kind: 'payment',
    providerRef: unique('pi'),
    ourRef: null,
    currency: 'JPY',
    amount: 1000,
    fee: 36,
    occurredAt: '2026-11-20T03:00:00.000Z',
    ...more,
  })
  return {
    shop,
    key,
    row,
    books,
    /** A payment that we know and the provider's row of it. */
    async paid(more: Partial<ProviderFileRow> = {}, knows: Partial<KnownPayment> = {}) {
      const its = row(more)
      const kind = its.kind === 'refund' ? 'refund' : 'payment'
      const own: KnownPayment = {
        kind,
        refs: [its.providerRef, its.ourRef ?? unique('att')],
        storeId: shop.store.id,
        amount: Math.abs(its.amount),
        currency: its.currency,
        state: 'done',
        occurredAt: its.occurredAt,
        ...knows,
      }
      known.get(id)?.push(own)
      const amount = kind === 'refund' ? -own.amount : own.amount
      if (own.state === 'done')
        await books.write([
          ['clearing_stripe', amount],
          ['store_payable', -amount],
        ])
      return its
    },
    send: (rows: readonly ProviderFileRow[] | string, by = key) =>
      server.call<Read>('POST', '/v1/ledger/provider-files?provider=stripe&name=day.csv', {
        key: by,
        headers: { 'content-type': 'text/csv' },
        body: typeof rows === 'string' ? rows : JSON.stringify(rows),
      }),
    async differences(query = '') {
      const answer = await server.call<{ items: Difference[]; nextCursor: string | null }>(
        'GET',
        `/v1/ledger/differences?${query}`,
        { key },
      )
      expect(answer.status, answer.text).toBe(200)
      return answer.body.items
    },
    async balances() {
      const { rows } = await sql<{ account: string; balance: number }>`
        select p.account, sum(p.amount)::bigint as balance from postings p join journals j on j.bucket = p.bucket and j.id = p.journal_id
        where j.organisation_id = ${id} group by 1 having sum(p.amount) <> 0 order by 1`.execute(services.db)
      return Object.fromEntries(rows.map(({ account, balance }) => [account, balance]))
    },
  }
}

describe('a provider’s file', () => {
  test('clears what the provider owed: fees and the payout are posted, and nothing is left', async () => {
    const { paid, row, send, differences, balances, shop } = await openDesk()
    const rows = [
      await paid(),
      await paid({ amount: 5000, fee: 180 }),
      await paid({ kind: 'refund', amount: -500, fee: 0, providerRef: 're_1' }),
      row({ kind: 'fee', amount: -22, fee: 0, providerRef: 'fee_1' }),
    ]
    rows.push(row({ kind: 'payout', amount: -(6000 - 216 - 500 - 22), fee: 0, providerRef: 'po_1' }))
    const answer = await send(rows)
    expect(answer).toMatchObject({
      status: 200,
      body: { rows: 5, matched: 5, different: 0, replayed: false, problems: [{ row: 9 }] },
    })
    expect(await differences()).toEqual([])
    expect(await balances()).toEqual({ bank_account: 5262, provider_fees: 238, store_payable: -5500 })
    const { rows: journals } = await sql<{ kind: string; subject_id: string }>`
      select kind from journals where organisation_id = ${shop.organisation.id} and kind like 'provider.%' order by kind`.execute(
      services.db,
    )
    expect(journals.map(({ kind }) => kind)).toEqual(['provider.fees', 'provider.payout'])
  })

  test('changes nothing the second time, nor do files that overlap', async () => {
    const { paid, row, send, balances } = await openDesk()
    const rows = [await paid(), row({ kind: 'payout', amount: -964, fee: 0, providerRef: 'po_2' })]
    const first = await send(rows)
    const after = await balances()
    expect(await send(rows)).toMatchObject({ body: { id: first.body.id, replayed: true, matched: 2 } })
    const more = await paid({ amount: 300, fee: 11 })
    const overlapping = [...rows, more]
    const answers = await Promise.all([send(overlapping), send(overlapping.toReversed())])
    expect(answers.map(({ body }) => body.different)).toEqual([0, 0])
    expect(after).toEqual({ bank_account: 964, provider_fees: 36, store_payable: -1000 })
    expect(await balances()).toEqual({
      bank_account: 964,
      clearing_stripe: 289,
      provider_fees: 47,
      store_payable: -1300,
    })
  })

  test('that lacks, doubles, alters and invents rows leaves each as a difference', async () => {
    const { paid, row, send, differences } = await openDesk()
    const good = await paid()
    const altered = await paid({ amount: 900 }, { amount: 1000 })
    const dead = await paid({}, { state: 'dead' })
    const lacking = await paid({ providerRef: 'pi_lacking' })
    const strange = row({ providerRef: 'pi_strange' })
    const other = row({ kind: 'other', providerRef: 'adj_1', amount: -5, fee: 0 })
    const answer = await send([good, altered, dead, strange, { ...good, n: 50 }, other])
    expect(answer.body).toMatchObject({ rows: 6, matched: 1, different: 6 })
    const found = await differences()
    expect(found.map(({ outcome, providerRef }) => [outcome, providerRef])).toEqual([
      ['amount_differs', altered.providerRef],
      ['state_differs', dead.providerRef],
      ['unknown_to_us', 'pi_strange'],
      ['unknown_to_us', 'adj_1'],
      ['doubled', good.providerRef],
      ['missing_in_file', 'pi_lacking'],
    ])
    expect(found[0]).toMatchObject({ knownAmount: 1000 })
    expect(await differences('outcome=doubled')).toHaveLength(1)
    expect(await differences('provider=paypay')).toEqual([])
    // The next day's file brings what this one lacked.
    await send([lacking])
    expect(await differences('outcome=missing_in_file')).toEqual([])
    expect(await differences('outcome=missing_in_file&resolved=true')).toMatchObject([
      { resolution: 'It stands in a later file.' },
    ])
  })

  test('of nobody’s money is not paid out to anybody', async () => {
    const { row, send, differences, balances } = await openDesk()
    await send([row({ kind: 'payout', amount: -700, fee: 0, providerRef: 'po_3' })])
    expect(await differences()).toMatchObject([{ outcome: 'unknown_to_us', providerRef: 'po_3' }])
    expect(await balances()).toEqual({})
  })

  test('is refused whole where it is none, and of those who act for one store', async () => {
    const { send, shop, key } = await openDesk()
    expect(await send('hello')).toMatchObject({ status: 422, body: { code: 'file_unreadable' } })
    expect(await send([], shop.key)).toMatchObject({ status: 403 })
    const json = await server.call('POST', '/v1/ledger/provider-files?provider=stripe', { key, body: {} })
    expect(json).toMatchObject({ status: 415 })
    const { rows } =
      await sql`select from provider_files where organisation_id = ${shop.organisation.id}`.execute(
        services.db,
      )
    expect(rows).toEqual([])
    // No other route takes a table.
    const elsewhere = await server.call('POST', '/v1/ledger/payout-runs', {
      key,
      headers: { 'content-type': 'text/csv' },
      body: 'a,b',
    })
    expect(elsewhere.status).toBe(415)
  })
})

describe('a difference', () => {
  const resolve = (key: string, { fileId, n }: Difference, more: object = {}) =>
    server.call('POST', `/v1/ledger/differences/${fileId}/${n}/resolve`, {
      key,
      body: { resolution: '電話で確認', ...more },
    })

  test('is dealt with once, and written off where somebody says so', async () => {
    const { shop, key, paid, send, differences, balances } = await openDesk()
    const good = await paid({ fee: 0 })
    await paid({ amount: 400, providerRef: 'pi_gone' })
    await send([good])
    const [missing] = (await differences()) as [Difference]
    expect(await resolve((await openShop(server)).key, missing)).toMatchObject({ status: 403 })
    const stranger = await openDesk()
    expect(await resolve(stranger.key, missing)).toMatchObject({
      status: 404,
      body: { code: 'difference_not_found' },
    })
    const foreign = { writeOff: { storeCode: stranger.shop.store.code, amount: 400 } }
    expect(await resolve(key, missing, foreign)).toMatchObject({ status: 403 })
    expect(await differences()).toHaveLength(1)
    const writeOff = { storeCode: shop.store.code, amount: 400 }
    expect(await resolve(key, missing, { writeOff })).toMatchObject({ status: 200 })
    expect(await resolve(key, missing)).toMatchObject({ status: 409, body: { code: 'difference_resolved' } })
    expect(await differences()).toEqual([])
    expect(await balances()).toEqual({ clearing_stripe: 1000, differences: 400, store_payable: -1400 })
  })
})

describe('a payout of a provider', () => {
  const [a, b] = ['a', 'b'] as never[]

  test('is what the file’s rows add up to, else in proportion to what is with the provider', () => {
    expect(
      sharesOf(
        100,
        new Map([
          [a, 70],
          [b, 30],
        ] as never),
        new Map(),
      ),
    ).toEqual(
      new Map([
        [a, 70],
        [b, 30],
      ] as never),
    )
    const split = sharesOf(
      100,
      new Map([[a, 70]] as never),
      new Map([
        [a, 200],
        [b, 100],
      ] as never),
    )
    expect(split).toEqual(
      new Map([
        [a, 67],
        [b, 33],
      ] as never),
    )
    expect(sharesOf(100, new Map(), new Map([[a, -5]] as never))).toBeUndefined()
    expect(sharesOf(-100, new Map(), new Map([[a, 5]] as never))).toBeUndefined()
  })
})
