import { describe, expect, test } from 'vitest'
import { inTransaction } from '#platform/context.ts'
import { newId, publicId } from '#platform/ids.ts'
import { createApp } from '#src/app.ts'
import { contextOf, startTestServer } from '#test/support/context.ts'
import { booksOf } from '#test/support/ledger.ts'
import { openShop } from '#test/support/product.ts'
import { until } from '#test/support/until.ts'
import { createApiKey } from '#modules/identity/index.ts'
import { scopes } from '#platform/auth.ts'
import { sql } from 'kysely'
import { post } from './post.ts'

const server = await startTestServer({ app: createApp })
const { services } = server
const ctx = contextOf(services)
server.clock.set('2026-11-22T03:00:00Z')

/** A shop whose key is that of the whole organisation, with a second store that has a key of its own. */
async function openBooks() {
  const shop = await openShop(server)
  const second = await openShop(server, { organisation: shop.organisation })
  const { secret } = await createApiKey(ctx, shop.organisation.id, {
    name: 'Whole',
    storeCode: null,
    scopes: scopes.filter((scope) => !scope.startsWith('organisations:')),
    rateLimit: 60_000,
    expiresAt: null,
  })
  const get = async <T>(path: string, key = secret) => {
    const answer = await server.call<T>('GET', `/v1/ledger/${path}`, { key })
    expect(answer.status, answer.text).toBe(200)
    return answer.body
  }
  return { shop, second, key: secret, get, books: booksOf(ctx, shop), others: booksOf(ctx, second) }
}
type Page = { items: { id: string; bookedOn: string; storeCode: string }[]; nextCursor: string | null }
type Trial = {
  items: { account: string; party: { code: string | null }; debit: number; credit: number; balance: number }[]
  sums: { currency: string; debit: number; credit: number }[]
}

describe('reading the books', () => {
  test('journals come by page, the newest day first, and by what is asked for', async () => {
    const { shop, books, get } = await openBooks()
    for (const day of ['2026-11-03', '2026-11-05', '2026-11-04']) await books.sale(100, day)
    const { id } = await books.write([
      ['store_cash', 50],
      ['store_payable', -50],
    ])
    const first = await get<Page>('journals?limit=3')
    expect(first.items.map(({ bookedOn }) => bookedOn)).toEqual(['2026-11-20', '2026-11-05', '2026-11-04'])
    const rest = await get<Page>(`journals?limit=3&cursor=${first.nextCursor}`)
    expect(rest).toMatchObject({ items: [{ bookedOn: '2026-11-03' }], nextCursor: null })
    expect((await get<Page>('journals?account=store_cash')).items.map((item) => item.id)).toEqual([
      publicId('jrn', id),
    ])
    expect((await get<Page>('journals?from=2026-11-04&to=2026-11-05')).items).toHaveLength(2)
    expect((await get<Page>('journals?kind=refund')).items).toEqual([])
    const one = await get<{ subject: { id: string } }>(`journals/${publicId('jrn', id)}`)
    expect(one).toMatchObject({
      kind: 'sale',
      storeCode: shop.store.code,
      currency: 'JPY',
      reverses: null,
      postings: [
        { account: 'store_cash', amount: 50, party: { kind: 'store', code: shop.store.code } },
        { account: 'store_payable', amount: -50 },
      ],
    })
    expect((await get<Page>(`journals?subject=${one.subject.id}`)).items).toHaveLength(1)
  })

  test('the trial balance is even, at the end of any day', async () => {
    const { shop, books, others, get } = await openBooks()
    await books.sale(3000, '2026-11-03')
    await others.sale(500, '2026-11-05', 'store_cash')
    await books.write(
      [
        ['clearing_stripe', -1000],
        ['store_payable', 1000],
      ],
      { kind: 'refund' },
    )
    const all = await get<Trial>('balances')
    expect(all.sums).toEqual([{ currency: 'JPY', debit: 4500, credit: 4500 }])
    expect(
      all.items.find(({ account, party }) => account === 'store_payable' && party.code === shop.store.code),
    ).toMatchObject({ debit: 1000, credit: 3000, balance: 2000, side: 'credit' })
    expect((await get<Trial>('balances?on=2026-11-04')).sums).toEqual([
      { currency: 'JPY', debit: 3000, credit: 3000 },
    ])
  })

  test('of one store alone are its own, of another organisation none', async () => {
    const { shop, second, books, others, get, key } = await openBooks()
    const mine = await books.sale(10)
    await others.sale(20)
    const seen = await get<Page>('journals', second.key)
    expect(seen.items.map(({ storeCode }) => storeCode)).toEqual([second.store.code])
    expect((await get<Trial>('balances', second.key)).sums).toEqual([
      { currency: 'JPY', debit: 20, credit: 20 },
    ])
    const look = (path: string, by: string) => server.call('GET', `/v1/ledger/${path}`, { key: by })
    const path = `journals/${publicId('jrn', mine.id)}`
    expect(await look(path, second.key)).toMatchObject({ status: 404, body: { code: 'journal_not_found' } })
    expect(await look(path, (await openShop(server)).key)).toMatchObject({ status: 404 })
    expect(await look(path, key)).toMatchObject({ status: 200 })
    expect(await look(`journals?storeCode=${shop.store.code}`, second.key)).toMatchObject({ status: 403 })
    expect(await look('periods', second.key)).toMatchObject({ status: 403 })
    expect((await get<{ accounts: unknown[] }>('chart', second.key)).accounts.length).toBeGreaterThan(20)
  })
})

describe('months', () => {
  const close = (key: string, month: string, what = 'close') =>
    server.call<{ items: unknown[] } & Trial>('POST', `/v1/ledger/periods/${month}/${what}`, { key })

  test('are closed in order once they are over; what comes later counts in the first open one', async () => {
    const { shop, books, get, key } = await openBooks()
    await books.sale(1000, '2026-09-30')
    await books.sale(300, '2026-10-15')
    expect(await close(key, '2026-11')).toMatchObject({ status: 409, body: { code: 'period_not_ended' } })
    expect(await close(key, '2026-10', 'close-preview')).toMatchObject({
      status: 409,
      body: { code: 'earlier_period_open' },
    })
    const preview = await close(key, '2026-09', 'close-preview')
    expect(preview.body).toMatchObject({
      period: { month: '2026-09', state: 'open', ended: true },
      sums: [{ currency: 'JPY', debit: 1000, credit: 1000 }],
    })
    expect((await close(key, '2026-09')).body).toMatchObject({
      period: { state: 'closed' },
      items: preview.body.items,
    })
    expect(await close(key, '2026-09')).toMatchObject({ status: 409, body: { code: 'period_closed' } })
    expect(await close(key, '2026-08')).toMatchObject({ status: 404, body: { code: 'period_not_found' } })

    const late = await books.sale(77, '2026-09-12')
    expect(await get(`journals/${publicId('jrn', late.id)}`)).toMatchObject({
      bookedOn: '2026-10-01',
      occurredAt: '2026-09-12T01:00:00.000Z',
    })
    expect((await get<Trial>('periods/2026-09')).sums).toEqual([
      { currency: 'JPY', debit: 1000, credit: 1000 },
    ])
    expect((await get<Trial>('periods/2026-10')).sums).toEqual([{ currency: 'JPY', debit: 377, credit: 377 }])
    const months = await get<{ items: { month: string; state: string }[] }>('periods')
    expect(months.items.map(({ month, state }) => [month, state])).toEqual([
      ['2026-11', 'open'],
      ['2026-10', 'open'],
      ['2026-09', 'closed'],
    ])
    const first = await get<{ nextCursor: string }>('periods?limit=2')
    expect(await get(`periods?limit=2&cursor=${first.nextCursor}`)).toMatchObject({
      items: [{ month: '2026-09' }],
      nextCursor: null,
    })
    const { rows } = await sql<{ action: string }>`select action from audit_entries
      where organisation_id = ${shop.organisation.id} and entity = 'period'`.execute(services.db)
    expect(rows).toEqual([{ action: 'closePeriod' }])
  })

  test('a post in flight is waited for and counted, one that comes meanwhile counts in the next', async () => {
    const { books, get, key } = await openBooks()
    await books.sale(1, '2026-10-01')
    const opened = Promise.withResolvers<void>()
    const mayEnd = Promise.withResolvers<void>()
    const lines = (amount: number) =>
      [
        ['store_cash', amount],
        ['store_payable', -amount],
      ] as const
    const inFlight = inTransaction(ctx, async (tx) => {
      await post(tx, ctx, books.journal([...lines(10)] as never, { occurredAt: '2026-10-05T00:00:00Z' }))
      opened.resolve()
      await mayEnd.promise
    })
    await opened.promise
    const closing = close(key, '2026-10')
    const waiting = (mode: string) =>
      until(`somebody waits for ${mode}`, async () => {
        const { rows } = await sql`select from pg_locks
          where relation = 'journals'::regclass and not granted and mode = ${mode}`.execute(services.db)
        return rows.length > 0
      })
    await waiting('ShareLock')
    const late = books.sale(100, '2026-10-06')
    await waiting('RowExclusiveLock')
    mayEnd.resolve()
    await inFlight
    expect((await closing).body.sums).toEqual([{ currency: 'JPY', debit: 11, credit: 11 }])
    expect(await get(`journals/${publicId('jrn', (await late).id)}`)).toMatchObject({
      bookedOn: '2026-11-01',
    })
  })

  test('a closing that was cut off after its first step is finished by the next call', async () => {
    const { shop, books, key } = await openBooks()
    await books.sale(5, '2026-10-01')
    await sql`insert into closed_periods (organisation_id, month, closed_at, closed_by)
      values (${shop.organisation.id}, '2026-10-01', now(), 'test')`.execute(services.db)
    const answer = await close(key, '2026-10')
    expect(answer).toMatchObject({ status: 200, body: { sums: [{ debit: 5 }] } })
    expect(await close(key, '2026-10')).toMatchObject({ status: 409 })
  })

  test('end where the last store’s day ends', async () => {
    const { shop, books, key } = await openBooks()
    await books.sale(5, '2026-11-01')
    await openShop(server, { organisation: shop.organisation, timeZone: 'Pacific/Honolulu' })
    server.clock.set('2026-12-01T05:00:00Z')
    expect(await close(key, '2026-11')).toMatchObject({ status: 409, body: { code: 'period_not_ended' } })
    // A sale that began just before is let to its end.
    server.clock.set('2026-12-01T10:05:00Z')
    expect(await close(key, '2026-11')).toMatchObject({ status: 409, body: { code: 'period_not_ended' } })
    server.clock.set('2026-12-01T10:10:00Z')
    expect(await close(key, '2026-11')).toMatchObject({ status: 200 })
  })
})

test('a journal that is none has no page', async () => {
  const { key } = await openBooks()
  const answer = await server.call('GET', `/v1/ledger/journals/${publicId('jrn', newId(1))}`, { key })
  expect(answer.status).toBe(404)
})
