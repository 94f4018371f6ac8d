import type { Day } from '#platform/dates.ts'
import type { Rounding } from '#platform/money.ts'
import type { Basis } from './amounts.ts'
import type { TaxCategory } from './categories.ts'
import { faceBasisMixed, priceBasisMixed } from './errors.ts'

/** What is paid for in one settlement, and what comes off. */
export type Basket = {
  /** The day of every line that has none of its own. */
  suppliedOn: Day
  lines: readonly Line[]
  /** In the order in which they are taken, which the coupons' rules decide. */
  discounts: readonly Discount[]
  /** How the share of a rate becomes whole, which is a matter of trade and not of tax law; `floor` unless said. */
  discountRounding?: Rounding
}

export type Line = {
  /** Of all units together, in minor units. */
  amount: number
  quantity: number
  taxCategory: TaxCategory
  priceBasis: 'inclusive' | 'exclusive'
  /** The day of supply, where it is not that of the basket: the rate is that of this day. */
  suppliedOn?: Day
}

/**
 * Who funds a discount decides what it is: the shop's lowers the price, all others are a means of payment. `first`: an
 * amount comes off the goods of this category while there are any, and only what is left off the others.
 */
export type Discount = {
  kind: 'amount' | 'rate'
  /** Minor units, or basis points. */
  value: number
  /** Places of the lines to which it applies; null: all. */
  lines: readonly number[] | null
} & (
  | { funder: 'shop'; faceBasis: Basis; first?: TaxCategory }
  | { funder: 'third_party' | 'platform' | 'prepaid' }
)

/**
 * What all lines and all coupons of the shop share.
 * @throws Problem `price_basis_mixed`, `face_basis_mixed`
 */
export function basesOf({ lines, discounts }: Basket): {
  prices: Line['priceBasis']
  faces: Basis | null
} {
  const prices = lines[0]?.priceBasis ?? 'inclusive'
  const otherLine = lines.findIndex((line) => line.priceBasis !== prices)
  if (otherLine >= 0) throw priceBasisMixed(otherLine)
  let faces: Basis | null = null
  for (const [i, discount] of discounts.entries()) {
    if (discount.funder !== 'shop') continue
    faces ??= discount.faceBasis
    if (discount.faceBasis !== faces) throw faceBasisMixed(i)
  }
  return { prices, faces }
}

/** True where a discount applies to the line at a place. */
export function reaches(discount: Discount, line: number): boolean {
  return discount.lines === null || discount.lines.includes(line)
}
