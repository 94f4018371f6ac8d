import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  DayText,
  InstantInput,
  addDays,
  addMonths,
  dayIn,
  daysBetween,
  isTimeZone,
  normalInstant,
  instantAfter,
  startOfDay,
} from './dates.ts'

const day = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2200-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const zones = [
  'UTC',
  'Asia/Tokyo',
  'America/New_York',
  'Europe/London',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
]

describe('months and days', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-11-22', 60, '2031-11-22'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2100-01-30', 1, '2100-02-28'],
    ['2026-05-31', 0, '2026-05-31'],
  ])('%s and %d months is %s', (from, months, wanted) => {
    expect(addMonths(from, months)).toBe(wanted)
  })

  test('months keep the day, or take the last of a shorter month', () => {
    fc.assert(
      fc.property(day, fc.nat(600), (from, months) => {
        const to = addMonths(from, months)
        const [year = 0, month = 0, dayOfMonth = 0] = from.split('-').map(Number)
        const lastOfTarget = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
        expect(Number(to.slice(8))).toBe(Math.min(dayOfMonth, lastOfTarget))
        expect(Number(to.slice(0, 4)) * 12 + Number(to.slice(5, 7))).toBe(year * 12 + month + months)
      }),
    )
  })

  test('daysBetween counts what addDays adds', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -40_000, max: 40_000 }), (from, days) => {
        fc.pre(Number(from.slice(0, 4)) > 100)
        expect(daysBetween(from, addDays(from, days))).toBe(days)
      }),
    )
    expect(daysBetween('2026-11-22', '2031-11-22')).toBe(1826)
  })
})

describe('days in zones', () => {
  test.each([
    ['Asia/Tokyo', '2026-11-21T15:00:00Z', '2026-11-22'],
    ['Asia/Tokyo', '2026-11-21T14:59:59.999Z', '2026-11-21'],
    ['America/New_York', '2026-03-08T04:59:59Z', '2026-03-07'],
    ['America/New_York', '2026-03-09T03:59:59Z', '2026-03-08'],
    ['Pacific/Apia', '2011-12-30T09:59:59Z', '2011-12-29'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31'],
  ])('in %s the instant %s falls on %s', (zone, at, wanted) => {
    expect(dayIn(zone, at)).toBe(wanted)
  })

  test.each([
    ['2026-11-22', 'Asia/Tokyo', '2026-11-21T15:00:00.000Z'],
    // Clocks go forward at 2 o'clock: the day has 23 hours.
    ['2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z'],
    ['2026-03-09', 'America/New_York', '2026-03-09T04:00:00.000Z'],
    // Midnight is skipped: the day begins at 1 o'clock.
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
  ])('%s begins in %s at %s', (on, zone, wanted) => {
    expect(startOfDay(on, zone)).toBe(wanted)
  })

  test('the first instant of a day lies on it, and the millisecond before does not', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(...zones), (on, zone) => {
        // Samoa skipped this one.
        fc.pre(!(zone === 'Pacific/Apia' && on === '2011-12-30'))
        const start = startOfDay(on, zone)
        expect(dayIn(zone, start)).toBe(on)
        expect(dayIn(zone, Temporal.Instant.from(start).subtract({ milliseconds: 1 }).toString()) < on).toBe(
          true,
        )
      }),
    )
  })

  test('a zone is a name of the IANA database, not an offset', () => {
    for (const zone of zones) expect(isTimeZone(zone), zone).toBe(true)
    // PostgreSQL reads the sign of an offset the other way round.
    for (const wrong of ['+09:00', '-0500', '+09', 'Asia/Nowhere', '', 'JST-9', 'Asia/Tokyo '])
      expect(isTimeZone(wrong), wrong).toBe(false)
  })
})

describe('dates that come in', () => {
  test.each([
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '20261122',
    '1899-12-31',
    '2026-11-22T00:00',
    '',
    'today',
    '-00001-01-01',
  ])('%s is no day', (wrong) => {
    expect(DayText.safeParse(wrong).success).toBe(false)
  })

  test.each([
    '2026-02-30T00:00:00Z',
    '2026-11-22T24:01:00Z',
    '2026-11-22T12:00:00',
    '2026-11-22',
    '1899-12-31T23:59:59Z',
    '+010000-01-01T00:00:00Z',
    '2026-11-22T12:00:00+25:00',
    'yesterday',
    '',
    '1763780400',
  ])('%s is no instant', (wrong) => {
    expect(InstantInput.safeParse(wrong).success).toBe(false)
  })

  test.each([
    ['2026-11-22T12:00:00+09:00', '2026-11-22T03:00:00.000Z'],
    ['2026-11-22T03:00:00Z', '2026-11-22T03:00:00.000Z'],
    ['2026-11-22T03:00:00.1239Z', '2026-11-22T03:00:00.123Z'],
    ['2026-11-21T22:00:00-05:00', '2026-11-22T03:00:00.000Z'],
    ['2024-02-29T00:00:00+05:45', '2024-02-28T18:15:00.000Z'],
  ])('%s is %s in one spelling', (sent, wanted) => {
    expect(InstantInput.safeParse(sent).success).toBe(true)
    expect(normalInstant(sent)).toBe(wanted)
    expect(normalInstant(wanted)).toBe(wanted)
  })

  test('an instant some time away is spelt as all are, so that texts compare as instants do', () => {
    expect(instantAfter('2026-11-22T03:00:00.120Z', { minutes: 5 })).toBe('2026-11-22T03:05:00.120Z')
    expect(instantAfter('2026-11-22T03:00:00.000Z', { hours: -25 })).toBe('2026-11-21T02:00:00.000Z')
    expect(startOfDay('2026-11-22', 'Asia/Tokyo')).toBe('2026-11-21T15:00:00.000Z')
  })

  test('every day that exists is taken', () => {
    fc.assert(
      fc.property(day, (right) => {
        expect(DayText.safeParse(right).success).toBe(true)
      }),
    )
  })
})
