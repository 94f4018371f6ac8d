import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { putItems } from '#modules/catalog/index.ts'
import type { Store } from '#modules/identity/index.ts'
import { matchPendingLines } from '#modules/purchases/index.ts'
import { inTransaction } from '#platform/context.ts'
import { contextOf, testServices } from '#test/support/context.ts'
import { openShop } from '#test/support/product.ts'
import { refusedRows, runImport, scratchFolder } from '#test/support/run-import.ts'

const base = await testServices()
const { services } = base
const folder = scratchFolder()
const header = 'invoice_no,stock_code,description,quantity,invoice_date,unit_price,customer_id,country'

async function openBritishShop(): Promise<Store> {
  return (
    await openShop(base, { mode: 'test', currency: 'GBP', timeZone: 'Europe/London', taxRegime: 'none' })
  ).store
}

async function importRows(store: Store, rows: readonly string[]) {
  const file = join(folder, `${store.code}.csv`)
  writeFileSync(file, `${[header, ...rows].join('\n')}\n`)
  const summary = await runImport(
    services,
    'purchases',
    file,
    '--store',
    store.code,
    '--format',
    'online-retail',
  )
  return { summary, refused: refusedRows(`${file}.refused.ndjson`) }
}

const row = (number: number | string, code: string, name: string, quantity = 1) =>
  `${number},${code},${name},${quantity},2011-01-05T13:40,1.0,,France`

/** Names of lines by invoice, and each code's names in the order of their versions. */
async function namesIn(store: Store) {
  const { rows: lines } = await sql<{ reference: string; names: (string | null)[] }>`
    select p.reference, array_agg(l.name order by l.n) as names
    from purchases p join purchase_lines l on l.bucket = p.bucket and l.purchase_id = p.id
    where p.store_id = ${store.id} group by 1`.execute(services.db)
  const { rows: items } = await sql<{ code: string; names: string[] }>`
    select code, array_agg(content->>'name' order by version) as names from item_changes where store_id = ${store.id} group by 1`.execute(
    services.db,
  )
  return {
    lines: Object.fromEntries(lines.map(({ reference, names }) => [reference, names])),
    history: Object.fromEntries(items.map(({ code, names }) => [code, names])),
  }
}

const year = [
  row(1, 'a', 'Apple'),
  row(1, 'b', 'Bread'),
  row(2, 'a', ''),
  row(2, 'A', 'Ananas'),
  row(3, 'a', 'Apple pie'),
  row(3, 'b', ''),
  row(4, 'a', 'Apple'),
  row(5, 'b', 'Brown bread'),
  row(5, 'b', 'Bread'),
  row(5, 'a', 'Apple'),
  // Stock movements whose descriptions are notes, not names.
  row(6, 'a', 'damaged', -9).replace('1.0', '0.0'),
  row(7, 'a', 'found').replace('1.0', '0.0'),
  row('C8', 'a', 'Apple pie', -1),
]
const expected = {
  lines: {
    1: ['Apple', 'Bread'],
    2: ['Apple', 'Ananas'],
    3: ['Apple pie', 'Bread'],
    4: ['Apple'],
    5: ['Brown bread', 'Brown bread', 'Apple'],
    C8: ['Apple pie'],
  },
  history: { a: ['Apple', 'Apple pie', 'Apple', 'Apple pie'], A: ['Ananas'], b: ['Bread', 'Brown bread'] },
}

it('T17 names each line as the file called its code then, and makes the changes versions of the item in that order', async () => {
  const store = await openBritishShop()
  const { summary, refused } = await importRows(store, year)
  expect(summary).toMatchObject({ rows: year.length, reports: 8, recorded: { reports: 6 } })
  expect(refused.map(({ reference, code }) => [reference, code])).toEqual([
    ['6', 'stock_write_off'],
    ['7', 'stock_write_on'],
  ])
  expect(await namesIn(store)).toEqual(expected)
  await importRows(store, year)
  expect(await namesIn(store)).toEqual(expected)
})

it('gives the same names and the same history wherever an earlier run ended', async () => {
  for (const end of [2, 4, 6, 7, 10, 12]) {
    const store = await openBritishShop()
    await importRows(store, year.slice(0, end))
    await importRows(store, year)
    expect(await namesIn(store), `after ${end} rows`).toEqual(expected)
  }
})

it('leaves a line unnamed as long as its code has no name, and what else the shop says of an item as it is', async () => {
  const store = await openBritishShop()
  const ctx = contextOf(services)
  await putItems(ctx, store, [
    { code: 'a', name: 'Old name', maker: 'Maker', price: 120, makerWarrantyMonths: 12, taxCategory: 'O' },
  ])
  await importRows(store, [row(1, 'x', ''), row(1, 'a', 'Apple')])
  expect((await namesIn(store)).lines).toEqual({ 1: [null, 'Apple'] })
  const { rows } =
    await sql`select maker, price, currency, maker_warranty_months as months from items where store_id = ${store.id} and code = 'a'`.execute(
      services.db,
    )
  expect(rows).toEqual([{ maker: 'Maker', price: 120, currency: 'GBP', months: 12 }])
  await importRows(store, [row(2, 'x', 'Known now')])
  await inTransaction(ctx, (tx) =>
    matchPendingLines.handle(ctx, tx, [
      {
        id: 1,
        at: ctx.clock.now(),
        topic: 'catalog.items-changed',
        payload: { storeId: store.id, codes: ['x'] },
      },
    ]),
  )
  expect((await namesIn(store)).lines).toEqual({ 1: ['Known now', 'Apple'], 2: ['Known now'] })
})
