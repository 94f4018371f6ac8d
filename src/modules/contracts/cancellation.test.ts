import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '#platform/dates.ts'
import { splitByLargestRemainder } from '#platform/money.ts'
import type { Cancellable } from './cancellation.ts'
import { cancellationClause, refundOn } from './cancellation.ts'

const terms = { freeCancellationDays: 8, retainedFee: 500, clauses: [] }
const contract: Cancellable = {
  premium: 10_000,
  purchasedOn: '2026-11-22',
  covers: [
    { kind: 'physical_damage', startsOn: '2026-11-22', endsOn: '2031-11-22', premiumPart: 4000 },
    { kind: 'natural_failure', startsOn: '2027-11-22', endsOn: '2031-11-22', premiumPart: 6000 },
  ],
  fulfilled: false,
  terms,
}

describe('what comes back', () => {
  test('4,000 × 1,754 ÷ 1,826 → 3,842, + 6,000 − fee 500 = 9,342', () => {
    const refund = refundOn(contract, '2027-02-01')
    expect(refund).toMatchObject({ rule: 'by_days_left', fee: 500, refund: 9342 })
    expect(refund.covers.map(({ days, daysLeft, refund: part }) => [days, daysLeft, part])).toEqual([
      [1826, 1754, 3842],
      [1461, 1461, 6000],
    ])
  })

  test('is all of it up to the last free day, which is counted from the day after the purchase', () => {
    expect(refundOn(contract, '2026-11-30')).toMatchObject({
      rule: 'free_period',
      freeUntil: '2026-11-30',
      fee: 0,
      refund: 10_000,
    })
    expect(refundOn(contract, '2026-12-01').rule).toBe('by_days_left')
  })

  test('without free days not even the day of purchase is free', () => {
    const strict = { ...contract, terms: { ...terms, freeCancellationDays: 0 } }
    expect(refundOn(strict, '2026-11-22')).toMatchObject({
      rule: 'by_days_left',
      freeUntil: null,
      refund: 9497,
    })
  })

  test('is nothing after a fulfilled claim, in the free days as well', () => {
    const used = { ...contract, fulfilled: true }
    for (const on of ['2026-11-23', '2027-02-01'])
      expect(refundOn(used, on)).toMatchObject({ rule: 'claim_fulfilled', fee: 0, refund: 0 })
  })

  test('counts the day itself as used, from the first to the last', () => {
    const left = (on: string) => refundOn(contract, on).covers.map(({ daysLeft }) => daysLeft)
    expect(left('2026-11-22')).toEqual([1825, 1461])
    expect(left('2027-11-21')).toEqual([1461, 1461])
    expect(left('2027-11-22')).toEqual([1460, 1460])
    expect(left('2031-11-21')).toEqual([0, 0])
    expect(left('2040-01-01')).toEqual([0, 0])
  })

  test('is never below nothing: the fee takes what is there', () => {
    expect(refundOn(contract, '2031-11-20')).toMatchObject({ fee: 6, refund: 0 })
  })
})

describe('whatever the premium, the parts and the day', () => {
  const cases = fc.record({
    premium: fc.integer({ min: 0, max: 5_000_000 }),
    share: fc.integer({ min: 0, max: 10_000 }),
    months: fc.integer({ min: 1, max: 1500 }),
    startsAfter: fc.integer({ min: 0, max: 800 }),
    retainedFee: fc.integer({ min: 0, max: 20_000 }),
    free: fc.integer({ min: 0, max: 40 }),
    day: fc.integer({ min: 0, max: 2500 }),
  })
  type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never
  const made = ({ premium, share, months, startsAfter, retainedFee, free }: Case) => {
    const [first = 0, second = 0] = splitByLargestRemainder(premium, [share, 10_000 - share])
    const startsOn = addDays('2026-11-22', startsAfter)
    return {
      ...contract,
      premium,
      covers: [
        {
          kind: 'physical_damage' as const,
          startsOn: '2026-11-22',
          endsOn: addDays('2026-11-22', months),
          premiumPart: first,
        },
        {
          kind: 'natural_failure' as const,
          startsOn,
          endsOn: addDays(startsOn, months),
          premiumPart: second,
        },
      ],
      terms: { ...terms, retainedFee, freeCancellationDays: free },
    }
  }

  test('the refund lies between nothing and the premium, and is the sum of its lines less the fee', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const refund = refundOn(made(one), addDays('2026-11-22', one.day))
        expect(refund.refund).toBeGreaterThanOrEqual(0)
        expect(refund.refund).toBeLessThanOrEqual(one.premium)
        const lines = refund.covers.reduce((sum, cover) => sum + cover.refund, 0)
        expect(lines - refund.fee).toBe(refund.refund)
      }),
    )
  })

  test('a day later never brings more, a fee never less than without it and the fee', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const unit = made(one)
        const on = addDays('2026-11-22', one.day)
        const today = refundOn(unit, on)
        expect(refundOn(unit, addDays(on, 1)).refund).toBeLessThanOrEqual(today.refund)
        const without = refundOn({ ...unit, terms: { ...unit.terms, retainedFee: 0 } }, on)
        expect(without.refund - today.refund).toBe(today.fee)
        expect(today.fee).toBeLessThanOrEqual(one.retainedFee)
      }),
    )
  })
})

test('the clause that speaks of cancelling is found by its code, else by its title', () => {
  const clause = (code: string, ja: string) => ({
    code,
    title: { ja, en: null, zh: null },
    text: { ja, en: null, zh: null },
  })
  const clauses = [clause('1', '保証の内容'), clause('5', '中途解約'), clause('cancellation', 'やめるとき')]
  expect(cancellationClause({ clauses })?.code).toBe('cancellation')
  expect(cancellationClause({ clauses: clauses.slice(0, 2) })?.code).toBe('5')
  expect(cancellationClause({ clauses: clauses.slice(0, 1) })).toBeNull()
})
