import { describe, expect, test } from 'vitest'
import type { Discount, Line } from './basket.ts'
import { refundOf, standing } from './refund.ts'
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

/** Three figures by rounding, or one that all roundings share. */
type Three = number | [floor: number, halfUp: number, ceil: number]
const three = (wanted: Three) => (typeof wanted === 'number' ? [wanted, wanted, wanted] : wanted)
const byRounding = (lines: Line[], discounts: Discount[]) =>
  roundings.map((rounding) => settle(basket(lines, discounts), liable(rounding)))

const mixed = [inc(3300), inc(2160, 'AA')]

test.each<[string, Line[], Discount[], Three, Three]>([
  ['V01', [inc(5000)], [grossAmount(500)], 4500, [409, 409, 410]],
  ['V02', [inc(999)], [grossAmount(100)], 899, [81, 82, 82]],
  ['V04', [exc(998)], [netRate(1500)], [933, 934, 934], [84, 85, 85]],
  ['V04 (gross)', [exc(998)], [grossRate(1500)], [933, 934, 934], [84, 85, 85]],
  ['V05', [exc(105)], [], [115, 116, 116], [10, 11, 11]],
  ['V05b', [exc(104)], [], [114, 114, 115], [10, 10, 11]],
  ['V06', [inc(3700, 'AA', 10)], [], 3700, [274, 274, 275]],
  ['V13', [inc(800)], [grossAmount(1000)], 0, 0],
  ['V15', [inc(3300)], [tender(1000)], 2300, 300],
  ['V15 (shop)', [inc(3300)], [grossAmount(1000)], 2300, [209, 209, 210]],
  ['V19', [inc(98_000), inc(4900)], [], 102_900, [9354, 9355, 9355]],
  ['V20', [inc(2980)], [grossRate(2000), grossAmount(500)], 1884, [171, 171, 172]],
])('M30 %s', (_id, lines, discounts, payable, tax) => {
  const settled = byRounding(lines, discounts)
  expect(settled.map(({ debit }) => debit)).toEqual(three(payable))
  expect(settled.map((one) => one.tax)).toEqual(three(tax))
})

test.each<[string, Line[], Discount[], number, Three, Three]>([
  ['V07', mixed, [grossAmount(1000)], 4460, [245, 245, 246], [130, 131, 131]],
  ['V08', mixed, [grossAmount(1000, [0])], 4460, [209, 209, 210], 160],
  ['V09', [inc(2200), inc(1080, 'AA')], [grossRate(1000)], 2952, 180, 72],
  ['V11', [exc(1500), exc(900, 'AA')], [grossAmount(500)], 2122, [121, 121, 122], [58, 58, 59]],
])('M29 M35 %s', (_id, lines, discounts, payable, standard, reduced) => {
  const settled = byRounding(lines, discounts)
  expect(settled.map(({ debit }) => debit)).toEqual(three(payable))
  expect(settled.map(({ groups }) => groups[0]?.tax)).toEqual(three(standard))
  expect(settled.map(({ groups }) => groups[1]?.tax)).toEqual(three(reduced))
})

test('V07 V11 the shares of the coupon by rate', () => {
  const rests = (lines: Line[], discounts: Discount[]) =>
    settle(basket(lines, discounts), liable()).groups.map(({ discount, rest }) => [discount, rest])
  expect(rests(mixed, [grossAmount(1000)])).toEqual([
    [604, 2696],
    [396, 1764],
  ])
  expect(rests([exc(1500), exc(900, 'AA')], [grossAmount(500)])).toEqual([
    [315, 1335],
    [185, 787],
  ])
})

test('M22 M38 V03 of a merchant that owes no tax', () => {
  const settled = settle(basket([inc(5000)], [grossAmount(500)]), exempt)
  expect(settled).toMatchObject({ debit: 4500, tax: null, net: null })
})

test('V13 what is left of an amount lapses', () => {
  const [coupon] = settle(basket([inc(800)], [grossAmount(1000)]), liable()).discounts
  expect(coupon).toEqual({ funder: 'shop', taken: 800, lapsed: 200, used: true })
})

test.each(['third_party', 'platform', 'prepaid'] as const)('V15 funded by %s', (funder) => {
  const settled = settle(basket([inc(3300)], [tender(1000, funder)]), liable())
  expect(settled).toMatchObject({ due: 3300, tax: 300, tendered: 1000, debit: 2300 })
  expect(settled.discounts).toEqual([{ funder, taken: 1000, lapsed: 0, used: true }])
})

test.each<[string, Discount, number]>([
  ['an amount pays for the goods it is for, at most', { ...tender(1000), lines: [1] }, 300],
  ['a share is taken of those goods', { ...tender(2500), kind: 'rate', lines: [1] }, 75],
  ['a share of all is taken with tax', { ...tender(1000), kind: 'rate' }, 360],
])('funded by a third party: %s', (_what, coupon, paid) => {
  const settled = settle(basket([inc(3300), inc(300, 'AA')], [coupon]), liable())
  expect(settled).toMatchObject({ due: 3600, tax: 322, tendered: paid, debit: 3600 - paid })
})

test('two coupons of others together pay no more than is due', () => {
  const settled = settle(basket([inc(1500)], [tender(1000), tender(1000, 'prepaid')]), liable())
  expect(settled.discounts.map(({ taken, lapsed }) => [taken, lapsed])).toEqual([
    [1000, 0],
    [500, 500],
  ])
  expect(settled.debit).toBe(0)
})

test('V17 three equal lines, and three equal units, share 100', () => {
  const lines = settle(basket([inc(100), inc(100), inc(100)], [grossAmount(100)]), liable()).lines
  expect(lines.map(({ discount }) => discount)).toEqual([34, 33, 33])
  const units = settle(basket([inc(300, 'S', 3)], [grossAmount(100)]), liable())
  expect([0, 1, 2].map((before) => refundOf(units, [before], [1]).due)).toEqual([66, 67, 67])
})

test('V21 the goods of one rate come back', () => {
  const settled = settle(basket(mixed, [grossAmount(1000)]), liable())
  expect(refundOf(settled, [0, 0], [0, 1])).toMatchObject({ due: 1764, tax: 130, debit: 1764 })
  expect(standing(settled, [0, 1])).toMatchObject({ due: 2696, tax: 245 })
})

test('V23 a coupon that takes nothing is not used up', () => {
  for (const coupon of [grossRate(1000), netRate(1000)])
    expect(settle(basket([inc(9)], [coupon]), liable())).toMatchObject({
      debit: 9,
      discounts: [{ taken: 0, used: false }],
    })
})

describe('today’s rules', () => {
  test('M30 M31 three lines of 105 without tax have 31 of tax, not three times 10', () => {
    expect(settle(basket([exc(105), exc(105), exc(105)]), liable())).toMatchObject({ tax: 31, due: 346 })
  })

  test('M32 1,234 and 5,678 with tax have 628', () => {
    expect(settle(basket([inc(1234), inc(5678)]), liable()).tax).toBe(628)
  })

  test('M35 a coupon over two rates is split in proportion', () => {
    const lines = [inc(3300), inc(1080, 'AA')]
    const parts = (discount: Discount) => {
      const settled = settle(basket(lines, [discount]), liable())
      return [settled.debit, ...settled.groups.map((group) => [group.discount, group.rest, group.tax])]
    }
    expect(parts(netAmount(500))).toEqual([3832, [375, 2625, 262], [125, 875, 70]])
    expect(parts(grossAmount(500))).toEqual([3880, [377, 2923, 265], [123, 957, 70]])
    expect(settle(basket(lines, [netAmount(500)]), exempt).debit).toBe(3880)
  })
})
