import type { Day } from '#platform/dates.ts'
import type { Rounding } from '#platform/money.ts'
import type { Basis } from './amounts.ts'
import type { Basket, Discount, Line } from './basket.ts'
import type { TaxCategory } from './categories.ts'
import type { TaxProfile } from './profile.ts'

export const roundings: readonly Rounding[] = ['floor', 'half_up', 'ceil']
export const exempt: TaxProfile = { status: 'exempt', from: '1989-04-01' }
export const liable = (rounding: Rounding = 'floor'): TaxProfile => ({
  status: 'taxable',
  from: '1989-04-01',
  rounding,
})

/** A price with tax inside, at 10 % unless said. */
export const inc = (amount: number, taxCategory: TaxCategory = 'S', quantity = 1): Line => ({
  amount,
  taxCategory,
  quantity,
  priceBasis: 'inclusive',
})
export const exc = (amount: number, taxCategory: TaxCategory = 'S', quantity = 1): Line => ({
  ...inc(amount, taxCategory, quantity),
  priceBasis: 'exclusive',
})

const ofShop = (
  kind: Discount['kind'],
  value: number,
  faceBasis: Basis,
  lines: readonly number[] | null,
): Discount => ({ kind, value, lines, funder: 'shop', faceBasis })
/** Coupons of the shop: an amount or basis points, off the net or the gross. */
export const netAmount = (value: number, lines: readonly number[] | null = null) =>
  ofShop('amount', value, 'net', lines)
export const netRate = (value: number, lines: readonly number[] | null = null) =>
  ofShop('rate', value, 'net', lines)
export const grossAmount = (value: number, lines: readonly number[] | null = null) =>
  ofShop('amount', value, 'gross', lines)
export const grossRate = (value: number, lines: readonly number[] | null = null) =>
  ofShop('rate', value, 'gross', lines)
/** A coupon that somebody else funds. */
export const tender = (
  value: number,
  funder: 'third_party' | 'platform' | 'prepaid' = 'third_party',
): Discount => ({ kind: 'amount', value, lines: null, funder })

export const basket = (
  lines: readonly Line[],
  discounts: readonly Discount[] = [],
  suppliedOn: Day = '2026-11-22',
): Basket => ({ lines, discounts, suppliedOn })
