import type { Day } from '#platform/dates.ts'
import { mulDivFloor } from '#platform/money.ts'
import { latestOn } from './rates.ts'

export type DatedShare = { from: Day; basisPoints: number }

/**
 * Of the tax in a purchase from a merchant without a number, the share that a business may credit, by the day of the
 * purchase. The years from 2026-10-01 follow the outline of the reform of 2026: compare them with the enacted text.
 */
export const creditShares: readonly DatedShare[] = [
  { from: '2023-10-01', basisPoints: 8000 },
  { from: '2026-10-01', basisPoints: 7000 },
  { from: '2028-10-01', basisPoints: 5000 },
  { from: '2030-10-01', basisPoints: 3000 },
  { from: '2031-10-01', basisPoints: 0 },
]

/** All of it before the invoice system began. */
export function creditShareOn(on: Day, shares: readonly DatedShare[] = creditShares): number {
  return latestOn(shares, on)?.basisPoints ?? 10_000
}

/** The share of the tax that a price would hold at a rate, rounded down once. */
export function creditOf(gross: number, rateBasisPoints: number, shareBasisPoints: number): number {
  return mulDivFloor(gross, rateBasisPoints * shareBasisPoints, (10_000 + rateBasisPoints) * 10_000)
}
