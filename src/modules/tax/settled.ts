import type { Basis } from './amounts.ts'
import type { Discount } from './basket.ts'
import type { Levy } from './groups.ts'

/** What one coupon of the shop took of one group: of how much, and at which rate if it is none of an amount. */
export type GroupDiscount = {
  /** Place of the coupon in the basket. */
  coupon: number
  reached: number
  basisPoints: number | null
  taken: number
}
/** Every value on the way from the price to the amount due. Figures of tax are null where none is owed. */
export type SettledGroup = {
  levy: Levy | null
  lines: number[]
  /** With tax, before discounts. */
  price: number
  taxInPrice: number | null
  netPrice: number | null
  /** What the discount came off, and what the tax is computed from. */
  basis: Basis
  base: number
  /** The coupons of the shop that took something here, in their order; they sum to `discount`. */
  discounts: GroupDiscount[]
  discount: number
  /** `base` − `discount`. */
  rest: number
  tax: number | null
  net: number | null
  due: number
}
export type SettledLine = {
  group: number
  quantity: number
  price: number
  base: number
  discount: number
  rest: number
  tax: number | null
  due: number
}
export type AppliedDiscount = {
  funder: Discount['funder']
  /** In the coupon's own basis; what another funder owes. */
  taken: number
  /** Of an amount, what found nothing to come off. */
  lapsed: number
  /** A coupon that took nothing is not used up. */
  used: boolean
}
export type Settled = {
  /** Whether the prices came with tax inside. */
  prices: 'inclusive' | 'exclusive'
  groups: SettledGroup[]
  lines: SettledLine[]
  discounts: AppliedDiscount[]
  price: number
  /** What the shop takes for it: the price after its own discounts, with tax. */
  due: number
  tax: number | null
  net: number | null
  /** What others pay of it. */
  tendered: number
  /** What the buyer pays. */
  debit: number
}
