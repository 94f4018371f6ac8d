import { z } from 'zod'

/** A day as `YYYY-MM-DD`, in the zone of the store it belongs to. */
export type Day = string
/** An instant as ISO 8601 in UTC with milliseconds, `2026-11-22T03:00:00.000Z`: texts compare as instants do. */
export type InstantText = string

const kept = new Map<string, Day>()
const mostKept = 20_000

/** The same few days are asked for by every sale and every wallet, so what was found is kept. */
function keep(key: string, find: () => Day): Day {
  let found = kept.get(key)
  if (found === undefined) {
    found = find()
    if (kept.size >= mostKept) kept.clear()
    kept.set(key, found)
  }
  return found
}

/** The day an instant falls on in a zone. */
export function dayIn(zone: string, at: InstantText): Day {
  const find = () => Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString()
  // Since 1973 all zones differ from UTC by whole minutes, so a whole minute lies in one day.
  return at >= '1973' && at.endsWith('Z') ? keep(`${zone} ${at.slice(0, 16)}`, find) : find()
}

/** A day some months later; a day that the month lacks becomes its last (31 January + 1 → 28 or 29 February). */
export function addMonths(day: Day, months: number): Day {
  return keep(`${day} ${months}m`, () =>
    Temporal.PlainDate.from(day).add({ months }, { overflow: 'constrain' }).toString(),
  )
}

export function addDays(day: Day, days: number): Day {
  return keep(`${day} ${days}d`, () => Temporal.PlainDate.from(day).add({ days }).toString())
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days
}

/** The first instant of a day in a zone (not always 00:00: some zones skip it when clocks change). */
export function startOfDay(day: Day, zone: string): InstantText {
  return Temporal.PlainDate.from(day)
    .toZonedDateTime(zone)
    .toInstant()
    .toString({ fractionalSecondDigits: 3 })
}

/**
 * True for a name of the IANA database, area and place, or UTC. Offsets and short names are none: PostgreSQL reads
 * `+09:00` with the other sign, and `AET` not at all.
 */
export function isTimeZone(zone: string): boolean {
  if (zone !== 'UTC' && !/^[a-z]+\/[\w+/-]+$/i.test(zone)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format() !== ''
  } catch {
    return false
  }
}

function isInstant(value: string): boolean {
  // Temporal also reads a zone or calendar in brackets, which others do not.
  if (value.includes('[')) return false
  try {
    const year = Temporal.Instant.from(value).toZonedDateTimeISO('UTC').year
    return year >= 1900 && year <= 9999
  } catch {
    return false
  }
}

function isDay(value: string): boolean {
  try {
    const day = Temporal.PlainDate.from(value, { overflow: 'reject' })
    return day.toString() === value && day.year >= 1900
  } catch {
    return false
  }
}

/** An instant with its offset, as it comes in. Impossible dates such as 30 February are refused. */
export const InstantInput = z
  .string()
  .max(40)
  .refine(isInstant, {
    error: 'must be an instant with offset such as 2026-11-22T12:00:00+09:00',
    params: { code: 'invalid_instant' },
  })
  .meta({ description: 'ISO 8601 with offset', examples: ['2026-11-22T12:00:00+09:00'] })

/** An instant as it goes out: UTC. */
export const InstantOutput = z
  .string()
  .meta({ description: 'ISO 8601, UTC', examples: ['2026-11-22T03:00:00Z'] })

export const DayText = z
  .string()
  .max(10)
  .refine(isDay, { error: 'must be a day such as 2026-11-22', params: { code: 'invalid_date' } })
  .meta({ description: 'A day in the zone of the store', examples: ['2026-11-22'] })

/** An instant some time later, or earlier: spelt as all are, for they are compared as texts. */
export function instantAfter(at: InstantText, duration: Temporal.DurationLike): InstantText {
  return Temporal.Instant.from(at).add(duration).toString({ fractionalSecondDigits: 3 })
}

/** One spelling for one instant: `…+09:00` and `…Z` of the same moment compare equal. */
export function normalInstant(value: string): InstantText {
  return Temporal.Instant.from(value).toString({ fractionalSecondDigits: 3, roundingMode: 'floor' })
}
