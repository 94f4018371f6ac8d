import { CsvError, parse } from 'csv-parse/sync'
import { minorDigits } from '#platform/money.ts'
import type { FileProblem, ProviderFile, ProviderFileRow } from './rows.ts'

/** A row's cell by its column; '' where the file lacks the column or the cell is empty. */
export type Cells = (column: string) => string

export type Layout = {
  /** Columns that a file must have; several names in one entry are the same column in different files. */
  needs: readonly (readonly string[])[]
  encoding: 'utf-8' | 'shift_jis'
  /** One row in our words; `undefined` for one that moved no money. @throws Unreadable */
  read(cells: Cells, n: number): ProviderFileRow | undefined
}

/** Why one row cannot be read. */
export class Unreadable extends Error {}

/**
 * Reads a file of one layout. Rows that cannot be read are left out and told with their number; a file that cannot be
 * read at all is one problem of row 0, and has no rows.
 */
export function readCsv(bytes: Uint8Array, layout: Layout): ProviderFile {
  const nothing = (message: string): ProviderFile => ({ rows: [], problems: [{ row: 0, message }] })
  const text = textOf(bytes, layout.encoding)
  if (text === undefined) return nothing(`The file is not written in ${layout.encoding}.`)
  let records: string[][]
  try {
    records = parse(text, {
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return nothing(`The file is no CSV: ${error.message}`)
  }
  const [header, ...rest] = records
  if (!header) return nothing('The file is empty.')
  const fault = headerFault(header, layout)
  if (fault) return nothing(fault)
  const places = new Map(header.map((name, i) => [name, i]))
  const rows: ProviderFileRow[] = []
  const problems: FileProblem[] = []
  for (const [i, record] of rest.entries()) {
    const n = i + 1
    try {
      if (record.length !== header.length)
        throw new Unreadable(`The row has ${record.length} cells, the header ${header.length}.`)
      const row = layout.read((column) => record[places.get(column) ?? -1] ?? '', n)
      if (row) rows.push(row)
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      problems.push({ row: n, message: error.message })
    }
  }
  return { rows, problems }
}

/** A file that was opened and saved again may have become UTF-8, which its first three bytes then say. */
function textOf(bytes: Uint8Array, encoding: string): string | undefined {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  try {
    return new TextDecoder(hasMark ? 'utf-8' : encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function headerFault(header: readonly string[], { needs }: Layout): string | undefined {
  const lacking = needs.filter((names) => !names.some((name) => header.includes(name)))
  if (lacking.length > 0) return `These columns are lacking: ${lacking.map(([name]) => name).join(', ')}.`
  const double = needs.flat().find((name) => header.filter((each) => each === name).length > 1)
  return double === undefined ? undefined : `The column ${double} is there twice.`
}

/** A decimal amount of major units as minor ones, exactly: `-12.30` of USD → -1230. @throws Unreadable */
export function minorAmount(column: string, text: string, currency: string): number {
  const [, sign, whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  const digits = minorDigits(currency)
  const amount = Number(whole + fraction.slice(0, digits).padEnd(digits, '0'))
  if (sign === undefined || /[1-9]/.test(fraction.slice(digits)) || !Number.isSafeInteger(amount))
    throw new Unreadable(`${column}: “${text.slice(0, 40)}” is no amount of ${currency}.`)
  return sign === '-' && amount !== 0 ? -amount : amount
}
