import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PlanTerms } from '#modules/plans/index.ts'
import { addDays } from '#platform/dates.ts'
import type { Cause, Covered, Use } from './limits.ts'
import { isUsedUp, leftOn, paymentFor } from './limits.ts'

const price = 100_000
const damage = { kind: 'physical_damage' as const, startsOn: '2026-11-22', endsOn: '2031-11-22' }
const failure = { kind: 'natural_failure' as const, startsOn: '2027-11-22', endsOn: '2031-11-22' }
type Limits = PlanTerms['limits']

/** A unit at 100,000, covered for both causes, under these terms. */
function covered(limits: Limits, more: object = {}): Covered {
  const terms = PlanTerms.parse({
    name: { ja: '保証' },
    liableParty: 'Shop',
    currency: 'JPY',
    termMonths: 60,
    covers: [{ kind: 'physical_damage', start: { rule: 'purchase' }, premiumShare: 10_000 }],
    price: { kind: 'fixed', premium: 10_000 },
    limits,
    ...more,
  })
  return { price, terms, covers: [damage, failure] }
}
const whole = { priceShare: 10_000 }
const rule = (name: 'per_repair' | 'aggregate' | 'per_cover_year', cause: 'all' | Cause = 'all') => ({
  rule: name,
  cause,
  size: whole,
})
const use = (amount: number, lossOn = '2028-01-10', cause: Cause = 'physical_damage'): Use => ({
  cause,
  lossOn,
  amount,
})
const mostOn = (unit: Covered, uses: Use[], on = '2028-02-01', cause: Cause = 'physical_damage') =>
  leftOn(unit, uses, cause, on).most
/** Pays an estimate out of what earlier ones have left. */
function paid(unit: Covered, uses: Use[], estimate: number, on = '2028-02-01') {
  return paymentFor(unit, leftOn(unit, uses, 'physical_damage', on), estimate)
}

describe('the five examples at a price of 100,000', () => {
  test('per repair 100 %: 60,000 and 70,000 are both paid, and an estimate of 100,001 is an exchange', () => {
    const unit = covered([rule('per_repair')], { exchangeThreshold: 10_000 })
    expect(paid(unit, [], 60_000)).toMatchObject({ covered: 60_000, buyerPays: 0, exchange: false })
    expect(paid(unit, [use(60_000)], 70_000)).toMatchObject({ covered: 70_000, buyerPays: 0 })
    expect(paid(unit, [], 100_000).exchange).toBe(false)
    expect(paid(unit, [], 100_001)).toEqual({
      exchange: true,
      deductible: 0,
      covered: 100_000,
      buyerPays: 0,
    })
  })

  test('aggregate: after 60,000 a repair of 70,000 pays 40,000', () => {
    const unit = covered([rule('aggregate')])
    expect(paid(unit, [use(60_000)], 70_000)).toMatchObject({ covered: 40_000, buyerPays: 30_000 })
  })

  test('per cover year: after 60,000 left 40,000, full again on the anniversary', () => {
    const unit = covered([rule('per_cover_year')])
    expect(mostOn(unit, [use(60_000)], '2028-11-21')).toBe(40_000)
    expect(mostOn(unit, [use(60_000)], '2028-11-22')).toBe(100_000)
    expect(leftOn(unit, [use(60_000)], 'physical_damage', '2028-11-21').limits).toEqual([
      {
        rule: 'per_cover_year',
        cause: 'all',
        size: 100_000,
        used: 60_000,
        left: 40_000,
        from: '2027-11-22',
        until: '2028-11-22',
      },
    ])
  })

  test('falling 100/80/60/40/20 % per repair: in year 3 at most 60,000', () => {
    const unit = covered([{ rule: 'falling', cause: 'all', priceShares: [10_000, 8000, 6000, 4000, 2000] }])
    const years = ['2026-11-22', '2027-11-22', '2028-11-22', '2029-11-22', '2030-11-22']
    expect(years.map((on) => mostOn(unit, [], on))).toEqual([100_000, 80_000, 60_000, 40_000, 20_000])
    expect(years.slice(1).map((on) => mostOn(unit, [], addDays(on, -1)))).toEqual([
      100_000, 80_000, 60_000, 40_000,
    ])
    // Each repair by itself: what was paid before takes nothing away.
    expect(mostOn(unit, [use(60_000, '2028-12-01')], '2029-01-01')).toBe(60_000)
  })

  test('US style: the aggregate is the price, and one exchange uses it up', () => {
    const unit = covered([rule('aggregate')], { exchangeThreshold: 8000 })
    const exchange = paid(unit, [], 90_000)
    expect(exchange).toMatchObject({ exchange: true, covered: 100_000 })
    expect(isUsedUp(unit, [use(99_999)])).toBe(false)
    expect(isUsedUp(unit, [use(exchange.covered)])).toBe(true)
    expect(mostOn(unit, [use(exchange.covered)])).toBe(0)
  })
})

describe('cover years', () => {
  const unit = (startsOn: string, endsOn: string): Covered => ({
    ...covered([rule('per_cover_year')]),
    covers: [{ kind: 'physical_damage', startsOn, endsOn }],
  })
  const yearOn = (covers: Covered, on: string) => {
    const [limit] = leftOn(covers, [], 'physical_damage', on).limits
    return [limit?.from, limit?.until]
  }

  test('from 29 February begin on the 28th, and on the 29th where there is one', () => {
    const leap = unit('2028-02-29', '2033-02-28')
    expect(yearOn(leap, '2029-02-27')).toEqual(['2028-02-29', '2029-02-28'])
    expect(yearOn(leap, '2029-02-28')).toEqual(['2029-02-28', '2030-02-28'])
    expect(yearOn(leap, '2032-02-28')).toEqual(['2031-02-28', '2032-02-29'])
    expect(yearOn(leap, '2032-02-29')).toEqual(['2032-02-29', '2033-02-28'])
  })

  test('a day before the cover is of the first, and the last ends with the cover', () => {
    const short = unit('2026-11-22', '2028-05-01')
    expect(yearOn(short, '2026-01-01')).toEqual(['2026-11-22', '2027-11-22'])
    expect(yearOn(short, '2028-04-30')).toEqual(['2027-11-22', '2028-05-01'])
  })

  test('of one cause are those of its own cover, of all causes those of the whole contract', () => {
    const unitOf = (cause: 'all' | Cause) =>
      leftOn(covered([rule('per_cover_year', cause)]), [], 'natural_failure', '2027-12-01').limits[0]?.from
    expect(unitOf('natural_failure')).toBe('2027-11-22')
    expect(unitOf('all')).toBe('2027-11-22')
    const earlier = { ...failure, startsOn: '2027-06-01' }
    const shifted = { ...covered([rule('per_cover_year', 'natural_failure')]), covers: [damage, earlier] }
    expect(leftOn(shifted, [], 'natural_failure', '2028-05-31').limits[0]?.from).toBe('2027-06-01')
    expect(leftOn(shifted, [], 'natural_failure', '2028-06-01').limits[0]?.from).toBe('2028-06-01')
  })
})

describe('rules of one cause and rules for all', () => {
  test('a rule of another cause says nothing, and its claims count for all alone', () => {
    const unit = covered([
      rule('aggregate', 'physical_damage'),
      { ...rule('aggregate'), size: { amount: 150_000 } },
    ])
    const uses = [use(60_000), use(70_000, '2028-03-01', 'natural_failure')]
    expect(mostOn(unit, uses)).toBe(20_000)
    expect(mostOn(unit, uses, '2028-04-01', 'natural_failure')).toBe(20_000)
    expect(mostOn(unit, [use(60_000)], '2028-04-01', 'natural_failure')).toBe(90_000)
    expect(leftOn(unit, uses, 'natural_failure', '2028-04-01').limits).toHaveLength(1)
  })

  test('no rule is no limit', () => {
    expect(mostOn(covered([]), [use(1_000_000)])).toBeNull()
    expect(paid(covered([]), [], 3_000_000)).toMatchObject({ covered: 3_000_000, buyerPays: 0 })
  })
})

describe('how many claims are left', () => {
  const claims = (period: 'term' | 'cover_year', uses: Use[], on: string) =>
    leftOn(covered([], { claimsLimit: { count: 2, period } }), uses, 'physical_damage', on).claims
  const two = [use(1), use(0, '2028-10-01', 'natural_failure')]

  test('over the term', () => {
    expect(claims('term', two, '2030-01-01')).toEqual({ period: 'term', count: 2, used: 2, left: 0 })
    expect(claims('term', [...two, use(1)], '2030-01-01')?.left).toBe(0)
  })
  test('in a cover year, and again in the next', () => {
    expect(claims('cover_year', two, '2028-11-21')?.left).toBe(0)
    expect(claims('cover_year', two, '2028-11-22')?.left).toBe(2)
  })
})

describe('the deductible', () => {
  test('an amount comes off first, and the limit holds for what is left', () => {
    const unit = covered([{ ...rule('per_repair'), size: { amount: 50_000 } }], {
      deductible: { kind: 'amount', amount: 3000 },
    })
    expect(paid(unit, [], 20_000)).toMatchObject({ deductible: 3000, covered: 17_000, buyerPays: 3000 })
    expect(paid(unit, [], 60_000)).toMatchObject({ deductible: 3000, covered: 50_000, buyerPays: 10_000 })
    expect(paid(unit, [], 2000)).toMatchObject({ deductible: 2000, covered: 0, buyerPays: 2000 })
  })
  test('a share is rounded down', () => {
    const unit = covered([], { deductible: { kind: 'share', basisPoints: 1000 } })
    expect(paid(unit, [], 20_009)).toMatchObject({ deductible: 2000, covered: 18_009, buyerPays: 2000 })
  })
})

describe('whatever the rules and claims', () => {
  const cause = fc.constantFrom<Cause>('physical_damage', 'natural_failure')
  const ruleCause = fc.constantFrom('all' as const, 'physical_damage' as const, 'natural_failure' as const)
  const size = fc.oneof(
    fc.record({ amount: fc.integer({ min: 0, max: 300_000 }) }),
    fc.record({ priceShare: fc.integer({ min: 1, max: 20_000 }) }),
  )
  const anyRule = fc.oneof(
    fc.record({
      rule: fc.constantFrom('per_repair' as const, 'aggregate' as const, 'per_cover_year' as const),
      cause: ruleCause,
      size,
    }),
    fc.record({
      rule: fc.constant('falling' as const),
      cause: ruleCause,
      priceShares: fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 6 }),
    }),
  )
  const day = fc.integer({ min: -30, max: 365 * 6 }).map((n) => addDays('2026-11-22', n))
  const anyUse = fc.record({ cause, lossOn: day, amount: fc.integer({ min: 0, max: 200_000 }) })
  const rules = fc.array(anyRule, { maxLength: 6 })
  const uses = fc.array(anyUse, { maxLength: 8 })
  const most = (left: ReturnType<typeof leftOn>) => left.most ?? Number.MAX_SAFE_INTEGER

  test('nothing is negative, used and left make at least the size, and the smallest rule counts', () => {
    fc.assert(
      fc.property(rules, uses, cause, day, (limits, spent, of, on) => {
        const left = leftOn(covered(limits), spent, of, on)
        for (const limit of left.limits) {
          expect(limit.left).toBeGreaterThanOrEqual(0)
          expect(limit.used + limit.left).toBeGreaterThanOrEqual(limit.size)
          expect(left.most).toBeLessThanOrEqual(limit.left)
          expect(limit.from <= limit.until).toBe(true)
        }
        expect(left.most === null).toBe(left.limits.length === 0)
        expect(left.most === null || left.limits.some((limit) => limit.left === left.most)).toBe(true)
      }),
    )
  })

  test('a rule taken away never lowers what is left, and a claim more never raises it', () => {
    fc.assert(
      fc.property(
        fc.array(anyRule, { minLength: 1, maxLength: 6 }),
        uses,
        anyUse,
        cause,
        day,
        (limits, spent, another, of, on) => {
          const all = most(leftOn(covered(limits), spent, of, on))
          expect(most(leftOn(covered(limits.slice(1)), spent, of, on))).toBeGreaterThanOrEqual(all)
          expect(most(leftOn(covered(limits), [...spent, another], of, on))).toBeLessThanOrEqual(all)
        },
      ),
    )
  })

  test('under an aggregate never more than its size is paid, in whatever order the claims come', () => {
    const inCover = fc.integer({ min: 0, max: 365 * 5 }).map((n) => addDays('2026-11-22', n))
    const estimates = fc.array(
      fc.record({ cause, on: inCover, estimate: fc.integer({ min: 1, max: 150_000 }) }),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(estimates, rules, (claims, others) => {
        const unit = covered([...others, rule('aggregate')])
        const spent: Use[] = []
        for (const { cause: of, on, estimate } of claims) {
          const payment = paymentFor(unit, leftOn(unit, spent, of, on), estimate)
          expect(payment.covered + payment.buyerPays).toBe(payment.exchange ? price : estimate)
          spent.push({ cause: of, lossOn: on, amount: payment.covered })
        }
        expect(spent.reduce((sum, { amount }) => sum + amount, 0)).toBeLessThanOrEqual(price)
      }),
    )
  })
})
