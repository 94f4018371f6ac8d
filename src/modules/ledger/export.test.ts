import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { inTransaction } from '#platform/context.ts'
import type { JournalId } from '#platform/ids.ts'
import { findAccounting } from '#scripts/accounting.ts'
import { exportLedger } from '#src/export-ledger.ts'
import { Paper } from '#test/support/backup.ts'
import { contextOf, testServices } from '#test/support/context.ts'
import { booksOf } from '#test/support/ledger.ts'
import { openShop } from '#test/support/product.ts'
import { publicId } from '#platform/ids.ts'
import type { AccountName } from './chart.ts'
import { chart } from './chart.ts'
import { decimalText } from './decimals.ts'
import { exportJournals } from './export-journals.ts'
import { exportName } from './export-names.ts'
import { reverse } from './post.ts'

const { services, close } = await testServices()
const folder = mkdtempSync(join(tmpdir(), 'mamori-books-'))
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await close()
})
const ctx = contextOf(services)

/** Where the programs are missing nothing is proven; `npm test` installs them where it may. */
const programs = { hledger: findAccounting('hledger'), beancount: findAccounting('beancount') }
const missing = Object.entries(programs).flatMap(([name, path]) => (path === null ? [name] : []))

const accounts = (Object.keys(chart) as AccountName[]).filter((name) => chart[name].party !== 'account')
const currencies = ['JPY', 'USD', 'KWD'] as const

/** Journals of two stores in three currencies, some of them reversed. */
async function randomBooks() {
  const shop = await openShop({ services }, { code: 'denki-1' })
  const second = await openShop({ services }, { organisation: shop.organisation, code: '7-eleven-x' })
  const sponsor = await openShop({ services })
  const books = [booksOf(ctx, shop), booksOf(ctx, second)] as const
  const step = fc.record({
    store: fc.nat(1),
    currency: fc.constantFrom(...currencies),
    day: fc.integer({ min: 1, max: 28 }),
    lines: fc.array(
      fc.tuple(fc.constantFrom(...accounts), fc.integer({ min: -1e9, max: 1e9 }), fc.boolean()),
      { minLength: 1, maxLength: 4 },
    ),
    reversed: fc.boolean(),
  })
  const [steps = []] = fc.sample(fc.array(step, { minLength: 150, maxLength: 200 }), { numRuns: 1, seed: 20 })
  for (const { store, currency, day, lines, reversed } of steps) {
    const { store: own } = store === 0 ? shop : second
    const party = (account: AccountName, foreign: boolean) =>
      chart[account].party === 'store' ? own.id : (foreign ? sponsor : shop).organisation.id
    const sum = lines.reduce((total, [, amount]) => total + amount, 0)
    const { id } = await (books[store] as (typeof books)[0]).write(
      [
        ...lines.map(([account, amount, foreign]) => [account, amount, party(account, foreign)] as const),
        ['store_payable', -sum, own.id] as const,
        ['store_cash', 1, own.id] as const,
        ['store_payable', -1, own.id] as const,
      ].map(([account, amount, partyId]) => [account, amount, partyId]),
      { currency, occurredAt: `2026-10-${String(day).padStart(2, '0')}T01:00:00Z` },
    )
    if (reversed) await takeBack(id)
  }
  return { shop, codes: new Map([shop, second].map(({ store }) => [store.id as string, store.code])) }
}

async function takeBack(journalId: JournalId): Promise<void> {
  await inTransaction(ctx, (tx) =>
    reverse(tx, ctx, {
      journalId,
      kind: 'refund',
      occurredAt: '2026-11-01T00:00:00Z',
      timeZone: 'Asia/Tokyo',
    }),
  )
}

const { shop, codes } = await randomBooks()
const organisationId = shop.organisation.id

async function written(format: 'hledger' | 'beancount', range: { from?: string; to?: string } = {}) {
  let text = ''
  for await (const part of exportJournals(ctx, organisationId, { format, ...range })) text += part
  const file = join(
    folder,
    `books-${Object.values(range).join('-')}.${format === 'hledger' ? 'journal' : 'beancount'}`,
  )
  writeFileSync(file, text)
  return { text, file }
}

/** Our balances, by the names of the export. */
async function balances(upTo = '2027-01-01'): Promise<string[]> {
  const { rows } = await sql<{ account: AccountName; party_id: string; currency: string; balance: number }>`
    select p.account, p.party_id, p.currency, sum(p.amount)::bigint as balance from journals j
    join postings p on p.bucket = j.bucket and p.journal_id = j.id
    where j.organisation_id = ${organisationId} and j.booked_on <= ${upTo} group by 1, 2, 3 having sum(p.amount) <> 0`.execute(
    services.db,
  )
  return rows
    .map(({ account, party_id, currency, balance }) =>
      [exportName(account, party_id, codes), currency, decimalText(balance, currency)].join(' '),
    )
    .sort()
}

describe('the books as a file', () => {
  test('are read by programs of others wherever tests must run', () => {
    if (missing.length > 0) console.warn(`not read back, for want of ${missing.join(' and ')}`)
    expect(process.env['CI'] === 'true' ? missing : []).toEqual([])
  })

  test.runIf(programs.hledger)('hledger finds the same balance on every account', async () => {
    const { file } = await written('hledger')
    const hledger = (...args: string[]) =>
      execFileSync(programs.hledger as string, ['-f', file, ...args], { encoding: 'utf8' })
    hledger('check', '--strict')
    const found: string[] = []
    for (const currency of currencies) {
      const lines = hledger('bal', '--flat', '--no-total', '-O', 'csv', `cur:${currency}`)
        .trim()
        .split('\n')
        .slice(1)
      for (const line of lines) {
        const [, name, amount] = /^"([^"]+)","(-?[\d.]+) \w+"$/.exec(line) ?? []
        found.push(`${name} ${currency} ${amount}`)
      }
    }
    expect(found.length).toBeGreaterThan(60)
    expect(found.sort()).toEqual(await balances())
  })

  test.runIf(programs.beancount)(
    'beancount has nothing to complain about, and its balances are ours',
    async () => {
      const { text, file } = await written('beancount')
      expect(execFileSync(programs.beancount as string, [file], { encoding: 'utf8' })).toBe('')
      // A balance that is asserted and wrong is a complaint.
      const asserted = (await balances()).map((line) => {
        const [name, currency, amount] = line.split(' ')
        return `2027-01-01 balance ${name} ${amount} ${currency}\n`
      })
      const checked = join(folder, 'checked.beancount')
      writeFileSync(checked, text + asserted.join(''))
      expect(execFileSync(programs.beancount as string, [checked], { encoding: 'utf8' })).toBe('')
      writeFileSync(checked, `${text}2027-01-01 balance ${(await balances())[0]?.split(' ')[0]} 1.23 USD\n`)
      expect(() => execFileSync(programs.beancount as string, [checked], { stdio: 'pipe' })).toThrow()
    },
  )

  test('hold the days that were asked for', async () => {
    const { text } = await written('hledger', { from: '2026-10-05', to: '2026-10-06' })
    const days = new Set(text.match(/^2026-\d\d-\d\d/gm))
    expect([...days].sort()).toEqual(['2026-10-05', '2026-10-06'])
  })

  test('come from the command line too', async () => {
    process.env['MAMORI_KEYS'] = services.config.MAMORI_KEYS
    const paper = new Paper()
    const organisation = publicId('org', organisationId)
    const url = services.config.DATABASE_URL
    expect(await exportLedger(url, ['--organisation', organisation, '--format', 'beancount'], paper)).toBe(0)
    expect(paper.text).toBe((await written('beancount')).text)
    for (const wrong of [
      ['--organisation', 'x'],
      ['--organisation', organisation, '--format', 'xls'],
    ])
      expect(await exportLedger(url, wrong, new Paper())).toBe(2)
  })
})

test.each([
  [12_345, 'JPY', '12345'],
  [-12_345, 'USD', '-123.45'],
  [5, 'USD', '0.05'],
  [-7, 'KWD', '-0.007'],
  [0, 'KWD', '0.000'],
])('%i minor units of %s are %s', (amount, currency, text) => {
  expect(decimalText(amount, currency)).toBe(text)
})
