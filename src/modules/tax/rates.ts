import type { Day } from '#platform/dates.ts'
import type { TaxCategory } from './categories.ts'

/** A rate and the first day of supply to which it applies; it ends where the next of its category begins. */
export type DatedRate = { category: TaxCategory; from: Day; basisPoints: number }

/** Consumption tax with its local part. What is not taxed has been so on every day that can be written. */
export const japaneseRates: readonly DatedRate[] = [
  { category: 'S', from: '1989-04-01', basisPoints: 300 },
  { category: 'S', from: '1997-04-01', basisPoints: 500 },
  { category: 'S', from: '2014-04-01', basisPoints: 800 },
  { category: 'S', from: '2019-10-01', basisPoints: 1000 },
  { category: 'AA', from: '2019-10-01', basisPoints: 800 },
  { category: 'G', from: '1900-01-01', basisPoints: 0 },
  { category: 'E', from: '1900-01-01', basisPoints: 0 },
  { category: 'O', from: '1900-01-01', basisPoints: 0 },
]

/** The rate in basis points on the day of supply; `undefined` where none stands yet. Order of the data is free. */
export function rateOn(rates: readonly DatedRate[], category: TaxCategory, on: Day): number | undefined {
  return latestOn(
    rates.filter((rate) => rate.category === category),
    on,
  )?.basisPoints
}

/** Of dated entries the one that stands on a day: the latest that has begun. */
export function latestOn<T extends { from: Day }>(entries: readonly T[], on: Day): T | undefined {
  return entries
    .filter(({ from }) => from <= on)
    .reduce<T | undefined>((last, entry) => (last && last.from >= entry.from ? last : entry), undefined)
}
