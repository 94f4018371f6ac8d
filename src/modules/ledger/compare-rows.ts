import type { StoreId } from '#platform/ids.ts'
import { splitByLargestRemainder } from '#platform/money.ts'
import type { KnownPayment } from './known-payments.ts'
import type { ProviderFileRow } from './read-files/rows.ts'
import type { Outcome } from './rows.ts'

/** A row with what came of looking for it. `books`: its fee, or its payout, is to be posted. */
export type Compared = {
  row: ProviderFileRow
  outcome: Outcome
  known: KnownPayment | undefined
  books: boolean
}

/** By what a movement is known: the same one is posted once, in whatever files it stands. */
export const movementKey = ({ kind, providerRef }: { kind: string; providerRef: string }): string =>
  `${kind} ${providerRef}`

/**
 * Compares a file with what we know, row by row. What we know to be done in the file's time and find in no row comes
 * after them, numbered on.
 * @param booked movements whose fee or payout was posted from earlier files
 * @param named refs that stood in earlier files
 */
export function compareRows(
  rows: readonly ProviderFileRow[],
  known: readonly KnownPayment[],
  booked: ReadonlySet<string>,
  named: ReadonlySet<string>,
): Compared[] {
  const byRef = new Map<string, KnownPayment>(
    known.flatMap((one) => one.refs.map((ref) => [`${one.kind} ${ref}`, one] as const)),
  )
  const seen = new Set<string>()
  const found = new Set<KnownPayment>()
  const compared = rows.map((row): Compared => {
    const key = movementKey(row)
    const one = (row.ourRef === null ? undefined : byRef.get(`${row.kind} ${row.ourRef}`)) ?? byRef.get(key)
    if (one) found.add(one)
    const doubled = seen.has(key)
    seen.add(key)
    const outcome = doubled ? 'doubled' : outcomeOf(row, one)
    return { row, outcome, known: one, books: !doubled && !booked.has(key) }
  })
  const missing = known.filter(
    (one) => one.state === 'done' && !found.has(one) && !one.refs.some((ref) => named.has(ref)),
  )
  const last = Math.max(0, ...rows.map(({ n }) => n))
  return [...compared, ...missing.map((one, i) => missingRow(one, last + i + 1))]
}

function outcomeOf(row: ProviderFileRow, known: KnownPayment | undefined): Outcome {
  // Fees and payouts are compared with the books where they are posted.
  if (row.kind === 'fee' || row.kind === 'payout') return 'matched'
  if (known === undefined) return 'unknown_to_us'
  const amount = known.kind === 'refund' ? -known.amount : known.amount
  if (row.amount !== amount || row.currency !== known.currency) return 'amount_differs'
  return known.state === 'done' ? 'matched' : 'state_differs'
}

function missingRow(known: KnownPayment, n: number): Compared {
  const { kind, refs, currency, occurredAt } = known
  const amount = kind === 'refund' ? -known.amount : known.amount
  const row = { n, kind, providerRef: refs[0] ?? '', ourRef: null, currency, amount, fee: 0, occurredAt }
  return { row, outcome: 'missing_in_file', known, books: false }
}

/** What a row's own fee is, in minor units; a fee that stands alone is the row itself. */
export function feeOf({ kind, amount, fee }: ProviderFileRow): number {
  return kind === 'fee' ? fee - amount : fee
}

/**
 * Whose money a provider pays out. Where the rows of the file add up to it, each store's rows; else in proportion to
 * what is still with the provider. `undefined` where nothing is there to be paid out.
 */
export function sharesOf(
  paid: number,
  ofFile: ReadonlyMap<StoreId, number>,
  withProvider: ReadonlyMap<StoreId, number>,
): Map<StoreId, number> | undefined {
  const nets = [...ofFile]
  const sum = nets.reduce((total, [, net]) => total + net, 0)
  if (sum === paid && nets.every(([, net]) => net >= 0)) return new Map(nets)
  const owed = [...withProvider].filter(([, amount]) => amount > 0)
  if (owed.length === 0 || paid <= 0) return undefined
  const shares = splitByLargestRemainder(
    paid,
    owed.map(([, amount]) => amount),
  )
  return new Map(owed.map(([storeId], i) => [storeId, shares[i] as number]))
}
