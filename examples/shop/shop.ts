#!/usr/bin/env node
import { parseArgs } from 'node:util'

import type { Item } from './database.ts'
import { ShopDatabase } from './database.ts'
import type { Platform } from './platform.ts'
import { Unreachable, deliver } from './platform.ts'

const usage = `A shop's own device. Settings: MAMORI_URL, MAMORI_STORE, MAMORI_KEY; SHOP_DB (shop.sqlite), SHOP_CURRENCY (JPY).

  node shop.ts change CODE --name NAME --price AMOUNT    a new item, or what is new about an item
  node shop.ts change CODE --remove                      it is no longer sold
  node shop.ts sell CODE[*COUNT] … --to BUYER            a receipt; BUYER is an e-mail address, a phone number or a member code
  node shop.ts push [--every SECONDS]                    send what waits, once or again and again
  node shop.ts list                                      the shop's own catalogue, and what waits

Amounts are in the currency's minor unit (JPY has none).`

/** Said to whoever typed the command. */
class Mistake extends Error {}

/** Each command works on the shop's own database first and on the network afterwards: the shop is open without it. */
async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      price: { type: 'string' },
      remove: { type: 'boolean', default: false },
      to: { type: 'string' },
      every: { type: 'string' },
    },
  })
  const [command, ...codes] = positionals
  const database = new ShopDatabase(process.env['SHOP_DB'] ?? 'shop.sqlite')
  try {
    switch (command) {
      case 'change':
        change(database, codes, values)
        return await send(database)
      case 'sell':
        sell(database, codes, values.to)
        return await send(database)
      case 'push':
        return await push(database, values.every)
      case 'list':
        list(database)
        return 0
      default:
        throw new Mistake(usage)
    }
  } finally {
    database.close()
  }
}

function change(
  database: ShopDatabase,
  codes: readonly string[],
  values: { name?: string | undefined; price?: string | undefined; remove: boolean },
): void {
  const [code] = codes
  if (code === undefined || codes.length > 1) throw new Mistake(usage)
  const before = database.item(code)
  const name = values.name ?? before?.name
  const price = values.price === undefined ? before?.price : amount(values.price)
  if (name === undefined || price === undefined)
    throw new Mistake(`${code} is new: it needs --name and --price.`)
  const item: Item = { code, name, price, deleted: values.remove }
  database.change(item)
  console.log(`${code} is ${item.deleted ? 'no longer sold' : `${name}, ${price}`}.`)
}

/** What is reported carries the store's code, the items' codes, amounts and the buyer: names stay here. */
function sell(database: ShopDatabase, wanted: readonly string[], to: string | undefined): void {
  if (wanted.length === 0) throw new Mistake(usage)
  const lines = wanted.map((text) => {
    const [, code = '', count = '1'] = /^(.*?)(?:\*(\d+))?$/.exec(text) ?? []
    const item = database.item(code)
    if (!item || item.deleted) throw new Mistake(`${code} is not sold here.`)
    const quantity = Number(count)
    return { code, quantity, unitPrice: item.price, amount: quantity * item.price }
  })
  const report = {
    storeCode: setting('MAMORI_STORE'),
    reference: `${new Date().toISOString().slice(0, 10)}-${crypto.randomUUID().slice(0, 8)}`,
    purchasedAt: new Date().toISOString(),
    currency: process.env['SHOP_CURRENCY'] ?? 'JPY',
    buyer: to === undefined ? null : buyerOf(to),
    lines,
  }
  database.addSale(report)
  console.log(
    `Receipt ${report.reference}: ${lines.reduce((sum, line) => sum + line.amount, 0)} ${report.currency}`,
  )
}

function buyerOf(to: string) {
  if (to.includes('@')) return { email: to }
  return /^[+\d][\d -]+$/.test(to) ? { phone: to } : { memberCode: to }
}

/** @returns 0 also when the platform cannot be reached: the shop's work is done, and what waits is not lost */
async function send(database: ShopDatabase): Promise<number> {
  const refusedBefore = database.refused().length
  try {
    await deliver(database, platform())
    console.log('The platform has everything.')
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error
    console.log(`${database.waiting().length} waiting for the platform: ${error.message}`)
  }
  const refused = database.refused().slice(refusedBefore)
  for (const { body, refused: why } of refused) console.error(`Refused: ${why}\n  ${body}`)
  return refused.length > 0 ? 1 : 0
}

async function push(database: ShopDatabase, every: string | undefined): Promise<number> {
  if (every === undefined) return send(database)
  for (;;) {
    await send(database)
    await new Promise((resolve) => setTimeout(resolve, amount(every) * 1000))
  }
}

function list(database: ShopDatabase): void {
  for (const { code, name, price, deleted } of database.items())
    console.log(`${code}\t${name}\t${price}${deleted ? '\tno longer sold' : ''}`)
  console.log(
    `${database.waiting().length} waiting for the platform, ${database.refused().length} refused by it`,
  )
}

function platform(): Platform {
  return { url: setting('MAMORI_URL'), storeCode: setting('MAMORI_STORE'), key: setting('MAMORI_KEY') }
}

function setting(name: string): string {
  const value = process.env[name]
  if (!value) throw new Mistake(`${name} is not set.\n\n${usage}`)
  return value
}

function amount(text: string): number {
  if (!/^\d{1,12}$/.test(text)) throw new Mistake(`${text} is no whole amount.`)
  return Number(text)
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof Mistake)) throw error
  console.error(error.message)
  process.exitCode = 2
}
