import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sumOf } from '#platform/money.ts'
import { taxInside, taxOnTop } from './amounts.ts'
import type { Basket, Discount, Line } from './basket.ts'
import { refundOf } from './refund.ts'
import { settle } from './settle.ts'
import type { Settled } from './settled.ts'
import { basket, exempt, inc, liable, netAmount, netRate, roundings } from './test-basket.ts'

const runs = { numRuns: 400 }
const rounding = fc.constantFrom(...roundings)
const profile = fc.oneof({ arbitrary: rounding.map(liable), weight: 4 }, fc.constant(exempt))
const amount = fc.oneof(fc.nat(300), fc.nat(50_000), fc.nat(2_000_000_000))
const line = (priceBasis: Line['priceBasis']) =>
  fc.record({
    amount,
    quantity: fc.integer({ min: 1, max: 5 }),
    taxCategory: fc.constantFrom('S', 'S', 'AA', 'AA', 'E', 'O', 'G'),
    priceBasis: fc.constant(priceBasis),
  }) as fc.Arbitrary<Line>
const kindAndValue = fc.oneof(
  fc.record({ kind: fc.constant('amount' as const), value: amount }),
  fc.record({ kind: fc.constant('rate' as const), value: fc.nat(10_000) }),
)
const reach = fc.oneof(fc.constant(null), fc.uniqueArray(fc.nat(4), { maxLength: 3 }))
const shops = (faceBasis: 'net' | 'gross') =>
  fc
    .tuple(kindAndValue, reach)
    .map(([value, lines]): Discount => ({ ...value, lines, funder: 'shop', faceBasis }))
const others = fc
  .tuple(kindAndValue, reach, fc.constantFrom('third_party', 'platform', 'prepaid'))
  .map(([value, lines, funder]): Discount => ({ ...value, lines, funder }))
const baskets: fc.Arbitrary<Basket> = fc
  .tuple(fc.constantFrom('inclusive', 'exclusive'), fc.constantFrom('net', 'gross'))
  .chain(([prices, faces]) =>
    fc
      .tuple(
        fc.array(line(prices), { minLength: 1, maxLength: 5 }),
        fc.array(shops(faces), { maxLength: 2 }),
        fc.array(others, { maxLength: 2 }),
      )
      .map(([lines, own, foreign]) => basket(lines, [...own, ...foreign])),
  )

describe('whatever is bought and comes off', () => {
  test('nothing is below zero, and nothing due above its price', () => {
    fc.assert(
      fc.property(baskets, profile, (bought, seller) => {
        const settled = settle(bought, seller)
        expect(settled.debit).toBeGreaterThanOrEqual(0)
        expect(settled.due).toBeLessThanOrEqual(settled.price)
        for (const group of settled.groups) {
          expect(group.due).toBeLessThanOrEqual(group.price)
          expect(Math.min(group.discount, group.rest, group.due, group.tax ?? 0)).toBeGreaterThanOrEqual(0)
        }
        for (const { price, discount, rest, due, tax } of settled.lines)
          expect(Math.min(price, discount, rest, due, tax ?? 0)).toBeGreaterThanOrEqual(0)
        for (const { taken, lapsed, used } of settled.discounts) {
          expect(Math.min(taken, lapsed)).toBeGreaterThanOrEqual(0)
          expect(used).toBe(taken > 0)
        }
      }),
      runs,
    )
  })

  test('parts sum to their wholes: lines to groups, groups to all, net and tax to gross, shares to coupons', () => {
    fc.assert(
      fc.property(baskets, profile, (bought, seller) => {
        const settled = settle(bought, seller)
        for (const [g, group] of settled.groups.entries()) {
          const lines = settled.lines.filter((one) => one.group === g)
          for (const key of ['price', 'base', 'discount', 'rest', 'due'] as const)
            expect(sumOf(lines.map((one) => one[key]))).toBe(group[key])
          if (group.levy === null) continue
          expect(sumOf(lines.map((one) => one.tax as number))).toBe(group.tax)
          expect((group.net as number) + (group.tax as number)).toBe(group.due)
          expect((group.netPrice as number) + (group.taxInPrice as number)).toBe(group.price)
        }
        const taken = (own: boolean) =>
          sumOf(settled.discounts.flatMap((one) => ((one.funder === 'shop') === own ? [one.taken] : [])))
        expect(sumOf(settled.groups.map((group) => group.discount))).toBe(taken(true))
        expect(settled.due - taken(false)).toBe(settled.debit)
        expect(sumOf(settled.groups.map((group) => group.due))).toBe(settled.due)
      }),
      runs,
    )
  })

  test('M30 the tax of a rate is that of its sum, rounded once', () => {
    fc.assert(
      fc.property(baskets, rounding, (bought, mode) => {
        for (const { levy, basis, rest, tax } of settle(bought, liable(mode)).groups) {
          const points = levy?.basisPoints as number
          expect(tax).toBe(basis === 'gross' ? taxInside(rest, points, mode) : taxOnTop(rest, points, mode))
        }
      }),
      runs,
    )
  })

  test('M22 M38 a merchant that owes no tax has no figure of it anywhere', () => {
    fc.assert(
      fc.property(baskets, (bought) => {
        const settled = settle(bought, exempt)
        const figures = [settled, ...settled.groups, ...settled.lines].map(({ tax }) => tax)
        expect(figures.every((tax) => tax === null)).toBe(true)
        expect(settled.groups.every((group) => group.levy === null && group.taxInPrice === null)).toBe(true)
        expect(settled.due).toBe(settled.price - sumOf(settled.groups.map((group) => group.discount)))
      }),
      runs,
    )
  })

  test('coupons that others fund change neither price nor tax', () => {
    fc.assert(
      fc.property(baskets, profile, (bought, seller) => {
        const own = bought.discounts.filter(({ funder }) => funder === 'shop')
        const { groups, lines, due, tax } = settle(bought, seller)
        const without = settle({ ...bought, discounts: own }, seller)
        expect({ groups, lines, due, tax }).toEqual({
          groups: without.groups,
          lines: without.lines,
          due: without.due,
          tax: without.tax,
        })
      }),
      runs,
    )
  })

  test('M27 without a coupon of the shop the price is due', () => {
    fc.assert(
      fc.property(baskets, profile, (bought, seller) => {
        const settled = settle({ ...bought, discounts: [] }, seller)
        expect([settled.due, settled.debit]).toEqual([settled.price, settled.price])
      }),
      runs,
    )
  })

  test('the order of lines moves no sum of a rate, but for rates of equal sums that share a coupon', () => {
    fc.assert(
      fc.property(baskets, profile, (bought, seller) => {
        const one = {
          ...bought,
          discounts: bought.discounts.filter(({ lines }) => lines === null).slice(0, 1),
        }
        const settled = settle(one, seller)
        fc.pre(new Set(settled.groups.map(({ base }) => base)).size === settled.groups.length)
        const totals = ({ groups }: Settled) =>
          groups.map(({ levy, due, tax }) => `${levy?.category} ${due} ${tax}`).sort()
        const turned = settle({ ...one, lines: one.lines.toReversed() }, seller)
        expect(totals(turned)).toEqual(totals(settled))
      }),
      runs,
    )
  })

  test('M23 two roundings move the debit from its exact value by less than 1 + t for each discount', () => {
    fc.assert(
      fc.property(
        fc.nat(5_000_000),
        fc.constantFrom('S', 'AA'),
        fc.oneof(
          fc.nat(100_000).map((value) => netAmount(value)),
          fc.nat(10_000).map((value) => netRate(value)),
        ),
        rounding,
        (price, category, coupon, mode) => {
          const settled = settle(basket([inc(price, category)], [coupon]), liable(mode))
          fc.pre(settled.discounts[0]?.used === true && settled.discounts[0].lapsed === 0)
          const t = category === 'S' ? 0.1 : 0.08
          const exact =
            coupon.kind === 'amount' ? price - coupon.value * (1 + t) : price * (1 - coupon.value / 10_000)
          const most = (coupon.kind === 'amount' ? 1 : 2) * (1 + t)
          expect(Math.abs(settled.debit - exact)).toBeLessThan(most + 1e-6)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe('what comes back', () => {
  test('in any order and split sums to what was paid, to the tax charged and to what each funder paid', () => {
    let several = 0
    fc.assert(
      fc.property(baskets, profile, fc.infiniteStream(fc.nat(1000)), (bought, seller, chance) => {
        const settled = settle(bought, seller)
        const before = settled.lines.map(() => 0)
        const sums = { due: 0, tax: 0, debit: 0, tenders: settled.discounts.map(() => 0) }
        let steps = 0
        for (;;) {
          const open = settled.lines.flatMap((one, i) => ((before[i] as number) < one.quantity ? [i] : []))
          if (open.length === 0) break
          const at = open[(chance.next().value as number) % open.length] as number
          const left = (settled.lines[at]?.quantity as number) - (before[at] as number)
          const units = 1 + ((chance.next().value as number) % left)
          const refund = refundOf(
            settled,
            before,
            before.map((_, i) => (i === at ? units : 0)),
          )
          const parts = [refund.due, refund.tax ?? 0, refund.debit, ...refund.tenders, refund.net ?? 0]
          expect(Math.min(...parts)).toBeGreaterThanOrEqual(0)
          expect(refund.debit + sumOf(refund.tenders)).toBe(refund.due)
          sums.due += refund.due
          sums.tax += refund.tax ?? 0
          sums.debit += refund.debit
          sums.tenders = sums.tenders.map((sum, i) => sum + (refund.tenders[i] as number))
          before[at] = (before[at] as number) + units
          steps += 1
        }
        if (steps > 2) several += 1
        expect(sums).toEqual({
          due: settled.due,
          tax: settled.tax ?? 0,
          debit: settled.debit,
          tenders: settled.discounts.map(({ funder, taken }) => (funder === 'shop' ? 0 : taken)),
        })
      }),
      runs,
    )
    expect(several).toBeGreaterThan(50)
  })
})
