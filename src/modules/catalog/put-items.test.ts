import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { openShop, startProduct } from '#test/support/product.ts'

const product = await startProduct()
type Result = {
  received: number
  created: number
  updated: number
  unchanged: number
  rejectedCount: number
  rejected: { row: number; code: string | null; errors: { field: string; code: string }[] }[]
}

async function shopOf() {
  const shop = await openShop(product)
  const url = `/v1/stores/${shop.store.code}/items`
  return {
    ...shop,
    push: async (rows: object[]) =>
      (await product.call<Result>('PUT', url, { key: shop.key, body: rows })).body,
    stream: async (text: string | Buffer, headers: Record<string, string> = {}) => {
      const answer = await fetch(`${product.url}${url}`, {
        method: 'PUT',
        body: text,
        headers: { authorization: `Bearer ${shop.key}`, 'content-type': 'application/x-ndjson', ...headers },
      })
      return (await answer.json()) as Result
    },
    get: (path: string) =>
      product.call<{
        items: { version: number; item: { name: string; price: number | null } }[]
        name?: string
      }>('GET', `${url}${path}`, { key: shop.key }),
  }
}

describe('pushing a catalogue', () => {
  test('T09 T14 counts what is new, changed and the same; sent again nothing changes', async () => {
    const shop = await shopOf()
    const rows = [
      { code: 'A', name: 'Apple' },
      { code: 'B', name: 'Book', price: 500 },
    ]
    expect(await shop.push(rows)).toMatchObject({
      received: 2,
      created: 2,
      updated: 0,
      unchanged: 0,
      rejected: [],
    })
    expect(await shop.push(rows)).toMatchObject({ created: 0, updated: 0, unchanged: 2 })
    expect(
      await shop.push([
        { code: 'B', name: 'Book', price: 600 },
        { code: 'C', name: 'Cup' },
      ]),
    ).toMatchObject({ created: 1, updated: 1, unchanged: 0 })
  })

  test('wrong rows are refused alone, by row, code and field', async () => {
    const shop = await shopOf()
    const result = await shop.push([
      { code: 'A', name: 'Good' },
      { code: 'B' },
      { code: 'C', name: 'C', gtin: '4006381333932' },
      { code: 'D', name: 'D', price: 1.5 },
      { code: 'E', name: 'E', currency: 'USD' },
      { code: 'F', name: 'F', launchedOn: '2026-02-30' },
      { code: 'G', name: 'G', colour: 'red' },
      7 as unknown as object,
    ])
    expect(result).toMatchObject({ received: 8, created: 1, rejectedCount: 7 })
    expect(result.rejected.map((r) => [r.row, r.code, r.errors[0]?.field, r.errors[0]?.code])).toEqual([
      [2, 'B', 'name', 'invalid_type'],
      [3, 'C', 'gtin', 'gtin_check_digit'],
      [4, 'D', 'price', 'invalid_type'],
      [5, 'E', 'currency', 'currency_not_of_store'],
      [6, 'F', 'launchedOn', 'invalid_date'],
      [7, 'G', '', 'unrecognized_keys'],
      [8, null, '', 'invalid_type'],
    ])
  })

  test('a code twice in one push keeps both changes in its history, in order', async () => {
    const shop = await shopOf()
    expect(
      await shop.push([
        { code: 'A', name: 'one' },
        { code: 'A', name: 'two' },
        { code: 'A', name: 'three' },
      ]),
    ).toMatchObject({ created: 1, updated: 2 })
    const { body } = await shop.get('/A/history')
    expect(body.items.map((change) => [change.version, change.item.name])).toEqual([
      [3, 'three'],
      [2, 'two'],
      [1, 'one'],
    ])
  })

  test('a deleted item is listed no more and comes back when it is pushed again', async () => {
    const shop = await shopOf()
    await shop.push([{ code: 'A', name: 'A' }])
    await shop.push([{ code: 'A', name: 'A', deleted: true }])
    expect((await shop.get('')).body.items).toEqual([])
    expect((await shop.get('?deleted=true')).body.items).toHaveLength(1)
    await shop.push([{ code: 'A', name: 'A' }])
    expect((await shop.get('')).body.items).toHaveLength(1)
  })

  test('an NDJSON stream of 20,000 rows, gzipped, with a broken line in the middle', async () => {
    const shop = await shopOf()
    const rows = Array.from({ length: 20_000 }, (_, i) =>
      JSON.stringify({ code: `N-${i}`, name: `Item ${i}` }),
    )
    rows.splice(7, 0, '{"code":')
    const result = await shop.stream(gzipSync(rows.join('\n')), { 'content-encoding': 'gzip' })
    expect(result).toMatchObject({ received: 20_001, created: 20_000, rejectedCount: 1 })
    expect(result.rejected[0]).toMatchObject({ row: 8, errors: [{ code: 'not_json' }] })
  })

  test('simultaneous pushes of one code leave one version for each change', async () => {
    const shop = await shopOf()
    await Promise.all(Array.from({ length: 12 }, (_, i) => shop.push([{ code: 'A', name: `name ${i}` }])))
    const versions = (await shop.get('/A/history')).body.items.map((change) => change.version)
    expect(versions).toEqual(Array.from({ length: 12 }, (_, i) => 12 - i))
  })

  test('T10 one code is another item in another shop', async () => {
    const [a, b] = [await shopOf(), await shopOf()]
    await a.push([{ code: '1001', name: 'Television' }])
    await b.push([{ code: '1001', name: 'Bicycle' }])
    expect([(await a.get('/1001')).body.name, (await b.get('/1001')).body.name]).toEqual([
      'Television',
      'Bicycle',
    ])
  })
})
