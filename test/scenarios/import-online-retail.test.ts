import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Services } from '#platform/context.ts'
import { testServices } from '#test/support/context.ts'
import type { RetailFacts, RetailInvoice } from '#test/support/online-retail.ts'
import { readRetail, retailFile, retailMissing, toPence } from '#test/support/online-retail.ts'
import { refusedRows, runImport, scratchFolder, startImport, tryImport } from '#test/support/run-import.ts'

const minutes = 60_000
const folder = scratchFolder()
if (retailMissing) console.log(`skipped: ${retailMissing}`)

/** A database of its own with the demo store, and how to import the file into it. */
async function shopFor(name: string) {
  const { services } = await testServices()
  expect(await tryImport(services, 'demo-store')).toMatchObject({ code: 0 })
  const refused = join(folder, `${name}.ndjson`)
  return {
    services,
    refused,
    args: [
      'purchases',
      retailFile,
      '--store',
      'online-retail',
      '--format',
      'online-retail',
      '--refused',
      refused,
    ],
  }
}

describe.skipIf(retailMissing)('the real invoices of a shop', async () => {
  const facts = retailMissing ? undefined : readRetail()
  if (!facts) return
  const { services, refused, args } = await shopFor('whole')

  it(
    'imports the whole file: what is recorded and what is refused add up to its rows, quantities and money',
    { timeout: 5 * minutes },
    async () => {
      const summary = await runImport(services, ...args)
      expect([facts.rows, facts.invoices.size]).toEqual([240_007, 12_468])
      expect(summary).toMatchObject({
        rows: facts.rows,
        reports: facts.invoices.size,
        replayed: { reports: 0 },
      })
      const turnedAway = refusedSums(refused)
      const { rows: kept } = await sql<{ lines: number; quantity: number; pence: number }>`
      select count(*)::int as lines, sum(case p.kind when 'sale' then quantity else -quantity end)::bigint as quantity,
        sum(case p.kind when 'sale' then amount else -amount end)::bigint as pence
      from purchases p join purchase_lines l on l.bucket = p.bucket and l.purchase_id = p.id`.execute(
        services.db,
      )
      expect((kept[0]?.lines ?? 0) + turnedAway.rows).toBe(facts.rows)
      expect(BigInt(kept[0]?.quantity ?? 0) + turnedAway.quantity).toBe(facts.quantity)
      expect(BigInt(kept[0]?.pence ?? 0) + turnedAway.pence).toBe(facts.pence)
      const { sales, returns } = summary.amounts['GBP'] ?? { sales: 0, returns: 0 }
      expect(sales - returns).toBe(kept[0]?.pence)
      expect(summary.recorded.reports + turnedAway.references.size).toBe(facts.invoices.size)
      expect(summary.refusals).toEqual({ stock_write_off: 737, stock_write_on: 360 })
    },
  )

  it('refuses stock movements alone, and says of each why, with its row', () => {
    const rows = refusedRows(refused)
    const movements = [...facts.invoices.values()].filter(isMovement)
    expect(rows.map(({ reference }) => reference)).toEqual(movements.map(({ number }) => number))
    for (const [i, row] of rows.entries()) {
      const [line] = (movements[i] as RetailInvoice).lines
      expect(row.code).toBe((line?.quantity ?? 0n) < 0n ? 'stock_write_off' : 'stock_write_on')
      expect(row.original).toEqual([
        expect.objectContaining({
          invoice_no: row.reference,
          stock_code: line?.code,
          quantity: String(line?.quantity),
        }),
      ])
    }
  })

  it('T13 T17 gives each line the name that the shop’s catalogue had for its exact code at that moment', async () => {
    const { lines, histories } = expectedNames(facts)
    expect(await recordedLines(services)).toEqual(lines)
    const { rows } = await sql<{ code: string; names: string[] }>`
      select code, array_agg(content->>'name' order by version) as names from item_changes group by code`.execute(
      services.db,
    )
    expect(new Map(rows.map(({ code, names }) => [code, names]))).toEqual(histories)
    expect([histories.size, [...histories.values()].reduce((n, names) => n + names.length - 1, 0)]).toEqual([
      3525, 588,
    ])
  })

  it('T18 keeps the purchases of each customer under one person, and those of nobody under nobody', async () => {
    const { rows } = await sql<{
      reference: string
      purchaser_id: string | null
    }>`select reference, purchaser_id from purchases`.execute(services.db)
    const people = new Map<string, string | null>()
    for (const { reference, purchaser_id } of rows) {
      const { customer } = facts.invoices.get(reference) as RetailInvoice
      if (!people.has(customer)) people.set(customer, purchaser_id)
      expect(people.get(customer)).toBe(purchaser_id)
    }
    expect(people.get('')).toBeNull()
    expect(new Set(people.values()).size).toBe(people.size)
    expect(people.size - 1).toBe(
      new Set([...facts.invoices.values()].map(({ customer }) => customer)).size - 1,
    )
  })

  it('adds nothing when it is run again', { timeout: 5 * minutes }, async () => {
    const before = await stateOf(services)
    const again = await runImport(services, ...args)
    expect(again).toMatchObject({
      recorded: { reports: 0 },
      replayed: { reports: 11_371 },
      refused: { reports: 1097 },
    })
    expect(await stateOf(services)).toEqual(before)
  })

  it(
    'comes to the same state when it is killed half-way and started again',
    { timeout: 10 * minutes },
    async () => {
      const other = await shopFor('killed')
      const program = startImport(other.services, ...other.args)
      await program.saysRows(20_000)
      program.child.kill('SIGKILL')
      expect(await program.end()).toBe('SIGKILL')
      const resumed = await runImport(other.services, ...other.args)
      expect(resumed.recorded.reports).toBeGreaterThan(0)
      expect(resumed.replayed.reports).toBeGreaterThan(0)
      expect(resumed.recorded.reports + resumed.replayed.reports).toBe(11_371)
      expect(await stateOf(other.services)).toEqual(await stateOf(services))
      expect(refusedRows(other.refused)).toEqual(refusedRows(refused))
    },
  )
})

/** Goods that the shop wrote off or booked in: one row, no price, and nobody who bought. */
function isMovement({ number, customer, lines }: RetailInvoice): boolean {
  const [only] = lines
  if (!only || lines.length > 1 || number.startsWith('C')) return false
  return only.quantity < 0n || (only.pence === 0n && customer === '')
}

function refusedSums(path: string) {
  const sums = { rows: 0, quantity: 0n, pence: 0n, references: new Set<string | null>() }
  for (const { reference, original } of refusedRows(path)) {
    sums.references.add(reference)
    for (const row of original as Record<string, string>[]) {
      const quantity = BigInt(row['quantity'] ?? '')
      sums.rows += 1
      sums.quantity += quantity
      sums.pence += toPence(quantity, row['unit_price'] ?? '')
    }
  }
  return sums
}

/**
 * The lines as they must be in the ledger, and each code's names in the order in which the file changes them. An
 * invoice that calls one code by two names (there is one) goes by the first.
 */
function expectedNames(facts: RetailFacts) {
  const known = new Map<string, string>()
  const histories = new Map<string, string[]>()
  const lines = new Map<string, string[]>()
  for (const invoice of facts.invoices.values()) {
    if (isMovement(invoice)) continue
    const here = new Map<string, string>()
    for (const { code, name } of invoice.lines) if (name !== '' && !here.has(code)) here.set(code, name)
    for (const [code, name] of here) {
      if (known.get(code) === name) continue
      known.set(code, name)
      histories.set(code, [...(histories.get(code) ?? []), name])
    }
    const sign = invoice.number.startsWith('C') ? -1n : 1n
    const texts = invoice.lines.map(
      ({ code, quantity, pence }) => `${code} ${quantity * sign} ${pence * sign} ${known.get(code)}`,
    )
    lines.set(invoice.number, [`${sign < 0n ? 'return' : 'sale'} ${instantOf(invoice.at)}`, ...texts])
  }
  return { lines, histories }
}

/** British summer time began on 27 March 2011; the file ends in June. */
function instantOf(local: string): string {
  const utc = new Date(`${local}:00Z`)
  return new Date(utc.getTime() - (local >= '2011-03-27T02:00' ? 3_600_000 : 0)).toISOString()
}

async function recordedLines(services: Services): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ reference: string; kind: string; purchased_at: string; lines: string[] }>`
    select p.reference, p.kind, p.purchased_at,
      array_agg(concat_ws(' ', l.code, l.quantity, l.amount, coalesce(l.name, 'undefined')) order by l.n) as lines
    from purchases p join purchase_lines l on l.bucket = p.bucket and l.purchase_id = p.id
    group by p.bucket, p.id order by p.reference`.execute(services.db)
  return new Map(
    rows.map(({ reference, kind, purchased_at, lines }) => [
      reference,
      [`${kind} ${purchased_at}`, ...lines],
    ]),
  )
}

/** Everything that an import leaves, without what differs from run to run (ids, times), and how many rows each table has. */
async function stateOf(services: Services) {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(
    services.db,
  )
  const counts: Record<string, number> = {}
  for (const { name } of tables) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)}`.execute(
      services.db,
    )
    counts[name] = rows[0]?.n ?? 0
  }
  const { rows: names } = await sql<{ text: string }>`
    select string_agg(concat_ws(' ', code, version, content->>'name'), E'\n' order by code, version) as text from item_changes`.execute(
    services.db,
  )
  return { counts, lines: await recordedLines(services), names: names[0]?.text }
}
