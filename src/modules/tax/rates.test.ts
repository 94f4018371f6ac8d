import { describe, expect, test } from 'vitest'
import { creditOf, creditShareOn } from './buyer-credit.ts'
import { categoryNames, taxCategories } from './categories.ts'
import { TaxProfile, profileOn } from './profile.ts'
import { japaneseRates, rateOn } from './rates.ts'
import { settle } from './settle.ts'
import { basket, inc, liable } from './test-basket.ts'

describe('M29 M39 the rate of a category on a day of supply', () => {
  test.each([
    ['S', '1989-03-31', undefined],
    ['S', '1989-04-01', 300],
    ['S', '1997-03-31', 300],
    ['S', '1997-04-01', 500],
    ['S', '2014-03-31', 500],
    ['S', '2014-04-01', 800],
    ['S', '2019-09-30', 800],
    ['S', '2019-10-01', 1000],
    ['AA', '2019-09-30', undefined],
    ['AA', '2019-10-01', 800],
    ['G', '2026-11-22', 0],
    ['E', '2026-11-22', 0],
    ['O', '1980-01-01', 0],
  ] as const)('%s on %s is %s', (category, on, wanted) => {
    expect(rateOn(japaneseRates, category, on)).toBe(wanted)
    expect(rateOn(japaneseRates.toReversed(), category, on)).toBe(wanted)
  })

  test('reduced goods fall to nothing on a day and come back, by other data alone', () => {
    const rates = [
      ...japaneseRates,
      { category: 'AA', from: '2027-04-01', basisPoints: 0 },
      { category: 'AA', from: '2029-04-01', basisPoints: 800 },
    ] as const
    const taxOn = (day: string) => settle(basket([inc(1080, 'AA'), inc(1100)], [], day), liable(), rates).tax
    expect(['2027-03-31', '2027-04-01', '2029-03-31', '2029-04-01'].map(taxOn)).toEqual([180, 100, 100, 180])
  })

  test('where none stands the line is named', () => {
    const before = () => settle(basket([inc(1080), inc(100, 'AA')], [], '2019-09-30'), liable())
    expect(before).toThrow(
      expect.objectContaining({
        code: 'no_tax_rate',
        errors: [expect.objectContaining({ field: 'lines[1].taxCategory' })],
      }),
    )
  })

  test('every category has a name in each language', () => {
    for (const category of taxCategories)
      expect(Object.values(categoryNames[category]).filter(Boolean)).toHaveLength(3)
  })
})

describe('what a merchant is to the tax office', () => {
  const profiles = [
    { status: 'registered', from: '2027-01-01', registrationNumber: 'Ｔ7-1234-5678-9012' },
    { status: 'exempt', from: '2020-01-01' },
    { status: 'taxable', from: '2025-01-01', rounding: 'ceil' },
  ].map((profile) => TaxProfile.parse(profile))

  test('is what was said last before the day', () => {
    expect(profileOn(profiles, '2024-12-31').status).toBe('exempt')
    expect(profileOn(profiles, '2025-01-01')).toMatchObject({ status: 'taxable', rounding: 'ceil' })
    expect(profileOn(profiles, '2027-01-01')).toMatchObject({
      status: 'registered',
      rounding: 'floor',
      registrationNumber: 'T7123456789012',
    })
    expect(() => profileOn(profiles, '2019-12-31')).toThrow(
      expect.objectContaining({ code: 'no_tax_profile' }),
    )
  })
})

describe('the share of tax that a buyer may credit without an invoice', () => {
  test.each([
    ['2023-09-30', 10_000],
    ['2026-09-30', 8000],
    ['2026-10-01', 7000],
    ['2028-09-30', 7000],
    ['2028-10-01', 5000],
    ['2030-09-30', 5000],
    ['2030-10-01', 3000],
    ['2031-09-30', 3000],
    ['2031-10-01', 0],
  ])('V25 on %s is %d', (on, share) => {
    expect(creditShareOn(on)).toBe(share)
  })

  test.each([
    [8000, 327],
    [7000, 286],
    [5000, 204],
    [3000, 122],
    [0, 0],
  ])('V03b of 4,500 at %d is %d', (share, credit) => {
    expect(creditOf(4500, 1000, share)).toBe(credit)
  })
})
