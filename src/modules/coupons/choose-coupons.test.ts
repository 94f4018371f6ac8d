import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Discount, TaxCategory, TaxProfile } from '#modules/tax/index.ts'
import { settle } from '#modules/tax/index.ts'
import type { Candidate, ScopedLine } from './choose-coupons.ts'
import { chooseCoupons } from './choose-coupons.ts'
import { candidate } from '#test/support/coupons.ts'

const exempt: TaxProfile = { status: 'exempt', from: '1989-04-01' }
const liable: TaxProfile = { status: 'taxable', from: '1989-04-01', rounding: 'floor' }
const line = (amount: number, more: Partial<ScopedLine> = {}): ScopedLine => ({
  amount,
  quantity: 1,
  taxCategory: 'S',
  priceBasis: 'inclusive',
  code: null,
  category: null,
  maker: null,
  ...more,
})
const basket = (...lines: ScopedLine[]) => ({ suppliedOn: '2026-11-22', storeCode: 'shibuya', lines })
const choose = (
  candidates: Candidate[],
  lines: ScopedLine[] = [line(11_000)],
  profile: TaxProfile = liable,
) => chooseCoupons(candidates, basket(...lines), profile)
const reasons = (chosen: ReturnType<typeof choose>) => chosen.refused.map(({ reason }) => reason)
const off = (amount: number) => ({ discount: { kind: 'amount' as const, amount } })
const rate = (basisPoints: number) => ({ discount: { kind: 'rate' as const, basisPoints } })

describe('one coupon', () => {
  test('M22 M23 M24 takes off what the tax rules say, net unless it says gross', () => {
    expect(choose([candidate(off(1000))]).settled.debit).toBe(9900)
    expect(choose([candidate({ ...off(1000), faceBasis: 'gross' })]).settled.debit).toBe(10_000)
    expect(choose([candidate(off(1000))], undefined, exempt).settled.debit).toBe(10_000)
    expect(choose([candidate(rate(1000))]).settled.debit).toBe(9900)
  })

  test('M27 none selected: the price', () => {
    expect(choose([])).toMatchObject({ settled: { debit: 11_000 }, used: [], refused: [] })
  })

  test('V15 one that a third party funds pays, and leaves the price', () => {
    const third = candidate({ ...off(1000), funder: 'third_party', sponsor: 'Maker' })
    const chosen = choose([third], [line(3300)])
    expect(chosen.settled).toMatchObject({ due: 3300, tax: 300, debit: 2300 })
    expect(chosen.used).toMatchObject([{ couponId: third.couponId, taken: 1000 }])
  })

  test('V23 that takes nothing off is refused and not used', () => {
    const chosen = choose([candidate(rate(1000))], [line(9)])
    expect(chosen).toMatchObject({ used: [], settled: { debit: 9, discounts: [] } })
    expect(reasons(chosen)).toEqual(['no_discount'])
  })

  test('V13 above the price leaves 0', () => {
    expect(choose([candidate({ ...off(1000), faceBasis: 'gross' })], [line(800)]).settled.debit).toBe(0)
  })

  test.each([
    ['of another store', { scope: { storeCodes: ['ginza'] } }, 'other_store'],
    ['for other items', { scope: { itemCodes: ['X'] } }, 'no_line_in_scope'],
    ['for another category', { scope: { categories: ['X'] } }, 'no_line_in_scope'],
    ['of another maker', { scope: { makers: ['X'] } }, 'no_line_in_scope'],
    [
      'with two conditions of which one holds',
      { scope: { makers: ['M'], itemCodes: ['X'] } },
      'no_line_in_scope',
    ],
    ['that begins tomorrow', { firstDay: '2026-11-23' }, 'not_started'],
    ['that ended yesterday', { lastDay: '2026-11-21' }, 'expired'],
    ['with a minimum above the price', { minimum: { amount: 1001 } }, 'below_minimum'],
  ] as const)('%s is refused', (_what, terms, reason) => {
    const given = candidate(terms as never)
    const chosen = choose([given], [line(1000, { code: 'TV', category: 'tv', maker: 'M' })])
    expect(reasons(chosen)).toEqual([reason])
    expect(chosen.settled.debit).toBe(1000)
  })

  test('counts on its first and on its last day, at its minimum, and for items in scope alone', () => {
    const terms = {
      ...rate(5000),
      firstDay: '2026-11-22',
      lastDay: '2026-11-22',
      minimum: { amount: 1000 },
      scope: { itemCodes: ['TV'], storeCodes: ['shibuya'] },
    }
    const chosen = choose([candidate(terms)], [line(1000, { code: 'TV' }), line(500)])
    expect(chosen.settled.debit).toBe(1001)
    const less = choose([candidate(terms)], [line(999, { code: 'TV' }), line(500)])
    expect(reasons(less)).toEqual(['below_minimum'])
  })

  test('the minimum of prices without tax is reached with it', () => {
    const exclusive = line(1000, { priceBasis: 'exclusive' })
    expect(choose([candidate({ minimum: { amount: 1100 } })], [exclusive]).used).toHaveLength(1)
    expect(reasons(choose([candidate({ minimum: { amount: 1101 } })], [exclusive]))).toEqual([
      'below_minimum',
    ])
  })

  test('what is known of it beforehand stands', () => {
    expect(reasons(choose([candidate({}, { refusal: 'limit_reached' })]))).toEqual(['limit_reached'])
  })

  test('an extension makes it last longer than its terms', () => {
    expect(choose([candidate({ lastDay: '2026-11-01' }, { lastDay: '2026-11-22' })]).used).toHaveLength(1)
  })
})

describe('several', () => {
  const stackable = { stacking: 'stackable' as const }

  test('of those that stand alone the lowest amount due, then the earliest end, then the id', () => {
    const best = candidate(off(300))
    const chosen = choose([candidate(off(200)), best, candidate(off(100))])
    expect(chosen.used.map((used) => used.couponId)).toEqual([best.couponId])
    expect(reasons(chosen)).toEqual(['better_one_chosen', 'better_one_chosen'])
    const sooner = candidate({ ...off(300), lastDay: '2026-12-01' })
    expect(choose([best, sooner]).used[0]?.couponId).toBe(sooner.couponId)
    const twin = candidate(off(300))
    const first = [best, twin].map(({ couponId }) => couponId).sort()[0]
    expect(choose([twin, best]).used[0]?.couponId).toBe(first)
  })

  test('stackable ones go together: rates before amounts, one of each class', () => {
    const amount = candidate({ ...stackable, ...off(1000), faceBasis: 'gross', stackingClass: 'a' })
    const tenth = candidate({ ...stackable, ...rate(1000), faceBasis: 'gross', stackingClass: 'b' })
    const again = candidate({ ...stackable, ...rate(500), faceBasis: 'gross', stackingClass: 'b' })
    const chosen = choose([amount, tenth, again], [line(10_000)])
    expect(chosen.settled.debit).toBe(8000)
    expect(chosen.used.map((used) => [used.couponId, used.taken])).toEqual([
      [tenth.couponId, 1000],
      [amount.couponId, 1000],
    ])
    expect(reasons(chosen)).toEqual(['better_one_chosen'])
  })

  test('by priority where the kind is one', () => {
    const later = candidate({ ...stackable, ...off(500), stackingClass: 'a', priority: 20 })
    const sooner = candidate({ ...stackable, ...off(700), stackingClass: 'b', priority: 10 })
    expect(choose([later, sooner]).used.map((used) => used.couponId)).toEqual([
      sooner.couponId,
      later.couponId,
    ])
  })

  test('two codes of one coupon are one coupon', () => {
    const one = candidate({ ...stackable }, { codeHash: Buffer.from('a') })
    expect(choose([one, { ...one, codeHash: Buffer.from('b') }]).used).toHaveLength(1)
  })

  test('of two faces the better, never both', () => {
    const net = candidate({ ...stackable, ...off(1000), stackingClass: 'a' })
    const gross = candidate({ ...stackable, ...off(1050), faceBasis: 'gross', stackingClass: 'b' })
    const chosen = choose([gross, net])
    expect(chosen.used.map((used) => used.couponId)).toEqual([net.couponId])
    expect(reasons(chosen)).toEqual(['not_stackable'])
    const more = candidate({ ...stackable, ...off(300), faceBasis: 'gross', stackingClass: 'c' })
    expect(choose([gross, net, more]).settled.debit).toBe(11_000 - 1350)
  })

  test('alone where that is cheaper than together', () => {
    const both = [
      candidate({ ...stackable, ...off(100), stackingClass: 'a' }),
      candidate({ ...stackable, ...off(100), stackingClass: 'b' }),
    ]
    const alone = candidate(off(250))
    expect(choose([...both, alone]).used.map((used) => used.couponId)).toEqual([alone.couponId])
    expect(choose([...both, candidate(off(150))]).used).toHaveLength(2)
  })

  test.each([
    ['before_discounts', 2200],
    ['after_discounts', 2700],
  ] as const)('V24 a minimum counted %s', (basis, debit) => {
    const tenth = candidate({ ...stackable, ...rate(1000), faceBasis: 'gross', stackingClass: 'a' })
    const minimum = { amount: 3000, basis }
    const second = candidate({ ...stackable, ...off(500), faceBasis: 'gross', stackingClass: 'b', minimum })
    const chosen = choose([tenth, second], [line(3000)])
    // The 500 come off alone or with the tenth; with it the price falls below the minimum.
    expect(chosen.settled.debit).toBe(basis === 'before_discounts' ? debit : 2500)
    const dear = candidate({ ...stackable, ...off(200), faceBasis: 'gross', stackingClass: 'b', minimum })
    const cheap = choose([tenth, dear], [line(3000)])
    expect(cheap.settled.debit).toBe(basis === 'before_discounts' ? 2500 : 2700)
    expect(reasons(cheap)).toEqual(basis === 'before_discounts' ? [] : ['below_minimum'])
  })
})

describe('whatever is shown', () => {
  const arbitraryLine = fc.record({
    amount: fc.integer({ min: 0, max: 100_000 }),
    taxCategory: fc.constantFrom<TaxCategory>('S', 'AA'),
    code: fc.constantFrom(null, 'A', 'B'),
  })
  const arbitraryCandidate = fc
    .record({
      discount: fc.oneof(
        fc.record({ kind: fc.constant('amount' as const), amount: fc.integer({ min: 1, max: 60_000 }) }),
        fc.record({ kind: fc.constant('rate' as const), basisPoints: fc.integer({ min: 1, max: 10_000 }) }),
      ),
      faceBasis: fc.constantFrom('net' as const, 'gross' as const),
      funder: fc.constantFrom('shop' as const, 'platform' as const),
      stacking: fc.constantFrom('exclusive' as const, 'stackable' as const),
      stackingClass: fc.constantFrom('a', 'b', 'c'),
      priority: fc.integer({ min: 0, max: 3 }),
      minimum: fc.option(
        fc.record({
          amount: fc.integer({ min: 0, max: 50_000 }),
          basis: fc.constantFrom('before_discounts' as const, 'after_discounts' as const),
        }),
      ),
      scope: fc.record({ itemCodes: fc.constantFrom(null, ['A']) }),
      lastDay: fc.constantFrom(null, '2026-11-21', '2026-12-31'),
    })
    .map((terms) => candidate(terms))
  const profiles = fc.constantFrom<TaxProfile>(exempt, liable, { ...liable, rounding: 'ceil' })
  const given = [
    fc
      .array(arbitraryLine, { minLength: 1, maxLength: 4 })
      .map((lines) => lines.map(({ amount, ...more }) => line(amount, more))),
    fc.array(arbitraryCandidate, { maxLength: 6 }),
    profiles,
    fc.boolean(),
  ] as const

  test('M22 M23 the amount due is never above the price nor below zero, and each coupon used took something', () => {
    fc.assert(
      fc.property(...given, (lines, candidates, profile, exclusive) => {
        const priced = lines.map((one) => (exclusive ? { ...one, priceBasis: 'exclusive' as const } : one))
        const chosen = choose(candidates, priced, profile)
        expect(chosen.settled.debit).toBeGreaterThanOrEqual(0)
        expect(chosen.settled.debit).toBeLessThanOrEqual(chosen.settled.price)
        expect(chosen.used.every(({ taken }) => taken > 0)).toBe(true)
        expect(chosen.used.length > 0).toBe(chosen.settled.debit < choose([], priced, profile).settled.debit)
        expect(chosen.used.length + chosen.refused.length).toBe(candidates.length)
        expect(chosen.settled.discounts.map(({ taken }) => taken)).toEqual(
          chosen.used.map(({ taken }) => taken),
        )
      }),
      { numRuns: 400 },
    )
  })

  test('the order in which they are shown changes nothing', () => {
    fc.assert(
      fc.property(...given, fc.infiniteStream(fc.nat()), (lines, candidates, profile, _exclusive, chance) => {
        const order = candidates.map((one) => ({ one, at: chance.next().value as number }))
        const shuffled = order.sort((a, b) => a.at - b.at).map(({ one }) => one)
        expect(choose(shuffled, lines, profile)).toEqual(choose(candidates, lines, profile))
      }),
      { numRuns: 300 },
    )
  })

  test('no single coupon that fits would have been better, and classes and faces are not mixed', () => {
    fc.assert(
      fc.property(...given, (lines, candidates, profile, _exclusive) => {
        const chosen = choose(candidates, lines, profile)
        for (const one of candidates) {
          const alone = choose([one], lines, profile)
          expect(chosen.settled.debit).toBeLessThanOrEqual(alone.settled.debit)
        }
        const classes = chosen.used.map(({ terms }) => terms.stackingClass)
        expect(new Set(classes).size).toBe(classes.length)
        const alone = chosen.used.some(({ terms }) => terms.stacking === 'exclusive')
        expect(alone ? chosen.used.length : 1).toBe(1)
        const faces = chosen.used.flatMap(({ terms }) => (terms.funder === 'shop' ? [terms.faceBasis] : []))
        expect(new Set(faces).size).toBeLessThanOrEqual(1)
      }),
      { numRuns: 300 },
    )
  })

  test('the figures are those of the tax rules for the discounts chosen', () => {
    fc.assert(
      fc.property(...given, (lines, candidates, profile, _exclusive) => {
        const { settled, used } = choose(candidates, lines, profile)
        const discounts = used.map(({ terms }): Discount => {
          const places = lines.flatMap((one, i) =>
            terms.scope.itemCodes?.includes(one.code ?? '') === false ? [] : [i],
          )
          const { discount } = terms
          const common = {
            kind: discount.kind,
            value: discount.kind === 'amount' ? discount.amount : discount.basisPoints,
            lines: places,
          }
          return terms.funder === 'shop'
            ? { ...common, funder: 'shop', faceBasis: terms.faceBasis }
            : { ...common, funder: terms.funder }
        })
        expect(settled).toEqual(settle({ ...basket(...lines), discounts }, profile))
      }),
      { numRuns: 300 },
    )
  })
})
