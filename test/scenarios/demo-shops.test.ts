import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findItem } from '#modules/catalog/index.ts'
import { signInBuyer, unique } from '#test/support/people.ts'
import type { Shop } from '#test/support/product.ts'
import { openShop, startProduct } from '#test/support/product.ts'

const program = resolve(import.meta.dirname, '..', '..', 'examples', 'shop', 'shop.ts')
const product = await startProduct()
const folder = mkdtempSync(join(tmpdir(), 'mamori-shops-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A stranger's device: a program of its own with a database of its own, which has our address and a key. */
async function openDevice(name: string) {
  const shop = await openShop(product, { name, scopes: ['catalog:write', 'purchases:write'] })
  const file = join(folder, `${name}.sqlite`)
  const run = async (url: string, ...args: string[]) => {
    const env = {
      PATH: process.env['PATH'],
      SHOP_DB: file,
      MAMORI_URL: url,
      MAMORI_STORE: shop.store.code,
      MAMORI_KEY: shop.key,
    }
    const child = spawn(process.execPath, [program, ...args], { env })
    let out = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (out += chunk.toString()))
    const [code] = (await once(child, 'close')) as [number | null]
    return { code, out }
  }
  return {
    ...shop,
    file,
    run: (...args: string[]) => run(product.url, ...args),
    runOffline: (...args: string[]) => run(deadEnd, ...args),
  }
}

/** An address at which nobody answers. */
let deadEnd = ''
beforeAll(async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  deadEnd = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  server.close()
  await once(server, 'close')
})

async function get<T>(path: string, headers: Record<string, string>): Promise<T> {
  const response = await fetch(product.url + path, { headers })
  expect(response.status).toBe(200)
  return (await response.json()) as T
}

function itemOf({ store }: Shop, code: string) {
  return findItem(product.services.db, store.id, code)
}

type Line = { code: string; name: string | null; match: string; amount: number }
type Purchase = { id: string; store: { code: string; name: string }; total: number; lines: Line[] }

/** What the buyer sees: every purchase with its lines, the oldest first. */
async function walletOf(cookie: string): Promise<Purchase[]> {
  const headers = { cookie: `mamori_session=${cookie}` }
  const { items } = await get<{ items: Purchase[] }>('/v1/me/purchases', headers)
  return (
    await Promise.all(items.map(({ id }) => get<Purchase>(`/v1/me/purchases/${id}`, headers)))
  ).toReversed()
}

const names = (purchases: readonly Purchase[]) =>
  purchases.map(({ store, lines }) => [store.name, ...lines.map(({ name }) => name)])

describe('two strangers’ shops and one buyer', async () => {
  const denki = await openDevice('Denki')
  const books = await openDevice('Books')
  const email = `${unique('buyer')}@example.com`
  let cookie = ''

  it('T06 T10 T17 T21: one code means other goods in each shop, each called as that shop’s own catalogue calls it', async () => {
    expect(await denki.run('change', '1001', '--name', 'Rice cooker', '--price', '12000')).toMatchObject({
      code: 0,
    })
    expect(await books.run('change', '1001', '--name', 'A book about rice', '--price', '1500')).toMatchObject(
      { code: 0 },
    )
    expect(await denki.run('sell', '1001', '--to', email)).toMatchObject({ code: 0 })
    expect(await books.run('sell', '1001*2', '--to', email)).toMatchObject({ code: 0 })
    expect([(await itemOf(denki, '1001'))?.name, (await itemOf(books, '1001'))?.name]).toEqual([
      'Rice cooker',
      'A book about rice',
    ])
  })

  it('T16 T20: the purchases of both shops are in the one buyer’s wallet, with names, though no report had one', async () => {
    ;({ cookie } = await signInBuyer(product, { email }))
    const wallet = await walletOf(cookie)
    expect(names(wallet)).toEqual([
      ['Denki', 'Rice cooker'],
      ['Books', 'A book about rice'],
    ])
    // `matched`: the name is not the report's own but the catalogue's.
    expect(wallet.map(({ total, lines }) => [total, lines[0]?.match, lines[0]?.code])).toEqual([
      [12_000, 'matched', '1001'],
      [3000, 'matched', '1001'],
    ])
  })

  it('T14 T19: a changed name reaches the platform, and what was bought before keeps its name', async () => {
    await denki.run('change', '1001', '--name', 'Rice cooker II')
    expect((await itemOf(denki, '1001'))?.name).toBe('Rice cooker II')
    expect((await itemOf(books, '1001'))?.name).toBe('A book about rice')
    await denki.run('sell', '1001', '--to', email)
    await product.settled()
    expect(names(await walletOf(cookie))).toEqual([
      ['Denki', 'Rice cooker'],
      ['Books', 'A book about rice'],
      ['Denki', 'Rice cooker II'],
    ])
  })

  it('keeps what it cannot send, and sends it in order once the line is back', async () => {
    expect(await books.runOffline('sell', '1001', '--to', email)).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 waiting') as string,
    })
    expect(
      await books.runOffline('change', '1001', '--name', 'A book about rice, 2nd edition'),
    ).toMatchObject({ code: 0 })
    expect(await books.runOffline('list')).toMatchObject({
      out: expect.stringContaining('2nd edition') as string,
    })
    expect((await itemOf(books, '1001'))?.name).toBe('A book about rice')
    expect(await walletOf(cookie)).toHaveLength(3)
    expect(await books.run('push')).toMatchObject({ code: 0, out: 'The platform has everything.\n' })
    expect((await itemOf(books, '1001'))?.name).toBe('A book about rice, 2nd edition')
    // Sold before the change, though reported after it was made.
    expect(names(await walletOf(cookie)).at(-1)).toEqual(['Books', 'A book about rice'])
  })

  it('T11 T12: a report of the store’s code, the items’ codes, amounts and the buyer is enough; names come from the catalogue', async () => {
    await books.runOffline('sell', '1001*3', '--to', email)
    const database = new DatabaseSync(books.file)
    const [row] = database.prepare("select body from outbox where kind = 'sale'").all()
    database.close()
    expect(JSON.parse(String(row?.['body']))).toEqual({
      storeCode: books.store.code,
      reference: expect.any(String) as string,
      purchasedAt: expect.any(String) as string,
      currency: 'JPY',
      buyer: { email },
      lines: [{ code: '1001', quantity: 3, unitPrice: 1500, amount: 4500 }],
    })
    await books.run('push')
    const bought = (await walletOf(cookie)).at(-1)
    expect([bought?.total, bought?.lines[0]?.name]).toEqual([4500, 'A book about rice, 2nd edition'])
  })

  it('sends a change whose answer got lost again, and nothing is doubled', async () => {
    const database = new DatabaseSync(books.file)
    const before = await walletOf(cookie)
    const change = JSON.stringify({
      code: '1001',
      name: 'A book about rice, 2nd edition',
      price: 1500,
      deleted: false,
    })
    database.prepare("insert into outbox (kind, body) values ('item', ?)").run(change)
    database.close()
    expect(await books.run('push')).toMatchObject({ code: 0 })
    expect((await itemOf(books, '1001'))?.version).toBe(2)
    expect(await walletOf(cookie)).toEqual(before)
  })

  it('tells the shopkeeper what the platform refused for good, and goes on with the rest', async () => {
    const long = 'x'.repeat(501)
    expect(await denki.run('change', '1002', '--name', long, '--price', '1')).toMatchObject({
      code: 1,
      out: expect.stringContaining('Refused: name') as string,
    })
    expect(await denki.run('change', '1003', '--name', 'Kettle', '--price', '4980')).toMatchObject({
      code: 0,
    })
    expect((await itemOf(denki, '1003'))?.name).toBe('Kettle')
    expect(await denki.run('list')).toMatchObject({
      out: expect.stringContaining('0 waiting for the platform, 1 refused by it') as string,
    })
  })
})
