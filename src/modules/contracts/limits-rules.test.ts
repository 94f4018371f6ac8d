import { describe, expect, test } from 'vitest'
import { PlanTerms } from '#modules/plans/index.ts'
import type { Covered, Use } from './limits.ts'
import { isUsedUp, leftOn, paymentFor } from './limits.ts'

/** A unit of 100,000 yen: damage from the purchase for five years, failure for the last four. */
function covered(more: object): Covered {
  return {
    price: 100_000,
    terms: PlanTerms.parse({
      name: { ja: '保証' },
      liableParty: 'Shop',
      currency: 'JPY',
      termMonths: 60,
      covers: [
        { kind: 'physical_damage', start: { rule: 'purchase' }, premiumShare: 5000 },
        { kind: 'natural_failure', start: { rule: 'after_maker_warranty' }, premiumShare: 5000 },
      ],
      price: { kind: 'fixed', premium: 5000 },
      ...more,
    }),
    covers: [
      { kind: 'physical_damage', startsOn: '2024-02-29', endsOn: '2029-02-28' },
      { kind: 'natural_failure', startsOn: '2025-02-28', endsOn: '2029-02-28' },
    ],
  }
}
const use = (lossOn: string, amount: number, cause: Use['cause'] = 'physical_damage'): Use => ({
  lossOn,
  amount,
  cause,
})
const most = (terms: object, uses: Use[], on: string, cause: Use['cause'] = 'physical_damage') =>
  leftOn(covered(terms), uses, cause, on).most

describe('what is left', () => {
  const aggregate = { limits: [{ rule: 'aggregate', cause: 'all', size: { amount: 50_000 } }] }
  test('of an aggregate is its size less all that was paid, and never below nothing', () => {
    expect(most(aggregate, [], '2026-01-01')).toBe(50_000)
    expect(
      most(
        aggregate,
        [use('2025-05-05', 20_000), use('2026-05-05', 10_000, 'natural_failure')],
        '2027-01-01',
      ),
    ).toBe(20_000)
    expect(most(aggregate, [use('2025-05-05', 60_000)], '2027-01-01')).toBe(0)
    expect(most({}, [], '2026-01-01')).toBeNull()
  })

  test('of an aggregate of one cause counts that cause alone', () => {
    const one = { limits: [{ rule: 'aggregate', cause: 'natural_failure', size: { priceShare: 5000 } }] }
    const uses = [use('2026-05-05', 40_000), use('2026-05-05', 10_000, 'natural_failure')]
    expect(most(one, uses, '2026-06-01', 'natural_failure')).toBe(40_000)
    expect(most(one, uses, '2026-06-01')).toBeNull()
  })

  test('the smallest limit counts', () => {
    const two = {
      limits: [...aggregate.limits, { rule: 'per_repair', cause: 'all', size: { amount: 30_000 } }],
    }
    expect(most(two, [], '2026-01-01')).toBe(30_000)
    expect(most(two, [use('2026-01-01', 35_000)], '2026-02-01')).toBe(15_000)
  })

  test('of a cover year begins anew on the anniversary, and from a 29 February on the 28th', () => {
    const yearly = { limits: [{ rule: 'per_cover_year', cause: 'all', size: { amount: 50_000 } }] }
    const uses = [use('2024-03-01', 30_000)]
    expect(most(yearly, uses, '2025-02-27')).toBe(20_000)
    expect(most(yearly, uses, '2025-02-28')).toBe(50_000)
  })

  test('of a falling share is that of the year, and the last share holds on', () => {
    const falling = { limits: [{ rule: 'falling', cause: 'all', priceShares: [10_000, 8000, 6000] }] }
    expect(most(falling, [], '2024-03-01')).toBe(100_000)
    expect(most(falling, [], '2025-03-01')).toBe(80_000)
    expect(most(falling, [], '2028-03-01')).toBe(60_000)
  })

  test('claims are counted in the term or in the year', () => {
    const uses = [use('2024-03-01', 1), use('2025-03-01', 1)]
    const count = (period: string) =>
      leftOn(covered({ claimsLimit: { period, count: 2 } }), uses, 'physical_damage', '2025-04-01').claims
    expect(count('term')).toMatchObject({ used: 2, left: 0 })
    expect(count('cover_year')).toMatchObject({ used: 1, left: 1 })
  })

  test('nothing is, once an aggregate for all causes is used up', () => {
    expect(isUsedUp(covered(aggregate), [use('2026-01-01', 49_999)])).toBe(false)
    expect(isUsedUp(covered(aggregate), [use('2026-01-01', 50_000)])).toBe(true)
  })
})

describe('who pays', () => {
  const pay = (terms: object, estimate: number) => {
    const unit = covered(terms)
    return paymentFor(unit, leftOn(unit, [], 'physical_damage', '2026-01-01'), estimate)
  }
  const limits = [{ rule: 'per_repair', cause: 'all', size: { amount: 30_000 } }]

  test('the deductible comes off first, the limit pays of the rest, the buyer what is above', () => {
    expect(pay({ limits, deductible: { kind: 'amount', amount: 3000 } }, 40_000)).toEqual({
      exchange: false,
      deductible: 3000,
      covered: 30_000,
      buyerPays: 10_000,
    })
    expect(pay({ deductible: { kind: 'share', basisPoints: 1000 } }, 20_000)).toMatchObject({
      deductible: 2000,
      covered: 18_000,
    })
    expect(pay({ deductible: { kind: 'amount', amount: 3000 } }, 1000)).toMatchObject({
      covered: 0,
      buyerPays: 1000,
    })
  })

  test('above the threshold the unit is exchanged and its price counts', () => {
    const threshold = { exchangeThreshold: 8000 }
    expect(pay(threshold, 80_000)).toMatchObject({ exchange: false, covered: 80_000 })
    expect(pay(threshold, 80_001)).toMatchObject({ exchange: true, covered: 100_000 })
  })
})
