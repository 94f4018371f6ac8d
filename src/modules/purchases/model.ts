import { hash } from 'node:crypto'
import type { Store } from '#modules/identity/index.ts'
import { normalInstant } from '#platform/dates.ts'
import type { FieldError, Problem } from '#platform/errors.ts'
import { invalidField } from '#platform/errors.ts'
import { canonicalJson } from '#platform/text.ts'
import { lineAmountMismatch } from './errors.ts'
import type { PurchaseInput } from './schemas.ts'

/** A line of a report with its amount settled. */
export type ReportedLine = {
  code: string
  quantity: number
  unitPrice: number
  amount: number
  name: string | null
  taxCategory: string | null
  serialNumbers: string[]
  plan: { planCode: string; price: number } | null
  /** Left out where nothing was said, so that reports of before are spelt as they were. */
  originalLine?: number
}
/** What a report says of a purchase, in one spelling: equal reports are equal here. The buyer is kept apart. */
export type Report = {
  kind: 'sale' | 'return' | 'void'
  purchasedAt: string
  currency: string
  priceBasis: 'inclusive' | 'exclusive'
  returnOf: string | null
  lines: ReportedLine[]
}

/** A clock of a till may be wrong by this much. */
const skewMs = 24 * 3_600_000

/**
 * A checked input → the report in one spelling.
 * @returns the refusal instead, where the rules of the ledger do not hold
 */
export function reportOf(input: PurchaseInput, store: Store, now: string): Report | Problem {
  if (input.currency !== store.currency) {
    return invalidField(
      'currency',
      'currency_not_of_store',
      `must be ${store.currency}, the currency of the store`,
    )
  }
  if (millisecondsOf(input.purchasedAt) > millisecondsOf(now) + skewMs) {
    return invalidField('purchasedAt', 'purchased_in_future', 'lies more than a day in the future')
  }
  if (input.kind === 'void') {
    if (input.returnOf === null)
      return invalidField('returnOf', 'void_without_original', 'a void names the reference that it voids')
    if (input.lines.length > 0)
      return invalidField('lines', 'void_with_lines', 'a void has no lines: it takes back the whole purchase')
  } else if (input.lines.length === 0) {
    return invalidField('lines', 'no_lines', 'must have at least one line')
  }
  if (input.kind === 'sale' && input.returnOf !== null) {
    return invalidField('returnOf', 'sale_with_original', 'belongs to returns and voids')
  }
  const lines: ReportedLine[] = []
  let total = 0
  let covered = 0
  for (const [i, line] of input.lines.entries()) {
    const exact = line.quantity * line.unitPrice
    if (!Number.isSafeInteger(exact))
      return invalidField(`lines[${i}].unitPrice`, 'too_large', 'quantity × unitPrice is beyond 2^53')
    const amount = line.amount ?? exact
    // Each unit price may be rounded by half a minor unit.
    if (Math.abs(amount - exact) > line.quantity / 2) return lineAmountMismatch(`lines[${i}].amount`, exact)
    const serialNumbers = line.serialNumbers ?? []
    if (serialNumbers.length > line.quantity) {
      return invalidField(`lines[${i}].serialNumbers`, 'too_many_serials', 'cannot be more than the quantity')
    }
    if (line.originalLine !== undefined && (input.kind !== 'return' || input.returnOf === null)) {
      return invalidField(
        `lines[${i}].originalLine`,
        'line_without_original',
        'belongs to returns that name their original',
      )
    }
    if (line.plan) covered += line.quantity
    if (line.plan && (line.quantity > mostOfLine || covered > mostOfReport)) {
      return invalidField(
        `lines[${i}].quantity`,
        'too_many_covered_units',
        `a line with a plan has ${mostOfLine} units at most, all of them together ${mostOfReport}`,
      )
    }
    total += amount
    lines.push({
      code: line.code,
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      amount,
      name: line.name ?? null,
      taxCategory: line.taxCategory ?? null,
      serialNumbers,
      plan: line.plan ?? null,
      ...(line.originalLine === undefined ? {} : { originalLine: line.originalLine }),
    })
  }
  if (!Number.isSafeInteger(total)) return invalidField('lines', 'too_large', 'the total is beyond 2^53')
  const { kind, currency, priceBasis, returnOf } = input
  return { kind, purchasedAt: normalInstant(input.purchasedAt), currency, priceBasis, returnOf, lines }
}

/** One contract a unit: a line of a million covered units is a mistake, and a report of them would fill the memory. */
const mostOfLine = 1000
const mostOfReport = 10_000

function millisecondsOf(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds
}

export function totalOf(report: Report): number {
  return report.lines.reduce((sum, line) => sum + line.amount, 0)
}

export function contentHash(report: Report): Buffer {
  return hash('sha256', canonicalJson(report), 'buffer')
}

/** The fields in which two reports of one reference differ, for the conflict that names them. */
export function differingFields(recorded: Report, sent: Report, buyerDiffers: boolean): FieldError[] {
  const differing: FieldError[] = []
  const add = (field: string, was: unknown) => {
    const message = `is recorded as ${JSON.stringify(was)}`
    differing.push({
      field,
      code: 'differs',
      message: message.length > 200 ? 'differs from what is recorded' : message,
    })
  }
  for (const field of ['kind', 'purchasedAt', 'currency', 'priceBasis', 'returnOf'] as const) {
    if (recorded[field] !== sent[field]) add(field, recorded[field])
  }
  if (buyerDiffers)
    differing.push({ field: 'buyer', code: 'differs', message: 'is not the buyer that is recorded' })
  if (recorded.lines.length !== sent.lines.length) add('lines.length', recorded.lines.length)
  for (const [i, line] of sent.lines.entries()) {
    const other = recorded.lines[i]
    if (!other) break
    for (const field of Object.keys({ ...other, ...line }) as (keyof ReportedLine)[]) {
      if (canonicalJson(line[field]) !== canonicalJson(other[field]))
        add(`lines[${i}].${field}`, other[field])
    }
  }
  return differing.slice(0, 50)
}

/** Units of an original line that a return takes back. */
export type ReturnedUnits = { lineN: number; quantity: number; serialNumbers: string[] }
type OriginalLine = {
  n: number
  code: string
  quantity: number
  returned: number
  serial_numbers: string[] | null
}

/**
 * Spreads a return over the original's lines of the same code: the line that it names, else first the line that has
 * the serial number, then in order. Equal lines are kept apart in the ledger, so one return may touch several.
 * @returns the index of the first line that returns too much and what was left, where it does; null: it names a line
 *   that the original does not have under this code
 */
export function spreadReturn(
  original: readonly OriginalLine[],
  returned: readonly ReportedLine[],
): { units: ReturnedUnits[] } | { line: number; left: number | null } {
  const left = new Map(original.map((line) => [line.n, line.quantity - line.returned]))
  const units: ReturnedUnits[] = []
  for (const [index, line] of returned.entries()) {
    const { originalLine } = line
    const candidates = original.filter(
      (o) => o.code === line.code && (originalLine === undefined || o.n === originalLine),
    )
    if (originalLine !== undefined && candidates.length === 0) return { line: index, left: null }
    const available = candidates.reduce((sum, o) => sum + (left.get(o.n) ?? 0), 0)
    if (line.quantity > available) return { line: index, left: available }
    let open = line.quantity
    const take = (o: OriginalLine, quantity: number, serialNumbers: string[]) => {
      const taken = Math.min(quantity, left.get(o.n) ?? 0, open)
      if (taken <= 0) return
      left.set(o.n, (left.get(o.n) ?? 0) - taken)
      open -= taken
      units.push({ lineN: o.n, quantity: taken, serialNumbers })
    }
    for (const serial of line.serialNumbers) {
      const holder = candidates.find((o) => o.serial_numbers?.includes(serial))
      if (holder) take(holder, 1, [serial])
    }
    for (const candidate of candidates) take(candidate, open, [])
  }
  return { units }
}

/** Purchases this old need one fact more than the contact (docs/decisions/0010). */
export const provableDays = 180
