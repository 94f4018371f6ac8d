import { splitByLargestRemainder, sumOf } from '#platform/money.ts'
import type { Rounding } from '#platform/money.ts'
import type { Basis } from './amounts.ts'
import { taxInside, taxOnTop } from './amounts.ts'
import type { Basket, Line } from './basket.ts'
import type { TaxCategory } from './categories.ts'
import { noTaxRate } from './errors.ts'
import type { DatedRate } from './rates.ts'
import { rateOn } from './rates.ts'

/** Rate and rounding of a group; null for all goods of a merchant that owes no tax. */
export type Levy = { category: TaxCategory; basisPoints: number; rounding: Rounding }

/** Lines under one rate. Lists run as `lines` does, which holds places of the basket's lines. */
export type Group = {
  levy: Levy | null
  lines: number[]
  /** Before discounts, with tax. */
  prices: number[]
  /** The tax inside the prices; null where none is owed. */
  taxInPrice: number | null
  /** What discounts come off, and what the tax is computed from. */
  basis: Basis
  bases: number[]
}

/**
 * Groups by category and rate, in the order of their first lines; one alone where no tax is owed. Goods of one
 * category that were supplied on days of different rates stand apart.
 * @throws Problem `no_tax_rate`
 */
export function groupLines(
  { lines, suppliedOn }: Basket,
  rates: readonly DatedRate[],
  rounding: Rounding | null,
): { levy: Levy | null; lines: number[] }[] {
  const places = lines.map((_, i) => i)
  if (rounding === null) return places.length === 0 ? [] : [{ levy: null, lines: places }]
  const levies = lines.map(({ taxCategory: category, suppliedOn: own }, i) => {
    const on = own ?? suppliedOn
    const basisPoints = rateOn(rates, category, on)
    if (basisPoints === undefined) throw noTaxRate(category, on, i)
    return { category, basisPoints, rounding }
  })
  const groups = Map.groupBy(places, (i) => `${levies[i]?.category} ${levies[i]?.basisPoints}`)
  return [...groups.values()].map((of) => ({ levy: levies[of[0] as number] as Levy, lines: of }))
}

/**
 * A group with its prices brought to the basis of the coupons: tax is taken out or put on once for the group, and
 * lines get their shares of it.
 * @param faces null: no coupon of the shop, so that each price stays as it is
 */
export function openGroup(
  { levy, lines }: { levy: Levy | null; lines: number[] },
  amounts: readonly number[],
  priceBasis: Line['priceBasis'],
  faces: Basis | null,
): Group {
  const given = lines.map((i) => amounts[i] as number)
  if (levy === null) return { levy, lines, prices: given, taxInPrice: null, basis: 'gross', bases: given }
  const compute = priceBasis === 'inclusive' ? taxInside : taxOnTop
  const taxInPrice = compute(sumOf(given), levy.basisPoints, levy.rounding)
  const taxes = splitByLargestRemainder(taxInPrice, given)
  const sign = priceBasis === 'inclusive' ? -1 : 1
  const turned = given.map((amount, i) => amount + sign * (taxes[i] as number))
  const prices = priceBasis === 'inclusive' ? given : turned
  const basis = faces ?? (priceBasis === 'inclusive' ? 'gross' : 'net')
  const nets = priceBasis === 'inclusive' ? turned : given
  return { levy, lines, prices, taxInPrice, basis, bases: basis === 'gross' ? prices : nets }
}
