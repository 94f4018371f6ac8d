import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { createApiKey } from '#modules/identity/index.ts'
import { scopes } from '#platform/auth.ts'
import { createApp } from '#src/app.ts'
import { contextOf, startTestServer } from '#test/support/context.ts'
import { booksOf } from '#test/support/ledger.ts'
import { readPdf } from '#test/support/printed-page.ts'
import { openShop } from '#test/support/product.ts'

const server = await startTestServer({ app: createApp })
const { services } = server
const ctx = contextOf(services)
server.clock.set('2026-11-22T03:00:00Z')

type Lines = Record<string, number>
type Run = {
  id: string
  state: string
  amount: number
  payouts: {
    id: string
    store: { code: string }
    carriedIn: number
    lines: Lines
    amount: number
    carriedOut: number
  }[]
}

async function openPayouts() {
  const shop = await openShop(server)
  const second = await openShop(server, { organisation: shop.organisation })
  const { secret: key } = await createApiKey(ctx, shop.organisation.id, {
    name: 'Whole',
    storeCode: null,
    scopes: scopes.filter((scope) => !scope.startsWith('organisations:')),
    rateLimit: 60_000,
    expiresAt: null,
  })
  const call = (method: 'GET' | 'POST', path: string, body?: object, by = key) =>
    server.call<Run & { code: string }>(method, `/v1/ledger/${path}`, { key: by, body })
  const prepare = (upTo: string, currency = 'JPY') => call('POST', 'payout-runs', { upTo, currency })
  const end = (id: string, how = 'confirm') => call('POST', `payout-runs/${id}/${how}`)
  const pay = async (upTo: string) => {
    const prepared = await prepare(upTo)
    expect(prepared.status, prepared.text).toBe(201)
    const done = await end(prepared.body.id)
    expect(done.status, done.text).toBe(200)
    return done.body
  }
  const balances = async () => {
    const { rows } = await sql<{ account: string; store: string; balance: number }>`
      select p.account, s.code as store, sum(p.amount)::bigint as balance from postings p
      join journals j on j.bucket = p.bucket and j.id = p.journal_id join stores s on s.id = j.store_id
      where j.organisation_id = ${shop.organisation.id} group by 1, 2 having sum(p.amount) <> 0 order by 1`.execute(
      services.db,
    )
    return [shop, second].flatMap(({ store }, i) =>
      rows.flatMap((row) => (row.store === store.code ? [[i + 1, row.account, row.balance]] : [])),
    )
  }
  return {
    shop,
    second,
    key,
    call,
    prepare,
    end,
    pay,
    balances,
    books: booksOf(ctx, shop),
    others: booksOf(ctx, second),
  }
}

describe('a run of payouts', () => {
  test('pays what is the store’s, less what it has already, and closes the accounts between them', async () => {
    const { shop, second, books, others, prepare, end, balances, call } = await openPayouts()
    const org = shop.organisation.id
    await books.write([
      ['clearing_stripe', 2300],
      ['sponsor_receivable', 1000, org],
      ['store_payable', -3300],
    ])
    await books.sale(500, '2026-11-20', 'store_cash')
    await books.write(
      [
        ['store_payable', 330],
        ['clearing_stripe', -230],
        ['sponsor_receivable', -100, org],
      ],
      { kind: 'refund' },
    )
    await books.write(
      [
        ['provider_fees', 83],
        ['clearing_stripe', -83],
      ],
      { kind: 'provider.fees' },
    )
    await books.write(
      [
        ['store_receivable', 1100],
        ['premium_unearned', -1000],
        ['premium_tax', -100],
      ],
      { kind: 'premium.sold' },
    )
    await books.write(
      [
        ['claims_payable', 400],
        ['store_payable', -400],
      ],
      { kind: 'claim.completed' },
    )
    await books.sale(9999, '2026-11-21')
    await others.sale(70, '2026-11-20')

    const { status, body } = await prepare('2026-11-20')
    expect(status).toBe(201)
    const own = body.payouts.find(({ store }) => store.code === shop.store.code)
    expect(own).toMatchObject({
      carriedIn: 0,
      lines: {
        sales: 2800,
        couponsOfOthers: 900,
        refunds: -230,
        other: 400,
        cashKept: -500,
        fees: -83,
        premiumsDue: -1100,
      },
      amount: 2187,
      carriedOut: 0,
    })
    expect(body.amount).toBe(2257)
    expect(await end(body.id)).toMatchObject({ status: 200, body: { state: 'confirmed' } })
    expect(await end(body.id)).toMatchObject({ status: 409, body: { code: 'payout_run_ended' } })
    expect(await balances()).toEqual([
      [1, 'bank_account', -2187],
      [1, 'claims_payable', 400],
      [1, 'clearing_stripe', 2300 - 230 - 83 + 9999],
      [1, 'premium_tax', -100],
      [1, 'premium_unearned', -1000],
      [1, 'sponsor_receivable', 900],
      [1, 'store_payable', -9999],
      [2, 'bank_account', -70],
      [2, 'clearing_stripe', 70],
    ])
    expect(await call('GET', `payout-runs/${body.id}`, undefined, second.key)).toMatchObject({
      body: { amount: 70, payouts: [{ store: { code: second.store.code } }] },
    })
  })

  test('carries what is below zero, shows it, and never collects it', async () => {
    const { books, pay, balances } = await openPayouts()
    await books.write(
      [
        ['store_receivable', 1100],
        ['premium_unearned', -1100],
      ],
      { kind: 'premium.sold', occurredAt: '2026-11-01T01:00:00Z' },
    )
    const before = await balances()
    expect((await pay('2026-11-05')).payouts).toMatchObject([{ amount: 0, carriedIn: 0, carriedOut: -1100 }])
    expect(await balances()).toEqual(before)
    await books.sale(1000, '2026-11-10')
    expect((await pay('2026-11-12')).payouts).toMatchObject([
      { carriedIn: -1100, lines: { sales: 1000, premiumsDue: 0 }, amount: 0, carriedOut: -100 },
    ])
    await books.sale(500, '2026-11-15')
    // Late: its day lies in a run that is confirmed.
    await books.sale(7, '2026-11-02')
    expect((await pay('2026-11-16')).payouts).toMatchObject([
      { carriedIn: -100, lines: { sales: 507 }, amount: 407, carriedOut: 0 },
    ])
    expect(await balances()).toMatchObject([
      [1, 'bank_account', -407],
      [1, 'clearing_stripe', 1507],
      [1, 'premium_unearned', -1100],
    ])
  })

  test('is not paid twice: overlapping runs, at once or one after the other', async () => {
    const { books, prepare, end, balances } = await openPayouts()
    await books.sale(1000, '2026-11-10')
    const runs = await Promise.all(
      ['2026-11-10', '2026-11-15', '2026-11-20', '2026-11-15'].map((upTo) => prepare(upTo)),
    )
    const answers = await Promise.all(runs.flatMap(({ body }) => [end(body.id), end(body.id)]))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const codes = answers.filter(({ status }) => status !== 200).map(({ body }) => body.code)
    expect(new Set(codes)).toEqual(new Set(['payout_run_ended', 'payout_run_outdated']))
    expect(await balances()).toMatchObject([
      [1, 'bank_account', -1000],
      [1, 'clearing_stripe', 1000],
    ])
  })

  test('is refused where something was booked meanwhile, for the future, for nothing and before a later one', async () => {
    const { books, prepare, end, pay } = await openPayouts()
    expect(await prepare('2026-11-20')).toMatchObject({ status: 409, body: { code: 'nothing_to_pay_out' } })
    expect(await prepare('2026-11-23')).toMatchObject({ status: 400, body: { errors: [{ field: 'upTo' }] } })
    await books.sale(1000, '2026-11-10')
    const first = await prepare('2026-11-15')
    await books.sale(1, '2026-11-11')
    expect(await end(first.body.id)).toMatchObject({ status: 409, body: { code: 'payout_run_outdated' } })
    expect(await end(first.body.id, 'discard')).toMatchObject({ status: 200, body: { state: 'discarded' } })
    expect(await end(first.body.id)).toMatchObject({ status: 409, body: { code: 'payout_run_ended' } })
    expect(await pay('2026-11-15')).toMatchObject({ amount: 1001 })
    expect(await prepare('2026-11-14')).toMatchObject({ status: 409, body: { code: 'later_run_confirmed' } })
    expect(await prepare('2026-11-20', 'USD')).toMatchObject({ status: 409 })
  })

  test('belongs to whoever acts for the whole organisation', async () => {
    const { second, books, prepare, call } = await openPayouts()
    await books.sale(1000, '2026-11-10')
    const { body } = await prepare('2026-11-20')
    const stranger = await openShop(server)
    for (const by of [second.key, stranger.key]) {
      expect(await call('POST', `payout-runs/${body.id}/confirm`, undefined, by)).toMatchObject({
        status: 403,
      })
      expect(await call('GET', `payout-runs/${body.id}`, undefined, by)).toMatchObject({ status: 404 })
      expect((await call('GET', 'payout-runs', undefined, by)).body).toEqual({ items: [], nextCursor: null })
      const path = `payouts/${body.payouts[0]?.id}/document`
      expect(await call('GET', path, undefined, by)).toMatchObject({ status: 404 })
    }
    expect((await call('GET', 'payout-runs?limit=1')).body).toMatchObject({ items: [{ id: body.id }] })
  })

  test('whatever is sold, kept, owed and given back, the store gets its due and no more', async () => {
    const accounts = ['clearing_stripe', 'store_cash', 'provider_fees', 'store_receivable'] as const
    const step = fc.record({
      account: fc.constantFrom(...accounts),
      amount: fc.integer({ min: -3000, max: 5000 }).filter((amount) => amount !== 0),
      day: fc.integer({ min: 1, max: 20 }),
      pays: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const { books, prepare, end } = await openPayouts()
        let due = 0
        let paid = 0
        for (const { account, amount, day, pays } of steps) {
          const other =
            account === 'clearing_stripe' || account === 'store_cash' ? 'store_payable' : 'deductibles'
          await books.write(
            [
              [account, amount],
              [other, -amount],
            ],
            { occurredAt: `2026-11-${String(day).padStart(2, '0')}T00:00:00Z` },
          )
          // What the store kept in cash it owes and is owed at once.
          due += account === 'clearing_stripe' ? amount : account === 'store_cash' ? 0 : -amount
          if (!pays) continue
          const run = await prepare('2026-11-20')
          if (run.status === 409) continue
          const { body } = await end(run.body.id)
          paid += body.amount
          const [payout] = body.payouts
          expect((payout?.carriedOut ?? 0) + paid).toBe(due)
          expect(payout?.amount === 0 || payout?.carriedOut === 0).toBe(true)
        }
      }),
      { numRuns: 25 },
    )
  }, 60_000)
})

describe('a statement', () => {
  test('is issued once the run is confirmed, on paper and as a table', async () => {
    const { shop, books, prepare, end, call } = await openPayouts()
    await books.sale(123_456, '2026-11-10')
    await books.sale(3456, '2026-11-10', 'store_cash')
    const { body } = await prepare('2026-11-20')
    const path = `payouts/${body.payouts[0]?.id}`
    expect(await call('GET', `${path}/table`)).toMatchObject({
      status: 409,
      body: { code: 'statement_not_issued' },
    })
    await end(body.id)
    const table = await call('GET', `${path}/table`)
    expect(table.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(table.text.startsWith('\uFEFF明細番号,店舗コード')).toBe(true)
    const lines = table.text.split('\r\n')
    expect(lines).toContain(
      `${body.payouts[0]?.id},${shop.store.code},2026-11-20,2026-11-22,お支払額,123456,JPY`,
    )
    expect(lines).toContain(
      `${body.payouts[0]?.id},${shop.store.code},2026-11-20,2026-11-22,店頭で受け取られた現金,-3456,JPY`,
    )
    const { app } = server
    const paper = await app.inject({
      method: 'GET',
      url: `/v1/ledger/${path}/document`,
      headers: { authorization: `Bearer ${shop.key}` },
    })
    expect(paper.headers['content-type']).toBe('application/pdf')
    const { text } = await readPdf(paper.rawPayload)
    for (const part of ['支払明細書', '御中', '¥123,456', '-¥3,456', shop.store.code, '2026-11-20まで'])
      expect(text).toContain(part)
  })
})
