import { describe, expect, test } from 'vitest'
import type { Discount, Line } from './basket.ts'
import { settle } from './settle.ts'
import {
  basket,
  exc,
  exempt,
  grossAmount,
  grossRate,
  inc,
  liable,
  netAmount,
  netRate,
  roundings,
  tender,
} from './test-basket.ts'

const debit = (lines: Line[], discounts: Discount[], profile = liable(), on = '2026-11-22') =>
  settle(basket(lines, discounts, on), profile).debit

describe('a coupon of the shop, by the merchant’s duty to pay tax', () => {
  const cases = [
    ['D1', 10_500, 'S', '2001-09-26', netAmount(1000), 9500, [500, 10_000, 1000, 9000, 450, 9450]],
    ['D2', 10_500, 'S', '2001-09-26', netRate(1000), 9450, [500, 10_000, 1000, 9000, 450, 9450]],
    ['D3', 11_000, 'S', '2026-11-22', netAmount(1000), 10_000, [1000, 10_000, 1000, 9000, 900, 9900]],
    ['D4', 11_000, 'S', '2026-11-22', netRate(1000), 9900, [1000, 10_000, 1000, 9000, 900, 9900]],
    ['D5', 1080, 'AA', '2026-11-22', netAmount(100), 980, [80, 1000, 100, 900, 72, 972]],
    ['D6', 1080, 'AA', '2026-11-22', netRate(1000), 972, [80, 1000, 100, 900, 72, 972]],
  ] as const

  test.each(cases)('M22 M28 %s without it', (_id, price, category, on, coupon, wanted) => {
    const settled = settle(basket([inc(price, category)], [coupon], on), exempt)
    expect(settled).toMatchObject({ price, debit: wanted, tax: null })
    expect(settled.groups).toEqual([
      expect.objectContaining({ levy: null, taxInPrice: null, discount: price - wanted, tax: null }),
    ])
  })

  test.each(cases)('M15 M23 M24 %s with it', (_id, price, category, on, coupon, _exempt, wanted) => {
    const [group] = settle(basket([inc(price, category)], [coupon], on), liable()).groups
    expect([
      group?.taxInPrice,
      group?.netPrice,
      group?.discount,
      group?.rest,
      group?.tax,
      group?.due,
    ]).toEqual(wanted)
  })
})

describe('M23 M30 where rounding bites, down, to the nearest and up', () => {
  const cases = [
    [
      'D7',
      1000,
      'S',
      netAmount(100),
      [90, 910, 100, 810, 81, 891],
      [91, 909, 100, 809, 81, 890],
      [91, 909, 100, 809, 81, 890],
      890,
      900,
    ],
    [
      'D8',
      1000,
      'S',
      netRate(1500),
      [90, 910, 136, 774, 77, 851],
      [91, 909, 136, 773, 77, 850],
      [91, 909, 136, 773, 78, 851],
      850,
      850,
    ],
    [
      'D9',
      3980,
      'S',
      netRate(1000),
      [361, 3619, 361, 3258, 325, 3583],
      [362, 3618, 361, 3257, 326, 3583],
      [362, 3618, 361, 3257, 326, 3583],
      3582,
      3582,
    ],
    [
      'D10',
      3980,
      'S',
      netAmount(500),
      [361, 3619, 500, 3119, 311, 3430],
      [362, 3618, 500, 3118, 312, 3430],
      [362, 3618, 500, 3118, 312, 3430],
      3430,
      3480,
    ],
    [
      'D11',
      298,
      'AA',
      netRate(1000),
      [22, 276, 27, 249, 19, 268],
      [22, 276, 27, 249, 20, 269],
      [23, 275, 27, 248, 20, 268],
      268,
      269,
    ],
  ] as const

  test.each(cases)('%s', (_id, price, category, coupon, down, nearest, up, exact, notLiable) => {
    for (const [i, wanted] of [down, nearest, up].entries()) {
      const [group] = settle(basket([inc(price, category)], [coupon]), liable(roundings[i])).groups
      expect([
        group?.taxInPrice,
        group?.netPrice,
        group?.discount,
        group?.rest,
        group?.tax,
        group?.due,
      ]).toEqual(wanted)
      expect(Math.abs((group?.due as number) - exact)).toBeLessThanOrEqual(1)
    }
    expect(debit([inc(price, category)], [coupon], exempt)).toBe(notLiable)
  })
})

test.each([
  ['11,000 less 1,000', [inc(11_000)], netAmount(1000), 9900, 10_000],
  ['11,000 less 10 %', [inc(11_000)], netRate(1000), 9900, 9900],
  ['1,080 at 8 % less 100', [inc(1080, 'AA')], netAmount(100), 972, 980],
  ['1,000 less 100', [inc(1000)], netAmount(100), 891, 900],
  ['3,300 and 1,080 at 8 % less 500', [inc(3300), inc(1080, 'AA')], netAmount(500), 3832, 3880],
])('M22 M23 %s', (_what, lines, coupon, withTax, without) => {
  expect(debit(lines, [coupon])).toBe(withTax)
  expect(debit(lines, [coupon], exempt)).toBe(without)
})

test('M27 without a coupon the price is debited, whoever rounds how', () => {
  for (const profile of [exempt, ...roundings.map(liable)])
    expect(debit([inc(999), inc(298, 'AA'), inc(50, 'E')], [], profile)).toBe(1347)
})

describe('the edges of a coupon', () => {
  test('one above the price leaves 0 and lapses; the face of a net coupon is worth more with tax', () => {
    expect(debit([inc(1100)], [netAmount(1000)])).toBe(0)
    expect(debit([inc(1100)], [netAmount(1000)], exempt)).toBe(100)
    for (const profile of [exempt, ...roundings.map(liable)])
      expect(debit([inc(1100)], [netAmount(1500)], profile)).toBe(0)
    expect(settle(basket([inc(1100)], [netAmount(1500)]), liable()).discounts).toEqual([
      { funder: 'shop', taken: 1000, lapsed: 500, used: true },
    ])
  })

  test('order counts: 1,000 and then 10 % leave 8,100 net, 10 % and then 1,000 leave 8,000', () => {
    const rest = (discounts: Discount[]) => settle(basket([inc(11_000)], discounts), liable()).net
    expect(rest([netAmount(1000), netRate(1000)])).toBe(8100)
    expect(rest([netRate(1000), netAmount(1000)])).toBe(8000)
  })

  test('one for some lines leaves the rate of the others as it was', () => {
    const settled = settle(basket([inc(1000), inc(999, 'AA')], [netAmount(100, [0])]), liable())
    expect(settled.groups.map((group) => [group.basis, group.due, group.tax])).toEqual([
      ['net', 891, 81],
      ['gross', 999, 74],
    ])
    expect(settled.lines.map((line) => line.discount)).toEqual([100, 0])
  })

  test('prices with and without tax are not mixed, nor are the bases of the shop’s coupons', () => {
    const mixed = (code: string, field: string) =>
      expect.objectContaining({ code, errors: [expect.objectContaining({ code, field })] })
    expect(() => settle(basket([inc(1), exc(1)]), liable())).toThrow(
      mixed('price_basis_mixed', 'lines[1].priceBasis'),
    )
    const coupons = [netAmount(1), tender(1), grossRate(1)]
    for (const profile of [liable(), exempt])
      expect(() => settle(basket([inc(1)], coupons), profile)).toThrow(
        mixed('face_basis_mixed', 'discounts[2].faceBasis'),
      )
    expect(debit([inc(1000)], [grossAmount(1), tender(2)])).toBe(997)
  })

  test('large amounts lose no digit, and sums that would are refused', () => {
    const most = Number.MAX_SAFE_INTEGER
    expect(settle(basket([inc(most)]), liable()).tax).toBe(818_836_295_885_544)
    expect(() => settle(basket([exc(most)]), liable())).toThrow(RangeError)
    expect(() => settle(basket([inc(most), inc(1, 'AA')]), liable())).toThrow(RangeError)
  })

  test('nothing bought is nothing to pay', () => {
    expect(settle(basket([], [netAmount(100)]), liable())).toMatchObject({ due: 0, tax: 0, debit: 0 })
  })
})

describe('days, allocation and rounding of a discount', () => {
  test('M39 goods of one category supplied on days of two rates stand apart, of one rate together', () => {
    const lines = [
      { ...inc(1100), suppliedOn: '2019-10-01' },
      { ...inc(1080), suppliedOn: '2019-09-30' },
      inc(2200),
    ]
    const settled = settle(basket(lines, [netAmount(100)]), liable())
    expect(settled.groups.map(({ levy, lines: of, discount }) => [levy?.basisPoints, of, discount])).toEqual([
      [1000, [0, 2], 75],
      [800, [1], 25],
    ])
  })

  test('V08 an amount comes off the goods of one category first, and what is left off the others', () => {
    const off = (value: number, first: 'S' | 'AA' | 'E') =>
      settle(
        basket(
          [inc(3300), inc(2160, 'AA'), inc(500, 'E')],
          [{ kind: 'amount', value, lines: null, funder: 'shop', faceBasis: 'gross', first }],
        ),
        liable(),
      ).groups.map(({ discount }) => discount)
    expect(off(1000, 'S')).toEqual([1000, 0, 0])
    expect(off(4300, 'S')).toEqual([3300, 812, 188])
    expect(off(2200, 'AA')).toEqual([35, 2160, 5])
    expect(off(9999, 'E')).toEqual([3300, 2160, 500])
  })

  test('V04 the share of a rate is rounded down unless the shop rounds otherwise', () => {
    const taken = (['floor', 'half_up', 'ceil'] as const).map(
      (discountRounding) =>
        settle({ ...basket([exc(998)], [netRate(1500)]), discountRounding }, liable()).groups[0]?.discount,
    )
    expect(taken).toEqual([149, 150, 150])
  })
})
