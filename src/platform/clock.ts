import type { InstantText } from './dates.ts'

/** Where the time comes from. Nothing else in `src/` asks the machine for it, except for measuring durations. */
export type Clock = { now(): InstantText }

export const systemClock: Clock = { now: () => new Date().toISOString() }

/** A clock that stands still until it is moved; for tests and sandbox organisations. */
export function settableClock(
  start: InstantText,
): Clock & { set(at: InstantText): void; advance(duration: Temporal.DurationLike): void } {
  let current = Temporal.Instant.from(start)
  return {
    now: () => current.toString({ fractionalSecondDigits: 3 }),
    set(at) {
      current = Temporal.Instant.from(at)
    },
    advance(duration) {
      current = current.toZonedDateTimeISO('UTC').add(duration).toInstant()
    },
  }
}
