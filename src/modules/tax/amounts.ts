import { mulDiv } from '#platform/money.ts'
import type { Rounding } from '#platform/money.ts'

/** `gross` comes with tax inside, on `net` the tax is put. */
export type Basis = 'net' | 'gross'

/** The tax inside an amount that includes it: × 10 ÷ 110 at 10 %, rounded once. */
export function taxInside(gross: number, basisPoints: number, rounding: Rounding): number {
  return mulDiv(gross, basisPoints, 10_000 + basisPoints, rounding)
}

/** The tax that is put on an amount without it, rounded once. */
export function taxOnTop(net: number, basisPoints: number, rounding: Rounding): number {
  return mulDiv(net, basisPoints, 10_000, rounding)
}

/** The tax that belongs to an amount of either basis. */
export function taxOf(amount: number, basis: Basis, basisPoints: number, rounding: Rounding): number {
  return basis === 'gross'
    ? taxInside(amount, basisPoints, rounding)
    : taxOnTop(amount, basisPoints, rounding)
}
