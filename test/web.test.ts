import { describe, expect, it } from 'vitest'
import { layOut } from '../web/kit/cover/strips.ts'
import { addMonths, daysBetween, remaining } from '../web/kit/format/days.ts'
import { formatDay, formatInstant, formatMoney, formatMonth } from '../web/kit/format/formats.ts'
import { pageAfter } from '../web/wallet/features/sign-in/page-after.ts'
import { dayOf, parseSearch, stringifySearch } from '../web/wallet/search.ts'

describe('time that is left', () => {
  it.each([
    ['2026-11-22', '2028-04-05', { years: 1, months: 4, days: 500 }],
    ['2026-11-22', '2026-12-20', { years: 0, months: 0, days: 28 }],
    ['2026-11-22', '2031-11-22', { years: 5, months: 0, days: 1826 }],
    ['2027-01-31', '2027-02-28', { years: 0, months: 1, days: 28 }],
    ['2024-02-29', '2025-02-28', { years: 1, months: 0, days: 365 }],
    ['2026-11-22', '2026-11-22', { years: 0, months: 0, days: 0 }],
    ['2026-11-22', '2020-01-01', { years: 0, months: 0, days: 0 }],
  ])('%s to %s', (today, endsOn, left) => {
    expect(remaining(today, endsOn)).toEqual(left)
  })

  it('agrees with Temporal on months, whatever the day', () => {
    for (const day of ['2023-01-31', '2024-01-31', '2024-02-29', '2026-11-22', '2026-12-31']) {
      for (let months = 0; months < 200; months += 1) {
        expect(addMonths(day, months)).toBe(Temporal.PlainDate.from(day).add({ months }).toString())
      }
    }
    expect(daysBetween('2026-11-22', '2027-11-22')).toBe(365)
  })
})

describe('amounts and dates as people write them', () => {
  it.each([
    [12300, 'JPY', 'ja', '¥12,300'],
    [12300, 'JPY', 'zh', 'JP¥12,300'],
    [2550, 'GBP', 'ja', '£25.50'],
    [-5480, 'JPY', 'ja', '-¥5,480'],
    [-0, 'JPY', 'ja', '¥0'],
    [1234, 'KWD', 'en', 'KWD\u00a01.234'],
  ] as const)('%i of %s in %s', (amount, currency, language, text) => {
    expect(formatMoney(amount, currency, language)).toBe(text)
  })

  it('shows an instant by the clock of the store', () => {
    const at = '2026-11-21T15:30:00Z'
    expect(formatInstant(at, 'ja', 'Asia/Tokyo', 'day')).toBe('2026年11月22日')
    expect(formatInstant(at, 'ja', 'Asia/Tokyo')).toBe('2026年11月22日 00:30')
    expect(formatInstant(at, 'en', 'Europe/London')).toBe('21 November 2026 at 15:30')
    expect(formatDay('2026-11-22', 'zh')).toBe('2026年11月22日')
    expect(formatMonth('2026-11', 'en')).toBe('November 2026')
  })
})

describe('the bar of one covered thing', () => {
  const interval = (startsOn: string, endsOn: string) => ({ startsOn, endsOn, lastDay: endsOn })
  const times = {
    purchasedOn: '2026-01-01',
    today: '2026-07-02',
    makerWarranty: interval('2026-01-01', '2027-01-01'),
    covers: [
      { kind: 'physical_damage' as const, ...interval('2026-01-01', '2028-01-01') },
      { kind: 'natural_failure' as const, ...interval('2027-01-01', '2028-01-01') },
    ],
  }

  it('runs from the purchase to the last end, the maker first', () => {
    const { strips, today, endsOn } = layOut(times)
    expect(endsOn).toBe('2028-01-01')
    expect(strips.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['maker', 0, 0.5],
      ['natural_failure', 0.5, 1],
      ['physical_damage', 0, 1],
    ])
    expect(today).toBeCloseTo(182 / 730)
    expect(strips.map((strip) => strip.gone)).toEqual([182 / 365, 0, 182 / 730])
  })

  it('has no mark for a day outside of it', () => {
    expect(layOut({ ...times, today: '2029-01-01' }).today).toBeNull()
    expect(layOut({ ...times, makerWarranty: null, covers: [] }).strips).toEqual([])
  })
})

describe('addresses', () => {
  it('keeps numbers of receipts as they are written', () => {
    expect(parseSearch('?reference=0012&code=1e5')).toEqual({ reference: '0012', code: '1e5' })
    expect(stringifySearch({ q: 'a b', store: '', kind: undefined })).toBe('?q=a+b')
    expect([dayOf('2026-11-22'), dayOf('2026-13-40'), dayOf('x')]).toEqual([
      '2026-11-22',
      undefined,
      undefined,
    ])
  })

  it('goes nowhere else after the sign-in', () => {
    expect(pageAfter('/purchases?q=x')).toBe('/wallet/purchases?q=x')
    for (const next of [
      undefined,
      '',
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'javascript:alert(1)',
    ]) {
      expect(pageAfter(next)).toBe('/wallet/')
    }
  })
})
