import { readCsv } from './csv.ts'
import type { Entry } from './entries.ts'
import { rowAfterInvoice, unreadableRow } from './errors.ts'
import { ImportFailure } from './failure.ts'
import type { Invoice, RetailRow } from './online-retail.ts'
import { columns, entryOf, originalOf } from './online-retail.ts'

/** Rows of one invoice may stand apart by this many rows of others; what comes later is refused. */
const window = 1000

/**
 * The invoices of an `online-retail` file in the order of their first rows. Memory holds the invoices of the last
 * thousand rows, and the numbers of those that ended.
 */
export async function* readInvoices(chunks: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  const open = new Map<string, Invoice>()
  const ended = new Set<string>()
  let places: number[] | undefined
  let count = 0
  for await (const records of readCsv(chunks)) {
    for (const record of records) {
      if (!places) {
        places = placesOf(record)
        continue
      }
      count += 1
      if (record.length !== places.length) {
        yield unreadable(count, record, places.length)
        continue
      }
      const row: RetailRow = { row: count, fields: places.map((place) => record[place] as string) }
      const number = row.fields[0] as string
      if (ended.has(number)) {
        yield late(row, number)
        continue
      }
      const invoice = open.get(number)
      if (invoice) invoice.rows.push(row)
      else open.set(number, { number, rows: [row] })
      yield* endedBy(open, ended, count - window)
    }
  }
  if (!places) throw new ImportFailure(`The file is no online-retail file: it is empty.`)
  yield* endedBy(open, ended, Infinity)
}

/** Where each column stands. @throws ImportFailure where the header lacks one */
function placesOf(header: readonly string[]): number[] {
  const missing = columns.filter((column) => !header.includes(column))
  if (missing.length > 0)
    throw new ImportFailure(`The file is no online-retail file: its header lacks ${missing.join(', ')}.`)
  // Columns beyond those that we know are read past, but they count: a row with fewer has broken off.
  return [...columns, ...header.filter((column) => !(columns as readonly string[]).includes(column))].map(
    (column) => header.indexOf(column),
  )
}

/** Invoices whose last row lies far enough back, as long as none before them is still open. */
function* endedBy(open: Map<string, Invoice>, ended: Set<string>, row: number): Generator<Entry> {
  for (const [number, invoice] of open) {
    const last = invoice.rows.at(-1) as RetailRow
    if (last.row > row) return
    open.delete(number)
    ended.add(number)
    yield entryOf(invoice)
  }
}

function late(row: RetailRow, number: string): Entry {
  return {
    row: row.row,
    rows: 1,
    reference: number,
    original: [originalOf(row)],
    content: { problem: rowAfterInvoice(window) },
  }
}

/** A row that cannot be told from its neighbours: where a column is missing or one too many, none can be trusted. */
function unreadable(row: number, record: readonly string[], expected: number): Entry {
  const problem = unreadableRow(`The row has ${record.length} fields instead of ${expected}.`)
  return { row, rows: 1, reference: null, original: [record], content: { problem } }
}
