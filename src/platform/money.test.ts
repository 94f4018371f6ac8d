import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  Amount,
  Currency,
  minorDigits,
  mulDiv,
  mulDivFloor,
  splitByLargestRemainder,
  sumOf,
} from './money.ts'

const amounts = fc.maxSafeInteger()
const positive = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })

/** The mathematics, in integers without an end. */
function floorOf(a: number, b: number, c: number): bigint {
  const product = BigInt(a) * BigInt(b)
  const quotient = product / BigInt(c)
  return product % BigInt(c) < 0n ? quotient - 1n : quotient
}

describe('mulDivFloor', () => {
  test('is exact, or refuses', () => {
    let exact = 0
    fc.assert(
      fc.property(amounts, amounts, positive, (a, b, c) => {
        const wanted = floorOf(a, b, c)
        if (Number.isSafeInteger(Number(wanted))) {
          exact += 1
          expect(BigInt(mulDivFloor(a, b, c))).toBe(wanted)
        } else expect(() => mulDivFloor(a, b, c)).toThrow(RangeError)
      }),
      { numRuns: 2000 },
    )
    expect(exact).toBeGreaterThan(100)
  })

  test('is exact for what shops multiply: amounts and basis points or days', () => {
    fc.assert(
      fc.property(
        fc.nat(2_000_000_000),
        fc.nat(10_000),
        fc.integer({ min: 1, max: 10_000 }),
        (price, share, whole) => {
          expect(BigInt(mulDivFloor(price, share, whole))).toBe(floorOf(price, share, whole))
        },
      ),
    )
  })

  test.each([
    [4000, 1754, 1826, 3842],
    [100, 1, 3, 33],
    [-100, 1, 3, -34],
    [Number.MAX_SAFE_INTEGER, 10_000, 10_000, Number.MAX_SAFE_INTEGER],
    [Number.MAX_SAFE_INTEGER, 9999, 10_000, 9_006_298_534_815_516],
    [0, 5, 7, 0],
  ])('%d × %d ÷ %d is %d', (a, b, c, wanted) => {
    expect(mulDivFloor(a, b, c)).toBe(wanted)
  })
})

describe('mulDiv', () => {
  test.each([
    [105, 1000, 10_000, 10, 11, 11],
    [104, 1000, 10_000, 10, 10, 11],
    [100, 1000, 10_000, 10, 10, 10],
    [0, 1000, 10_000, 0, 0, 0],
    [
      Number.MAX_SAFE_INTEGER,
      9999,
      10_000,
      9_006_298_534_815_516,
      9_006_298_534_815_517,
      9_006_298_534_815_517,
    ],
  ])('%d × %d ÷ %d is %d down, %d to the nearest, %d up', (a, b, c, floor, halfUp, ceil) => {
    expect([mulDiv(a, b, c, 'floor'), mulDiv(a, b, c, 'half_up'), mulDiv(a, b, c, 'ceil')]).toEqual([
      floor,
      halfUp,
      ceil,
    ])
  })

  test('down it is mulDivFloor; nearest and up are that or one more', () => {
    fc.assert(
      fc.property(fc.nat(2_000_000_000), fc.nat(10_000), fc.integer({ min: 1, max: 20_000 }), (a, b, c) => {
        const down = mulDivFloor(a, b, c)
        const whole = (BigInt(a) * BigInt(b)) % BigInt(c) === 0n
        expect(mulDiv(a, b, c, 'floor')).toBe(down)
        expect(mulDiv(a, b, c, 'ceil')).toBe(whole ? down : down + 1)
        expect([down, mulDiv(a, b, c, 'ceil')]).toContain(mulDiv(a, b, c, 'half_up'))
      }),
    )
  })

  test('refuses what is negative or cannot be written exactly', () => {
    for (const [a, b, c] of [
      [-1, 1, 1],
      [1, -1, 1],
      [1, 1, 0],
      [Number.MAX_SAFE_INTEGER, 2, 1],
    ] as const)
      expect(() => mulDiv(a, b, c, 'floor')).toThrow(RangeError)
  })
})

test('a sum is exact or refused', () => {
  expect(sumOf([])).toBe(0)
  expect(sumOf([Number.MAX_SAFE_INTEGER - 1, 1])).toBe(Number.MAX_SAFE_INTEGER)
  expect(() => sumOf([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError)
})

describe('splitByLargestRemainder', () => {
  const totals = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
  const weights = fc.array(fc.nat(10_000), { minLength: 1, maxLength: 30 })

  test('the parts sum to the whole', () => {
    fc.assert(
      fc.property(totals, weights, (total, shares) => {
        const parts = splitByLargestRemainder(total, shares)
        expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(total))
        expect(parts).toHaveLength(shares.length)
      }),
    )
  })

  test('each part is its exact share rounded down or up', () => {
    fc.assert(
      fc.property(totals, weights, (total, shares) => {
        const sum = shares.reduce((a, b) => a + b, 0)
        fc.pre(sum > 0)
        for (const [i, part] of splitByLargestRemainder(total, shares).entries()) {
          const down = floorOf(total, shares[i] as number, sum)
          expect([down, down + 1n]).toContain(BigInt(part))
          if (shares[i] === 0) expect(part).toBe(0)
        }
      }),
    )
  })

  test.each([
    [10, [1, 1, 1], [4, 3, 3]],
    [100, [3333, 3333, 3334], [33, 33, 34]],
    [1, [1, 2], [0, 1]],
    [7, [0, 0], [7, 0]],
    [0, [1, 2], [0, 0]],
    [10_000, [4000, 6000], [4000, 6000]],
  ])('%d by %j is %j', (total, shares, wanted) => {
    expect(splitByLargestRemainder(total, shares)).toEqual(wanted)
  })
})

describe('amounts and currencies', () => {
  test('an amount is a whole number from 0 to below 2^53', () => {
    for (const right of [0, 1, Number.MAX_SAFE_INTEGER]) expect(Amount.safeParse(right).success).toBe(true)
    for (const wrong of [-1, 0.5, 2 ** 53, Infinity, NaN, '1', null])
      expect(Amount.safeParse(wrong).success).toBe(false)
  })

  test('a currency is a code that exists', () => {
    for (const right of ['JPY', 'GBP', 'KWD']) expect(Currency.safeParse(right).success).toBe(true)
    for (const wrong of ['jpy', 'XXQ', '', 'JPYY', 392]) expect(Currency.safeParse(wrong).success).toBe(false)
  })

  test('digits of the minor unit', () => {
    expect(['JPY', 'GBP', 'KWD'].map(minorDigits)).toEqual([0, 2, 3])
  })
})
