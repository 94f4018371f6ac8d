import { expect, test } from 'vitest'
import { alwaysOpen, nextOpening } from './bank-hours.ts'
import type { BankHours } from './bank-hours.ts'

/** Weekdays from 8:45 to 15:00 and 17:00 to 18:00, Saturdays from 9:00 to the end of the day. */
const weekday = [
  { from: '08:45', to: '15:00' },
  { from: '17:00', to: '18:00' },
]
const hours: BankHours = [weekday, weekday, weekday, weekday, weekday, [{ from: '09:00', to: '24:00' }], []]
/** An instant at the bank as UTC. */
const at = (local: string) => new Date(`${local}:00+09:00`).toISOString()

// 2026-11-25 is a Wednesday.
test.each([
  ['in the middle', '2026-11-25T12:00', '2026-11-25T12:00'],
  ['the minute it opens', '2026-11-25T08:45', '2026-11-25T08:45'],
  ['a minute before', '2026-11-25T08:44', '2026-11-25T08:45'],
  ['the minute it closes', '2026-11-25T15:00', '2026-11-25T17:00'],
  ['in the evening', '2026-11-25T20:00', '2026-11-26T08:45'],
  ['late on Saturday', '2026-11-28T23:59', '2026-11-28T23:59'],
  ['on Sunday', '2026-11-29T00:00', '2026-11-30T08:45'],
])('M01 %s', (_what, now, opens) => {
  expect(nextOpening(hours, at(now))).toBe(at(opens))
})

test('a bank that opens on one day of the week waits for it', () => {
  const monday: BankHours = [[{ from: '09:00', to: '10:00' }], [], [], [], [], [], []]
  expect(nextOpening(monday, at('2026-11-30T10:00'))).toBe(at('2026-12-07T09:00'))
})

test('one without hours never opens, one without limits is always open', () => {
  const now = at('2026-11-25T03:00')
  expect(
    nextOpening(
      Array.from({ length: 7 }, () => []),
      now,
    ),
  ).toBeNull()
  expect(nextOpening(alwaysOpen, now)).toBe(now)
})
