import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sumOf } from '#platform/money.ts'
import { addDays } from '#platform/dates.ts'
import { earnedBefore, earnedPostings, endedPostings, soldPostings, splitPremium } from './book-model.ts'

const tenPercent = { basisPoints: 1000, rounding: 'floor' } as const
const of = (postings: { account: string; amount: number }[]) =>
  Object.fromEntries(postings.map(({ account, amount }) => [account, amount]))
const total = (postings: { amount: number }[]) => sumOf(postings.map(({ amount }) => amount))

test('the example of the domain: 4,000 and 6,000 with a fee of 500 give back 9,342', () => {
  const split = splitPremium(10_000, [4000, 6000], tenPercent, 2000)
  expect(split).toEqual({ tax: 909, commission: 1818, nets: [3636, 5455], atOnce: 0 })
  expect(of(soldPostings('s', 10_000, split))).toEqual({
    store_receivable: 8182,
    store_commission: 1818,
    premium_unearned: -9091,
    premium_tax: -909,
  })
  const damage = { net: 3636, starts_on: '2026-11-22', ends_on: '2031-11-22' }
  const failure = { net: 5455, starts_on: '2027-11-22', ends_on: '2031-11-22' }
  const rest = sumOf([damage, failure].map((each) => each.net - earnedBefore(each, '2027-02-01')))
  expect(rest).toBe(9091 - Math.floor((3636 * 71) / 1826))
  const ended = endedPostings('s', {
    premium: 10_000,
    tax: 909,
    commission: 1818,
    levy: tenPercent,
    rest,
    refund: 9342,
    fee: 500,
  })
  expect(of(ended)).toEqual({
    premium_unearned: 8950,
    premium_tax: 850,
    store_receivable: -9342,
    retained_fees: -455,
    premium_earned: -3,
  })
})

test('a part whose cover has no day is earned at once', () => {
  const split = splitPremium(11_000, [4400], tenPercent, 0)
  expect(split).toEqual({ tax: 1000, commission: 0, nets: [4000], atOnce: 6000 })
})

const life = fc.record({
  premium: fc.integer({ min: 0, max: 2 ** 40 }),
  cuts: fc.tuple(fc.nat(10_000), fc.nat(10_000)),
  days: fc.tuple(fc.integer({ min: 1, max: 4000 }), fc.integer({ min: 1, max: 4000 })),
  begin: fc.nat(800),
  tax: fc.option(
    fc.record({
      basisPoints: fc.constantFrom(300, 500, 800, 1000),
      rounding: fc.constantFrom('floor' as const, 'half_up' as const, 'ceil' as const),
    }),
  ),
  commission: fc.nat(10_000),
  endAfter: fc.option(fc.nat(5000)),
  refundShare: fc.nat(10_000),
  feeShare: fc.nat(10_000),
})

test('whatever the life of a cover, each journal sums to zero and earned + refunded + retained is what was sold', () => {
  fc.assert(
    fc.property(life, (given) => {
      const { premium, cuts, days, tax, endAfter } = given
      const parts = [Math.floor((premium * cuts[0]) / 20_000), Math.floor((premium * cuts[1]) / 20_000)]
      const split = splitPremium(premium, parts, tax, given.commission)
      const sold = soldPostings('s', premium, split)
      const start = '2026-11-22'
      const schedules = [
        { net: split.nets[0] as number, starts_on: start, ends_on: addDays(start, days[0]) },
        {
          net: split.nets[1] as number,
          starts_on: addDays(start, given.begin),
          ends_on: addDays(start, given.begin + days[1]),
        },
      ]
      const end = endAfter === null ? addDays(start, 5000) : addDays(start, endAfter)
      const earned = sumOf(schedules.map((each) => earnedBefore(each, end))) + split.atOnce
      const journals = [sold, earnedPostings('s', earned)]
      if (endAfter !== null) {
        const gross = Math.floor((premium * given.refundShare) / 10_000)
        const fee = Math.min(Math.floor((gross * given.feeShare) / 10_000), gross)
        journals.push(
          endedPostings('s', {
            premium,
            tax: split.tax,
            commission: split.commission,
            levy: tax,
            rest: sumOf(schedules.map(({ net }) => net)) - (earned - split.atOnce),
            refund: gross - fee,
            fee,
          }),
        )
      }
      for (const journal of journals) expect(total(journal)).toBe(0)
      const sum = (account: string) =>
        journals.flat().reduce((all, each) => all + (each.account === account ? each.amount : 0), 0)
      expect(sum('premium_unearned')).toBe(0)
      const refunded = endAfter === null ? 0 : premium - sum('store_receivable') - sum('store_commission')
      const kept = -sum('premium_earned') - sum('retained_fees') - sum('premium_tax')
      expect(kept + refunded).toBe(premium)
      expect(sum('premium_tax')).toBeLessThanOrEqual(0)
    }),
    { numRuns: 500 },
  )
})

test('days earn no less as they go by, and everything at the end', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 50 }),
      fc.integer({ min: 1, max: 4000 }),
      fc.nat(4100),
      (net, days, day) => {
        const schedule = { net, starts_on: '2026-11-22', ends_on: addDays('2026-11-22', days) }
        const before = (n: number) => earnedBefore(schedule, addDays('2026-11-22', n))
        expect(before(day + 1)).toBeGreaterThanOrEqual(before(day))
        expect(before(0)).toBe(0)
        expect(before(days)).toBe(net)
      },
    ),
  )
})
