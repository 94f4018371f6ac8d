import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { decimalText } from '#modules/ledger/decimals.ts'
import { exportName } from '#modules/ledger/export-names.ts'
import type { AccountName } from '#modules/ledger/chart.ts'
import { parsePublicId } from '#platform/ids.ts'
import { dayIn } from '#platform/dates.ts'
import { findAccounting } from '#scripts/accounting.ts'
import { faultsOf } from '#test/support/backup.ts'
import { startProduct } from '#test/support/product.ts'
import type { Tally } from '#test/support/random-trade.ts'
import { add, newLane, openTrade, tradeAtRandom } from '#test/support/random-trade.ts'
import { startStripe } from '#test/support/stripe-server.ts'

const operations = 10_000
const rounds = 5
const seed = Number(process.env['MAMORI_SEED'] ?? Date.now() % 1_000_000)
const programs = { hledger: findAccounting('hledger'), beancount: findAccounting('beancount') }
const missing = Object.entries(programs).flatMap(([name, path]) => (path === null ? [name] : []))

const stripe = await startStripe()
const folder = mkdtempSync(join(tmpdir(), 'mamori-export-'))
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await stripe.close()
})
const product = await startProduct({ environment: { STRIPE_API_BASE: stripe.base } })
const trade = await openTrade(product, stripe)
const tally: Tally = { done: new Map(), refused: new Map() }

/** What Stripe took and gave back since its last file, as its report has it; it keeps 3.6 % and pays the rest out. */
const told = new Set<string>()
function stripeFile(): string {
  const head =
    'balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,source_id,payment_intent_id'
  const at = product.clock.now().slice(0, 19).replace('T', ' ')
  const moves = [
    ...[...stripe.intents.values()].map(({ id, amount_received: gross }) => ({
      id,
      intent: id,
      kind: 'charge',
      gross,
      fee: Math.floor((gross * 36) / 1000),
    })),
    ...[...stripe.refunds.values()].map(({ id, payment_intent: intent, amount }) => ({
      id,
      intent,
      kind: 'refund',
      gross: -amount,
      fee: 0,
    })),
  ].filter(({ id }) => !told.has(id))
  for (const { id } of moves) told.add(id)
  const rows = moves.map(({ id, intent, kind, gross, fee }) =>
    [`txn_${id}`, at, 'jpy', gross, fee, gross - fee, kind, id, intent].join(','),
  )
  return [head, ...rows].join('\r\n')
}

/** What somebody does at the end of a day, while nobody sells: the provider's file, and what stores get. */
async function closeDay(): Promise<void> {
  await product.settled()
  const { whole: key } = trade
  const read = await product.call('POST', '/v1/ledger/provider-files?provider=stripe&name=day', {
    key,
    headers: { 'content-type': 'text/csv' },
    body: stripeFile(),
  })
  expect(read, read.text).toMatchObject({ status: 200, body: { different: 0, problems: [] } })
  add(tally.done, 'provider file read')
  const upTo = dayIn('Asia/Tokyo', product.clock.now())
  const run = await product.call<{ id: string }>('POST', '/v1/ledger/payout-runs', {
    key,
    body: { upTo, currency: 'JPY' },
  })
  expect(run.status, run.text).toBe(201)
  add(tally.done, 'payout prepared')
  const paid = await product.call('POST', `/v1/ledger/payout-runs/${run.body.id}/confirm`, {
    key,
    body: {},
  })
  expect(paid.status, paid.text).toBe(200)
  add(tally.done, 'payout confirmed')
}

type Total = {
  account: AccountName
  party: { kind: 'account' | 'store' | 'organisation'; id: string; code: string | null }
  currency: string
  debit: number
  credit: number
}
/** Our own trial balance in the words of the export, debits positive. */
async function trialBalance(): Promise<string[]> {
  const { body, text } = await product.call<{ items: Total[] }>('GET', '/v1/ledger/balances', {
    key: trade.whole,
  })
  expect(body.items, text).toBeDefined()
  const prefix = { account: 'pac', store: 'sto', organisation: 'org' } as const
  return body.items
    .filter(({ debit, credit }) => debit !== credit)
    .map(({ account, party, currency, debit, credit }) => {
      const id = parsePublicId(prefix[party.kind], party.id) ?? ''
      const codes = new Map(party.code === null ? [] : [[id as string, party.code]])
      return [exportName(account, id, codes), currency, decimalText(debit - credit, currency)].join(' ')
    })
    .sort()
}

async function exported(format: 'hledger' | 'beancount'): Promise<{ text: string; file: string }> {
  const { text, status } = await product.call('GET', `/v1/ledger/export?format=${format}`, {
    key: trade.whole,
  })
  expect(status).toBe(200)
  const file = join(folder, `books.${format === 'hledger' ? 'journal' : 'beancount'}`)
  writeFileSync(file, text)
  return { text, file }
}
const lines = ({ done, refused }: Tally) =>
  [...done, ...refused].map(([kind, count]) => `  ${String(count).padStart(6)} ${kind}`).join('\n')

describe('a ledger that balances', () => {
  test(`after ${operations} random operations`, { timeout: 900_000 }, async () => {
    const began = performance.now()
    const lanes = Array.from({ length: 6 }, (_, i) => newLane(seed + i * 7919))
    for (let round = 1; round <= rounds; round += 1) {
      await tradeAtRandom(product, trade, lanes, operations / rounds - 3, tally)
      await closeDay()
    }
    await product.settled()
    const seconds = (performance.now() - began) / 1000
    const sum = [...tally.done.values()].reduce((total, count) => total + count, 0)
    console.info(`${sum} operations of seed ${seed} in ${seconds.toFixed(0)} s:\n${lines(tally)}`)
    expect(sum).toBe(operations)
    // Of every kind something was done, or the run proves less than it says.
    for (const kind of [
      'settled cash',
      'settled card',
      'settled from deposits',
      'settled by Stripe',
      'voided',
      'refunded',
      'partly refunded',
      'topped up',
      'sold with cover',
      'cancelled',
      'claim accepted',
      'claim completed',
    ])
      expect(tally.done.get(kind) ?? 0, kind).toBeGreaterThan(0)
  })

  test('every rule that verify knows holds', { timeout: 120_000 }, async () => {
    const { examples, results } = await faultsOf(product.services)
    expect(examples).toEqual([])
    const looked = new Map(results.map((result) => [result.name, result.looked]))
    for (const name of ['ledger journals', 'ledger payouts', 'coupons owed', 'settlement effects'])
      expect(looked.get(name), name).toBeGreaterThan(0)
    const { rows } = await sql<{ currency: string }>`
      select currency from postings group by 1 having sum(amount) <> 0`.execute(product.services.db)
    expect(rows).toEqual([])
  })

  test('other programs are there wherever tests must run', () => {
    if (missing.length > 0) console.warn(`not read back, for want of ${missing.join(' and ')}`)
    expect(process.env['CI'] === 'true' ? missing : []).toEqual([])
  })

  test.runIf(programs.hledger)('hledger comes to our trial balance on every account', async () => {
    const { file } = await exported('hledger')
    const hledger = (...args: string[]) =>
      execFileSync(programs.hledger as string, ['-f', file, ...args], {
        encoding: 'utf8',
        maxBuffer: 2 ** 28,
      })
    hledger('check', '--strict')
    const found = hledger('bal', '--flat', '--no-total', '-O', 'csv')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => {
        const [, name, amount, currency] = /^"([^"]+)","(-?[\d.]+) (\w+)"$/.exec(line) ?? []
        return `${name} ${currency} ${amount}`
      })
    expect(found.length).toBeGreaterThan(20)
    expect(found.sort()).toEqual(await trialBalance())
  })

  test.runIf(programs.beancount)('beancount accepts it with our balances asserted', async () => {
    const { text, file } = await exported('beancount')
    const asserted = (await trialBalance()).map((line) => {
      const [name, currency, amount] = line.split(' ')
      return `2099-01-01 balance ${name} ${amount} ${currency}\n`
    })
    expect(asserted.length).toBeGreaterThan(20)
    writeFileSync(file, text + asserted.join(''))
    expect(execFileSync(programs.beancount as string, [file], { encoding: 'utf8' })).toBe('')
  })
})
