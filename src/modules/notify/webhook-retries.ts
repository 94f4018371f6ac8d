import type { InstantText } from '#platform/dates.ts'

const minute = 60
const hour = 60 * minute
/** Seconds from each failed attempt to the next: ten attempts in a little over three days. */
const waits = [
  5,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
] as const
/** However long a receiver asks us to wait. */
const longestWait = 24 * hour

/**
 * Seconds until a message is tried again; `undefined` where it has had its attempts.
 * @param failed attempts so far, 1 or more
 * @param chance 0 to 1: up to a tenth is added, so that those who failed together do not come together
 * @param asked what the receiver's `Retry-After` said, in seconds
 */
export function secondsToNext(failed: number, chance: number, asked?: number): number | undefined {
  const wait = waits[failed - 1]
  if (wait === undefined) return undefined
  return Math.max(Math.round(wait * (1 + chance / 10)), Math.min(asked ?? 0, longestWait))
}

/** `Retry-After` in seconds: a number of them, or a date; `undefined` for anything else. */
export function retryAfterSeconds(header: string | undefined, now: InstantText): number | undefined {
  if (header === undefined) return undefined
  if (/^\d{1,9}$/.test(header)) return Number(header)
  const at = Date.parse(header)
  if (Number.isNaN(at)) return undefined
  return Math.max(0, Math.ceil((at - Temporal.Instant.from(now).epochMilliseconds) / 1000))
}
