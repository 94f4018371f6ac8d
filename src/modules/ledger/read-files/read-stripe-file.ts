import { Currency } from '#platform/money.ts'
import type { Cells } from './csv.ts'
import { minorAmount, readCsv, Unreadable } from './csv.ts'
import type { ProviderFile, ProviderFileRow } from './rows.ts'

/** Stripe's reporting categories; what is not here (disputes, adjustments, transfers) is `other`. */
const kinds: Record<string, ProviderFileRow['kind']> = {
  charge: 'payment',
  refund: 'refund',
  fee: 'fee',
  tax: 'fee',
  network_cost: 'fee',
  payout: 'payout',
  payout_reversal: 'payout',
}

/**
 * Stripe's itemised reports “Balance change from activity” and “Payout reconciliation” as CSV (UTF-8), with the columns
 * that we need, and where they were chosen those of our marks: `payment_metadata[attempt]`, `refund_metadata[refund]`.
 * Amounts stand in major units. A row whose net is not gross less fee was changed, and is told.
 */
export function readStripeFile(bytes: Uint8Array): ProviderFile {
  return readCsv(bytes, {
    encoding: 'utf-8',
    needs: [
      ['balance_transaction_id'],
      ['created_utc'],
      ['currency'],
      ['gross'],
      ['fee'],
      ['net'],
      ['reporting_category'],
    ],
    read: readRow,
  })
}

function readRow(cells: Cells, n: number): ProviderFileRow {
  const currency = Currency.safeParse(cells('currency').toUpperCase()).data
  if (currency === undefined) throw new Unreadable(`currency: “${cells('currency').slice(0, 40)}” is none.`)
  const money = (column: string) => minorAmount(column, cells(column), currency)
  const amount = money('gross')
  const fee = money('fee')
  if (money('net') !== amount - fee)
    throw new Unreadable('net: it is not gross less fee; the row was changed.')
  const kind = kinds[cells('reporting_category')] ?? 'other'
  const ourRef = cells(kind === 'refund' ? 'refund_metadata[refund]' : 'payment_metadata[attempt]')
  return {
    n,
    kind,
    providerRef: refOf(cells, kind),
    ourRef: (kind === 'payment' || kind === 'refund') && ourRef !== '' ? ourRef : null,
    currency,
    amount,
    fee,
    occurredAt: instantOf(cells('created_utc')),
  }
}

function refOf(cells: Cells, kind: ProviderFileRow['kind']): string {
  const movement = cells('balance_transaction_id')
  if (movement === '') throw new Unreadable('balance_transaction_id: it is lacking.')
  if (kind === 'payment')
    return cells('payment_intent_id') || cells('charge_id') || cells('source_id') || movement
  if (kind === 'refund' || kind === 'payout') return cells('source_id') || movement
  return movement
}

function instantOf(text: string): string {
  if (/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?$/.test(text)) {
    try {
      return Temporal.Instant.from(`${text.replace(/Z$/, '').replace(' ', 'T')}Z`).toString()
    } catch {
      // A day or an hour that does not exist.
    }
  }
  throw new Unreadable(`created_utc: “${text.slice(0, 40)}” is no time.`)
}
