import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { creditOf, creditShareOn, japaneseRates, rateOn, taxInside, taxOnTop } from '#modules/tax/index.ts'
import { startTestServer } from '#test/support/context.ts'
import { calculateTax } from './calculate-tax.ts'
import { taxRoutes } from './tax-routes.ts'
import { TaxCalculationInput } from './tax-schemas.ts'
import type { TaxCalculation } from './tax-schemas.ts'

type Answer = z.output<typeof TaxCalculation>
type Input = z.input<typeof TaxCalculationInput>
type Refusal = { code: string; errors: { field: string; code: string }[] }
const server = await startTestServer({ routes: taxRoutes })
let calls = 0
/** From an address of its own each, since the route is limited by address. */
const post = <T>(body: unknown) => {
  calls += 1
  return server.call<T>('POST', '/v1/tax/calculate', { body, ip: `2001:db8::${calls.toString(16)}` })
}
const ask = async (body: Input): Promise<Answer> => {
  const answer = await post<Answer>(body)
  if (answer.status !== 200) throw new Error(answer.text)
  return answer.body
}

const roundings = ['floor', 'half_up', 'ceil'] as const
type Rounding = (typeof roundings)[number]
type Lines = [amount: number, taxCategory?: 'S' | 'AA'][]
type Coupon = NonNullable<Input['coupons']>[number]
const on = '2026-11-22'
const gross = (value: number, more: Partial<Coupon> = {}): Coupon => ({
  kind: 'amount',
  value,
  faceBasis: 'gross',
  ...more,
})
const net = (value: number, more: Partial<Coupon> = {}): Coupon => ({ kind: 'amount', value, ...more })
const rate = { kind: 'rate' } as const
type Options = {
  priceBasis?: 'inclusive' | 'exclusive'
  date?: string
  discountRounding?: Rounding
}
const bodyOf = (
  lines: Lines,
  coupons: Coupon[],
  rounding: Rounding | null,
  { priceBasis = 'inclusive', date = on, discountRounding = 'floor' }: Options = {},
): Input => ({
  profile:
    rounding === null
      ? { taxStatus: 'exempt', discountRounding }
      : { taxStatus: 'registered', rounding, discountRounding },
  priceBasis,
  lines: lines.map(([amount, taxCategory = 'S']) => ({ amount, taxCategory, date })),
  coupons,
})
/** Three figures by rounding, or one that all roundings share. */
type Three = number | [floor: number, halfUp: number, ceil: number]
const three = (wanted: Three) => (typeof wanted === 'number' ? [wanted, wanted, wanted] : wanted)

describe('the vectors, over HTTP', () => {
  const mixed: Lines = [[3300], [2160, 'AA']]
  const exclusive = { priceBasis: 'exclusive' } as const
  const off10 = gross(1000, { allocation: 'S' })
  test.each<[string, Lines, Coupon[], object, Three, Three, Three?]>([
    ['V01', [[5000]], [gross(500)], {}, 4500, [409, 409, 410]],
    ['V02', [[999]], [gross(100)], {}, 899, [81, 82, 82]],
    ['V04', [[998]], [net(1500, rate)], exclusive, [933, 934, 934], [84, 85, 85]],
    ['V04 gross', [[998]], [gross(1500, rate)], exclusive, [933, 934, 934], [84, 85, 85]],
    ['V05', [[105]], [], exclusive, [115, 116, 116], [10, 11, 11]],
    ['V05b', [[104]], [], exclusive, [114, 114, 115], [10, 10, 11]],
    ['V06', [[3700, 'AA']], [], {}, 3700, [274, 274, 275]],
    ['V07', mixed, [gross(1000)], {}, 4460, [245, 245, 246], [130, 131, 131]],
    ['V08', mixed, [off10], {}, 4460, [209, 209, 210], 160],
    ['V09', [[2200], [1080, 'AA']], [gross(1000, rate)], {}, 2952, 180, 72],
    ['V11', [[1500], [900, 'AA']], [gross(500)], exclusive, 2122, [121, 121, 122], [58, 58, 59]],
    ['V13', [[800]], [gross(1000)], {}, 0, 0],
    ['V15', [[3300]], [gross(1000, { funder: 'third_party' })], {}, 2300, 300],
    ['V15 of the shop', [[3300]], [gross(1000)], {}, 2300, [209, 209, 210]],
    ['V17', [[100], [100], [100]], [gross(100)], {}, 200, [18, 18, 19]],
    ['V19', [[98_000], [4900]], [], {}, 102_900, [9354, 9355, 9355]],
    ['V20', [[2980]], [gross(2000, rate), gross(500)], {}, 1884, [171, 171, 172]],
    ['V23', [[9]], [gross(1000, rate)], {}, 9, [0, 1, 1]],
    ['M31', [[105], [105], [105]], [], exclusive, [346, 347, 347], [31, 32, 32]],
    ['M32', [[1234], [5678]], [], {}, 6912, [628, 628, 629]],
    ['M35 net', [[3300], [1080, 'AA']], [net(500)], {}, [3832, 3833, 3833], [262, 263, 263], 70],
    ['M35 gross', [[3300], [1080, 'AA']], [gross(500)], {}, 3880, [265, 266, 266], [70, 71, 71]],
  ])('M29 M30 M35 %s', async (_id, lines, coupons, options, payable, first, second) => {
    const answers = await Promise.all(
      roundings.map((rounding) => ask(bodyOf(lines, coupons, rounding, options))),
    )
    expect(answers.map(({ amountDue }) => amountDue)).toEqual(three(payable))
    expect(answers.map(({ taxes }) => taxes[0]?.tax)).toEqual(three(first))
    expect(answers.map(({ taxes }) => taxes[1]?.tax)).toEqual(
      second === undefined ? [undefined, undefined, undefined] : three(second),
    )
  })

  test('V03 M22 M38 an exempt merchant has no figure of tax', async () => {
    const answer = await ask(bodyOf([[5000]], [gross(500)], null))
    expect(answer).toMatchObject({ amountDue: 4500, tax: null, net: null, taxes: [] })
    expect(answer.steps.map(({ name }) => name)).not.toContain('tax')
    expect(answer.steps.map(({ name }) => name)).not.toContain('newTax')
  })

  test('V03b V25 the buyer’s share of the tax in it, by day', () => {
    const days = [
      '2026-09-30',
      '2026-10-01',
      '2028-09-30',
      '2028-10-01',
      '2030-09-30',
      '2030-10-01',
      '2031-10-01',
    ]
    expect(days.map((day) => creditOf(4500, 1000, creditShareOn(day)))).toEqual([
      327, 286, 286, 204, 204, 122, 0,
    ])
  })

  test.each<[string, Rounding, number]>([
    ['down', 'floor', 933],
    ['to the nearest', 'half_up', 932],
    ['up', 'ceil', 932],
  ])('V04 the share of a rate is rounded %s', async (_how, discountRounding, due) => {
    const body = bodyOf([[998]], [net(1500, rate)], 'floor', { priceBasis: 'exclusive', discountRounding })
    expect((await ask(body)).amountDue).toBe(due)
  })

  test('V07 V08 the shares of the coupon by rate and by line', async () => {
    const rates = async (coupon: Coupon) =>
      (await ask(bodyOf(mixed, [coupon], 'floor'))).discounts.rates.map(({ basisPoints, amount }) => [
        basisPoints,
        amount,
      ])
    expect(await rates(gross(1000))).toEqual([
      [1000, 604],
      [800, 396],
    ])
    expect(await rates(off10)).toEqual([[1000, 1000]])
    expect(await rates(gross(4000, { allocation: 'S' }))).toEqual([
      [1000, 3300],
      [800, 700],
    ])
    const { discounts } = await ask(bodyOf([[100], [100], [100]], [gross(100)], 'floor'))
    expect(discounts.lines.map(({ amount }) => amount)).toEqual([34, 33, 33])
  })

  test('V13 V23 what lapses, and what is not used up', async () => {
    expect((await ask(bodyOf([[800]], [gross(1000)], 'floor'))).coupons).toEqual([
      { taken: 800, lapsed: 200, used: true },
    ])
    expect((await ask(bodyOf([[9]], [gross(1000, rate)], 'floor'))).coupons).toEqual([
      { taken: 0, lapsed: 0, used: false },
    ])
  })

  test.each(['third_party', 'platform', 'prepaid'] as const)('V15 a coupon of %s pays', async (funder) => {
    const answer = await ask(bodyOf([[3300]], [net(1000, { funder })], 'floor'))
    expect(answer).toMatchObject({ due: 3300, tax: 300, amountDue: 2300 })
    expect(answer.tenders).toEqual([{ coupon: 0, funder, amount: 1000 }])
    expect(answer.steps.at(-1)).toMatchObject({ of: 'total', formula: '3,300; 3,300 − 1,000 = 2,300' })
  })
})

describe('the worked arithmetic, over HTTP', () => {
  type Steps = [
    tax: number,
    net: number,
    discount: number,
    discountedNet: number,
    newTax: number,
    due: number,
  ]
  const stepsOf = ({ steps }: Answer) =>
    ['tax', 'net', 'discount', 'discountedNet', 'newTax', 'amountDue'].map(
      (name) => steps.find((step) => step.of === 'rate' && step.name === name)?.amount,
    )
  const years = '2001-09-26'
  test.each<[string, Lines, Coupon, string, number, Steps]>([
    ['D1', [[10_500]], net(1000), years, 9500, [500, 10_000, 1000, 9000, 450, 9450]],
    ['D2', [[10_500]], net(1000, rate), years, 9450, [500, 10_000, 1000, 9000, 450, 9450]],
    ['D3', [[11_000]], net(1000), on, 10_000, [1000, 10_000, 1000, 9000, 900, 9900]],
    ['D4', [[11_000]], net(1000, rate), on, 9900, [1000, 10_000, 1000, 9000, 900, 9900]],
    ['D5', [[1080, 'AA']], net(100), on, 980, [80, 1000, 100, 900, 72, 972]],
    ['D6', [[1080, 'AA']], net(1000, rate), on, 972, [80, 1000, 100, 900, 72, 972]],
  ])('M15 M22 M23 M24 M28 M39 %s', async (_id, lines, coupon, date, notLiable, wanted) => {
    expect(stepsOf(await ask(bodyOf(lines, [coupon], 'floor', { date })))).toEqual(wanted)
    expect((await ask(bodyOf(lines, [coupon], null, { date }))).amountDue).toBe(notLiable)
  })

  test.each<[string, Lines, Coupon, Steps, Steps, Steps, number]>([
    [
      'D7',
      [[1000]],
      net(100),
      [90, 910, 100, 810, 81, 891],
      [91, 909, 100, 809, 81, 890],
      [91, 909, 100, 809, 81, 890],
      900,
    ],
    [
      'D8',
      [[1000]],
      net(1500, rate),
      [90, 910, 136, 774, 77, 851],
      [91, 909, 136, 773, 77, 850],
      [91, 909, 136, 773, 78, 851],
      850,
    ],
    [
      'D9',
      [[3980]],
      net(1000, rate),
      [361, 3619, 361, 3258, 325, 3583],
      [362, 3618, 361, 3257, 326, 3583],
      [362, 3618, 361, 3257, 326, 3583],
      3582,
    ],
    [
      'D10',
      [[3980]],
      net(500),
      [361, 3619, 500, 3119, 311, 3430],
      [362, 3618, 500, 3118, 312, 3430],
      [362, 3618, 500, 3118, 312, 3430],
      3480,
    ],
    [
      'D11',
      [[298, 'AA']],
      net(1000, rate),
      [22, 276, 27, 249, 19, 268],
      [22, 276, 27, 249, 20, 269],
      [23, 275, 27, 248, 20, 268],
      269,
    ],
  ])('M23 M30 %s', async (_id, lines, coupon, down, nearest, up, notLiable) => {
    for (const [i, wanted] of [down, nearest, up].entries())
      expect(stepsOf(await ask(bodyOf(lines, [coupon], roundings[i] as Rounding)))).toEqual(wanted)
    expect((await ask(bodyOf(lines, [coupon], null))).amountDue).toBe(notLiable)
  })

  test('M39 lines of one category have the rate of their own days', async () => {
    const { taxes } = await ask({
      profile: { taxStatus: 'taxable' },
      lines: [
        { amount: 1080, date: '2019-09-30' },
        { amount: 1100, date: '2019-10-01' },
      ],
    })
    expect(taxes.map(({ basisPoints, tax }) => [basisPoints, tax])).toEqual([
      [800, 80],
      [1000, 100],
    ])
  })
})

describe('a basket that cannot be', () => {
  const plain = bodyOf([[1000]], [], 'floor')
  const line = { amount: 1, date: on }
  test.each<[string, object, string, string]>([
    ['no line', { lines: [] }, 'lines', 'too_small'],
    ['501 lines', { lines: Array.from({ length: 501 }, () => line) }, 'lines', 'too_big'],
    ['21 coupons', { coupons: Array.from({ length: 21 }, () => net(1)) }, 'coupons', 'too_big'],
    ['an amount below zero', { lines: [{ ...line, amount: -1 }] }, 'lines[0].amount', 'too_small'],
    ['an amount of a fraction', { lines: [{ ...line, amount: 1.5 }] }, 'lines[0].amount', 'invalid_type'],
    ['an amount beyond all', { lines: [{ ...line, amount: 10 ** 13 }] }, 'lines[0].amount', 'too_big'],
    ['30 February', { lines: [{ ...line, date: '2026-02-30' }] }, 'lines[0].date', 'invalid_date'],
    ['more than the whole', { coupons: [net(10_001, rate)] }, 'coupons[0].value', 'rate_too_high'],
    [
      'a rate for one category',
      { coupons: [net(10, { ...rate, allocation: 'S' })] },
      'coupons[0].allocation',
      'allocation_not_possible',
    ],
    [
      'a tender for one category',
      { coupons: [net(10, { funder: 'platform', allocation: 'S' })] },
      'coupons[0].allocation',
      'allocation_not_possible',
    ],
    [
      'bases mixed',
      { coupons: [net(10, { funder: 'platform' }), gross(1), net(1)] },
      'coupons[2].faceBasis',
      'face_basis_mixed',
    ],
    ['a field more', { quantity: 1 }, '', 'unrecognized_keys'],
  ])('of %s is refused by the field', async (_what, more, field, code) => {
    const { status, body } = await post<Refusal>({ ...plain, ...more })
    expect([status, body.errors]).toEqual([400, [expect.objectContaining({ field, code })]])
  })

  test('of a day before the tax is refused by its line', async () => {
    const { status, body } = await post<Refusal>({
      ...plain,
      lines: [line, { amount: 1, date: '1989-03-31' }],
    })
    expect([status, body]).toMatchObject([
      422,
      { code: 'no_tax_rate', errors: [{ field: 'lines[1].taxCategory' }] },
    ])
  })
})

test('of one address 120 calls a minute are answered', async () => {
  const statuses: number[] = []
  for (let i = 0; i < 121; i += 1)
    statuses.push(
      (await server.call('POST', '/v1/tax/calculate', { body: bodyOf([[1]], [], 'floor'), ip: '192.0.2.7' }))
        .status,
    )
  expect(statuses.filter((status) => status === 200)).toHaveLength(120)
  expect(statuses.at(-1)).toBe(429)
})

describe('whatever is asked', () => {
  const amount = fc.oneof(fc.nat(300), fc.nat(50_000), fc.nat(2_000_000_000))
  const coupon = (faceBasis: 'net' | 'gross') =>
    fc.record({
      kind: fc.constantFrom('amount', 'rate'),
      value: fc.integer({ min: 1, max: 10_000 }),
      funder: fc.constantFrom('shop', 'shop', 'third_party', 'platform', 'prepaid'),
      faceBasis: fc.constant(faceBasis),
      allocation: fc.constantFrom('pro_rata', 'S', 'AA', 'E'),
    })
  const input = fc
    .tuple(
      fc.constantFrom('exempt', 'taxable', 'registered'),
      fc.constantFrom(...roundings),
      fc.constantFrom(...roundings),
      fc.constantFrom('inclusive', 'exclusive'),
      fc.array(
        fc.record({
          amount,
          taxCategory: fc.constantFrom('S', 'AA', 'E', 'O', 'G'),
          date: fc.constantFrom('2019-10-01', '2026-11-22'),
        }),
        { minLength: 1, maxLength: 6 },
      ),
      fc
        .constantFrom('net' as const, 'gross' as const)
        .chain((faces) => fc.array(coupon(faces), { maxLength: 3 })),
    )
    .map(([taxStatus, rounding, discountRounding, priceBasis, lines, coupons]) => ({
      profile: { taxStatus, rounding, discountRounding },
      priceBasis,
      lines,
      coupons: coupons.map((one) =>
        one.kind === 'rate' || one.funder !== 'shop' ? { ...one, allocation: 'pro_rata' } : one,
      ),
    }))
  const sum = (list: number[]) => list.reduce((a, b) => a + b, 0)

  /** The properties of section 2 of the tax reference. */
  function hold(asked: z.output<typeof TaxCalculationInput>, answer: Answer): void {
    const { amountDue, due, price, tax, taxes, tenders, discounts, coupons, steps } = answer
    expect(amountDue).toBeGreaterThanOrEqual(0)
    expect(due).toBeLessThanOrEqual(price)
    expect(amountDue + sum(tenders.map((one) => one.amount))).toBe(due)
    const taken = asked.coupons.map(({ funder }, i) => (funder === 'shop' ? (coupons[i]?.taken ?? 0) : 0))
    expect(sum(discounts.lines.map((one) => one.amount))).toBe(sum(taken))
    for (const [i, own] of taken.entries())
      expect(sum(discounts.rates.filter(({ coupon: of }) => of === i).map((one) => one.amount))).toBe(own)
    expect(sum(discounts.lines.map((one) => one.due))).toBe(due)
    expect(steps.at(-1)).toMatchObject({ of: 'total', name: 'amountDue', amount: amountDue })
    if (asked.profile.taxStatus === 'exempt') {
      expect([tax, answer.net, taxes, discounts.lines.every((one) => one.tax === null)]).toEqual([
        null,
        null,
        [],
        true,
      ])
      return
    }
    expect(sum(taxes.map((one) => one.tax))).toBe(tax)
    expect(sum(taxes.map((one) => one.due))).toBe(due)
    for (const one of taxes) {
      expect(one.net + one.tax).toBe(one.due)
      const points = rateOn(japaneseRates, one.category as 'S', on) as number
      expect(one.basisPoints).toBe(points)
      expect(one.tax).toBe(
        one.basis === 'gross'
          ? taxInside(one.due, points, asked.profile.rounding)
          : taxOnTop(one.net, points, asked.profile.rounding),
      )
    }
  }

  test('M30 the properties hold', () => {
    fc.assert(
      fc.property(input, (given) => {
        const asked = TaxCalculationInput.parse(given)
        const answer = calculateTax(asked)
        hold(asked, answer)
        const others = asked.coupons.filter(({ funder }) => funder === 'shop')
        expect(calculateTax({ ...asked, coupons: others })).toMatchObject({
          due: answer.due,
          tax: answer.tax,
        })
      }),
      { numRuns: 500 },
    )
  })

  test('the route answers what the function does', async () => {
    await fc.assert(
      fc.asyncProperty(input, async (given) => {
        const asked = TaxCalculationInput.parse(given)
        const answer = await ask(given as Input)
        expect(answer).toEqual(calculateTax(asked))
        hold(asked, answer)
      }),
      { numRuns: 60 },
    )
  })
})
