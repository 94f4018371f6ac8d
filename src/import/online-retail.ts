import type { Problem } from '#platform/errors.ts'
import type { Entry } from './entries.ts'
import {
  bookAdjustment,
  buyersDiffer,
  negativePrice,
  signsDoNotFit,
  stockWriteOff,
  stockWriteOn,
  unreadableRow,
  zeroQuantity,
} from './errors.ts'

/*
 * The format `online-retail`: invoice rows of a British online shop (UCI Machine Learning Repository, "Online
 * Retail"). Pure: rows in, report or refusal out. What each rule does to the real file: docs/guides/import.md.
 */

export const columns = [
  'invoice_no',
  'stock_code',
  'description',
  'quantity',
  'invoice_date',
  'unit_price',
  'customer_id',
  'country',
] as const
/** The file's own: no row says its currency or zone. */
export const currency = 'GBP'
const timeZone = 'Europe/London'

/** A row of the file, its fields in the order of `columns`. */
export type RetailRow = { row: number; fields: readonly string[] }
export type Invoice = { number: string; rows: RetailRow[] }

type Line = { code: string; name: string | null; quantity: number; thousandths: number }

/** One invoice → one report, or why it is none. An invoice stands or falls whole. */
export function entryOf(invoice: Invoice): Entry {
  const { number, rows } = invoice
  const first = rows[0] as RetailRow
  const known = {
    row: first.row,
    rows: rows.length,
    reference: number.slice(0, 100),
    original: rows.map(originalOf),
  }
  try {
    const lines = rows.map(lineOf)
    const customer = customerOf(rows)
    const refusal = refusalOf(number, lines, customer)
    if (refusal) return { ...known, content: { problem: refusal } }
    const input = {
      reference: number,
      kind: number.startsWith('C') ? 'return' : 'sale',
      purchasedAt: instantOf(first.fields[4] as string),
      currency,
      buyer: customer === '' ? null : { accountIdentifier: customer },
      lines: lines.map(reportedLine),
    }
    return { ...known, names: namesOf(lines), content: { input } }
  } catch (error) {
    return { ...known, content: { problem: error as Problem } }
  }
}

/** The row under the file's own column names. */
export function originalOf({ fields }: RetailRow): Record<string, string> {
  return Object.fromEntries(columns.map((column, i) => [column, fields[i] as string]))
}

function lineOf({ row, fields }: RetailRow): Line {
  const [, code = '', description = '', quantity = '', , price = ''] = fields
  if (!/^-?\d{1,9}$/.test(quantity))
    throw unreadableRow(`Row ${row}: the quantity ${JSON.stringify(quantity)} is no whole number.`)
  const thousandths = thousandthsOf(price)
  if (thousandths === undefined) {
    throw unreadableRow(
      `Row ${row}: the price ${JSON.stringify(price)} is no number with up to three decimals.`,
    )
  }
  if (description.length > 500 || description.includes('\0'))
    throw unreadableRow(`Row ${row}: the description cannot be kept.`)
  return {
    code,
    name: description.trim() === '' ? null : description,
    quantity: Number(quantity),
    thousandths,
  }
}

/** `2.55` → 2550, exactly; undefined for anything else than a number with up to three decimals. */
export function thousandthsOf(price: string): number | undefined {
  const parts = /^(-?)(\d{1,9})(?:\.(\d{1,3}))?$/.exec(price)
  if (!parts) return undefined
  const size = Number(parts[2]) * 1000 + Number((parts[3] ?? '').padEnd(3, '0'))
  return parts[1] === '-' && size !== 0 ? -size : size
}

/** Thousandths of a pound → pence, halves upwards; for what is not below 0. */
export function penceOf(thousandths: number): number {
  const raised = thousandths + 5
  return (raised - (raised % 10)) / 10
}

/**
 * Unit price and amount are rounded each on its own: the amount is the exact quantity × price of the file, so that
 * sums over the file are sums over the ledger; the ledger allows for the difference to quantity × rounded price.
 */
function reportedLine({ code, quantity, thousandths }: Line) {
  const units = Math.abs(quantity)
  const exact = units * thousandths
  if (!Number.isSafeInteger(exact)) throw unreadableRow(`${code}: quantity × price is too large.`)
  return { code, quantity: units, unitPrice: penceOf(thousandths), amount: penceOf(exact) }
}

function customerOf(rows: readonly RetailRow[]): string {
  const customers = new Set(rows.map((row) => row.fields[6] as string))
  if (customers.size > 1) throw buyersDiffer()
  return [...customers][0] as string
}

function refusalOf(number: string, lines: readonly Line[], customer: string): Problem | undefined {
  const prefix = /^[A-Za-z]+/.exec(number)?.[0]
  if (prefix !== undefined && prefix !== 'C') return bookAdjustment(prefix)
  if (lines.some((line) => line.thousandths < 0)) return negativePrice()
  if (lines.some((line) => line.quantity === 0)) return zeroQuantity()
  const only = lines.length === 1 ? (lines[0] as Line) : undefined
  if (prefix === undefined && only?.thousandths === 0) {
    if (only.quantity < 0) return stockWriteOff()
    if (customer === '') return stockWriteOn()
  }
  const fits = (line: Line) => (prefix === 'C' ? line.quantity < 0 : line.quantity > 0)
  return lines.every(fits) ? undefined : signsDoNotFit()
}

/**
 * Local time without a zone → instant. A time that the clock change skips is taken as a till shows it that was not
 * put forward; one that comes twice is the first.
 */
export function instantOf(local: string): string {
  try {
    const time = Temporal.PlainDateTime.from(local, { overflow: 'reject' })
    return time.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).toInstant().toString()
  } catch {
    throw unreadableRow(`The time ${JSON.stringify(local)} is none.`)
  }
}

/** What the invoice calls its codes. Where it calls one by two names, the first counts for the whole invoice. */
function namesOf(lines: readonly Line[]): Map<string, string | null> {
  const names = new Map<string, string | null>()
  for (const { code, name } of lines) if ((names.get(code) ?? null) === null) names.set(code, name)
  return names
}
