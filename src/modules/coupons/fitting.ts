import type { Discount, Settled } from '#modules/tax/index.ts'
import { sumOf } from '#platform/money.ts'
import type { Candidate, CouponRefusal, ScopedBasket, ScopedLine } from './choose-coupons.ts'
import type { CouponTerms } from './schemas.ts'

/** A coupon that fits a basket, as the discount that it is there. */
export type Fitting = { candidate: Candidate; discount: Discount; lines: readonly number[] }

/** The coupon as a discount of this basket, or why it is none. @param plain the basket without any discount */
export function fitOf(candidate: Candidate, basket: ScopedBasket, plain: Settled): Fitting | CouponRefusal {
  const { terms, lastDay, refusal } = candidate
  if (refusal !== null) return refusal
  if (terms.firstDay !== null && basket.suppliedOn < terms.firstDay) return 'not_started'
  if (lastDay !== null && basket.suppliedOn > lastDay) return 'expired'
  const { storeCodes } = terms.scope
  if (storeCodes !== null && !storeCodes.includes(basket.storeCode)) return 'other_store'
  const lines = basket.lines.flatMap((line, i) => (inScope(terms.scope, line) ? [i] : []))
  if (lines.length === 0) return 'no_line_in_scope'
  const fitting = { candidate, discount: discountOf(terms, lines, basket), lines }
  if (terms.minimum && sumOf(lines.map((i) => plain.lines[i]?.price ?? 0)) < terms.minimum.amount)
    return 'below_minimum'
  return fitting
}

/**
 * True where what the lines of a coupon cost after the discounts before it reaches its minimum, for one that is
 * counted after discounts. Coupons that others fund are a means of payment and lower no price.
 */
export function reachesMinimum({ candidate, lines }: Fitting, before: Settled): boolean {
  const { minimum } = candidate.terms
  if (minimum?.basis !== 'after_discounts') return true
  return sumOf(lines.map((i) => before.lines[i]?.due ?? 0)) >= minimum.amount
}

function inScope(scope: CouponTerms['scope'], line: ScopedLine): boolean {
  const has = (list: readonly string[] | null, value: string | null) =>
    list === null || (value !== null && list.includes(value))
  return (
    has(scope.itemCodes, line.code) && has(scope.categories, line.category) && has(scope.makers, line.maker)
  )
}

function discountOf(terms: CouponTerms, lines: readonly number[], basket: ScopedBasket): Discount {
  const { discount, funder, faceBasis } = terms
  const common = {
    kind: discount.kind,
    value: discount.kind === 'amount' ? discount.amount : discount.basisPoints,
    lines: lines.length === basket.lines.length ? null : lines,
  }
  return funder === 'shop' ? { ...common, funder, faceBasis } : { ...common, funder }
}
