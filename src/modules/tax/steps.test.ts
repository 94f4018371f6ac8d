import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Discount, Line } from './basket.ts'
import { settle } from './settle.ts'
import { stepsOf } from './steps.ts'
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
} from './test-basket.ts'

const shown = (lines: Line[], discounts: Discount[], profile = liable(), on = '2026-11-22') =>
  stepsOf(settle(basket(lines, discounts, on), profile)).map((steps) =>
    steps.map(({ name, formula }) => `${name}: ${formula}`),
  )

test('M15 M23 D3 the steps of a coupon off the net', () => {
  expect(shown([inc(11_000)], [netAmount(1000)])).toEqual([
    [
      'price: 11,000',
      'tax: 11,000 × 10 ÷ 110 = 1,000',
      'net: 11,000 − 1,000 = 10,000',
      'discount: 1,000',
      'discountedNet: 10,000 − 1,000 = 9,000',
      'newTax: 9,000 × 10 ÷ 100 = 900',
      'amountDue: 9,000 + 900 = 9,900',
    ],
  ])
})

test('M24 D2 D8 a rate is shown with what it was taken of, and roundings with what they left off', () => {
  expect(shown([inc(10_500)], [netRate(1000)], liable(), '2001-09-26')[0]).toContain(
    'discount: 10,000 × 10 ÷ 100 = 1,000',
  )
  expect(shown([inc(1000)], [netRate(1500)])[0]).toEqual([
    'price: 1,000',
    'tax: 1,000 × 10 ÷ 110 = 90.90…, down → 90',
    'net: 1,000 − 90 = 910',
    'discount: 910 × 15 ÷ 100 = 136',
    'discountedNet: 910 − 136 = 774',
    'newTax: 774 × 10 ÷ 100 = 77.40, down → 77',
    'amountDue: 774 + 77 = 851',
  ])
  expect(shown([inc(298, 'AA')], [netRate(1000)], liable('ceil'))[0]).toContain(
    'tax: 298 × 8 ÷ 108 = 22.07…, up → 23',
  )
})

test('V20 off the gross the tax is inside what is left', () => {
  expect(shown([inc(2980)], [grossRate(2000), grossAmount(500)])[0]).toEqual([
    'price: 2,980',
    'tax: 2,980 × 10 ÷ 110 = 270.90…, down → 270',
    'net: 2,980 − 270 = 2,710',
    'discount: 2,980 × 20 ÷ 100 + 500 = 1,096',
    'discountedPrice: 2,980 − 1,096 = 1,884',
    'newTax: 1,884 × 10 ÷ 110 = 171.27…, down → 171',
    'discountedNet: 1,884 − 171 = 1,713',
    'amountDue: 1,884',
  ])
})

test('M22 M27 V05 without tax no step names it, without a coupon the price is due', () => {
  expect(shown([inc(5000)], [grossAmount(500)], exempt)).toEqual([
    ['price: 5,000', 'discount: 500', 'discountedPrice: 5,000 − 500 = 4,500', 'amountDue: 4,500'],
  ])
  expect(shown([exc(105)], [], liable('half_up'))).toEqual([
    ['net: 105', 'tax: 105 × 10 ÷ 100 = 10.50, half up → 11', 'price: 105 + 11 = 116', 'amountDue: 116'],
  ])
})

test('each step says its own amount last, and the last of a group is what is due for it', () => {
  const figure = fc.nat(3_000_000)
  fc.assert(
    fc.property(
      figure,
      figure,
      fc.nat(10_000),
      fc.constantFrom('floor', 'half_up', 'ceil'),
      (a, b, r, mode) => {
        const settled = settle(basket([inc(a), inc(b, 'AA')], [netRate(r), netAmount(b)]), liable(mode))
        for (const [g, steps] of stepsOf(settled).entries()) {
          expect(steps.at(-1)).toMatchObject({ name: 'amountDue', amount: settled.groups[g]?.due })
          for (const { amount, formula } of steps)
            expect(formula.endsWith(amount.toLocaleString('en'))).toBe(true)
        }
      },
    ),
  )
})
