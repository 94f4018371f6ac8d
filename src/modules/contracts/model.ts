import type { Day } from '#platform/dates.ts'
import { addDays, addMonths } from '#platform/dates.ts'

export type State = 'pending' | 'in_force' | 'suspended' | 'cancelled' | 'fulfilled' | 'void'
export type Status = Exclude<State, 'in_force'> | 'scheduled' | 'active' | 'expired'
export type Interval = { startsOn: Day; endsOn: Day }

/** Where a day lies in a half-open interval of days. */
export function coverStatus(cover: Interval, today: Day): 'scheduled' | 'active' | 'expired' {
  if (today < cover.startsOn) return 'scheduled'
  return today < cover.endsOn ? 'active' : 'expired'
}

/**
 * What a contract is today. The stored state says what was done to it; while it is in force its covers and the day
 * say the rest: active while any cover is, expired when all are over, scheduled before and between.
 */
export function statusOf(state: State, covers: readonly Interval[], today: Day): Status {
  if (state !== 'in_force') return state
  const statuses = covers.map((cover) => coverStatus(cover, today))
  if (statuses.includes('active')) return 'active'
  return statuses.every((status) => status === 'expired') ? 'expired' : 'scheduled'
}

/** The day people see: an interval's end is the day after it. */
export function lastDay(endsOn: Day): Day {
  return addDays(endsOn, -1)
}

/** The maker's own warranty from the day of purchase; null where the catalogue does not know it. */
export function makerWarrantyOf(
  purchasedOn: Day,
  months: number | null,
): (Interval & { months: number }) | null {
  return months === null || months === 0
    ? null
    : { startsOn: purchasedOn, endsOn: addMonths(purchasedOn, months), months }
}

type Unit = { id: string; unit_n: number; serial_number: string | null }

/**
 * Which contracts of a line end when units come back: those of the serials named, then the newest units without a
 * claim, and only then those with one.
 */
export function contractsToEnd<U extends Unit>(
  live: readonly U[],
  quantity: number,
  serialNumbers: readonly string[],
  withClaim: (unit: U) => boolean = () => false,
): U[] {
  const named = live.filter(
    (unit) => unit.serial_number !== null && serialNumbers.includes(unit.serial_number),
  )
  const others = live
    .filter((unit) => !named.includes(unit))
    .sort((a, b) => Number(withClaim(a)) - Number(withClaim(b)) || b.unit_n - a.unit_n)
  return [...named, ...others].slice(0, Math.max(0, quantity))
}
