import { z } from 'zod'

/** An amount in the currency's minor unit (JPY has none, so yen; GBP pence) beside its ISO 4217 code. */
export type Money = { amount: number; currency: string }

const known = new Set(Intl.supportedValuesOf('currency'))
const digits = new Map<string, number>()

/** Digits after the point in the currency's usual writing: JPY 0, GBP 2, KWD 3. */
export function minorDigits(currency: string): number {
  let found = digits.get(currency)
  if (found === undefined) {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency })
    found = format.resolvedOptions().maximumFractionDigits ?? 2
    digits.set(currency, found)
  }
  return found
}

export const Currency = z
  .string()
  .refine((code) => known.has(code), {
    error: 'must be an ISO 4217 code such as JPY',
    params: { code: 'unknown_currency' },
  })
  .meta({ id: 'Currency', description: 'ISO 4217 code', examples: ['JPY'] })

/** An amount of minor units, never negative, exact in JSON (below 2^53). */
export const Amount = z
  .int()
  .min(0)
  .meta({
    id: 'Amount',
    description: "In the currency's minor unit; JPY has none, so yen",
    examples: [12300],
  })

/**
 * floor(a × b ÷ c) in exact integers; JavaScript numbers would lose the last digits of large products.
 * @throws RangeError when the result cannot be written exactly
 */
export function mulDivFloor(a: number, b: number, c: number): number {
  const product = a * b
  if (Number.isSafeInteger(product) && a >= 0 && b >= 0) return Math.floor(product / c)
  const exact = BigInt(a) * BigInt(b)
  const quotient = exact / BigInt(c)
  const result = Number(exact % BigInt(c) !== 0n && exact < 0n !== c < 0 ? quotient - 1n : quotient)
  if (!Number.isSafeInteger(result)) throw new RangeError('amount out of range')
  return result
}

/** How a fraction of the minor unit becomes whole: left off, to the nearest with halves up, or up. */
export type Rounding = 'floor' | 'half_up' | 'ceil'

/**
 * a × b ÷ c in exact integers, rounded once. For amounts and rates, so never negative; c is above 0.
 * @throws RangeError when the result cannot be written exactly, or a number is negative
 */
export function mulDiv(a: number, b: number, c: number, rounding: Rounding): number {
  if (a < 0 || b < 0 || c <= 0) throw new RangeError('amount out of range')
  const exact = BigInt(a) * BigInt(b)
  const whole = BigInt(c)
  const rest = exact % whole
  const up = rounding === 'ceil' ? rest > 0n : rounding === 'half_up' && rest * 2n >= whole
  const result = Number(exact / whole + (up ? 1n : 0n))
  if (!Number.isSafeInteger(result)) throw new RangeError('amount out of range')
  return result
}

/**
 * The sum, exact.
 * @throws RangeError when it cannot be written exactly
 */
export function sumOf(amounts: readonly number[]): number {
  const sum = amounts.reduce((a, b) => a + b, 0)
  if (!Number.isSafeInteger(sum)) throw new RangeError('amount out of range')
  return sum
}

/** Shares of `total` in proportion to `weights`, by largest remainder (ties: larger weight, then earlier). */
export function splitByLargestRemainder(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + BigInt(b), 0n)
  if (sum === 0n) return weights.map((_, i) => (i === 0 ? total : 0))
  const parts = weights.map((weight, index) => {
    const exact = BigInt(total) * BigInt(weight)
    return { index, weight, share: Number(exact / sum), rest: exact % sum }
  })
  let left = total - parts.reduce((a, part) => a + part.share, 0)
  const order = [...parts].sort((a, b) =>
    a.rest === b.rest ? b.weight - a.weight || a.index - b.index : a.rest > b.rest ? -1 : 1,
  )
  for (const part of order) {
    if (left === 0) break
    part.share += 1
    left -= 1
  }
  return parts.map((part) => part.share)
}
