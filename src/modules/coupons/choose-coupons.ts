import type { Line, Settled, TaxProfile } from '#modules/tax/index.ts'
import type { Day } from '#platform/dates.ts'
import type { CouponId, HoldingId } from '#platform/ids.ts'
import type { CouponTerms } from './schemas.ts'

/** A coupon that the buyer selected or showed, and that may or may not fit. */
export type Candidate = {
  couponId: CouponId
  holdingId: HoldingId | null
  codeHash: Buffer | null
  name: CouponTerms['name']
  terms: CouponTerms
  /** The last day on which it can be used, an extension included; null: open. */
  lastDay: Day | null
  organisationId: string
  /** Why it cannot be used at all (limits, dates, state, another's); null: as far as is known it can. */
  refusal: CouponRefusal | null
}
export type CouponRefusal =
  | 'not_running'
  | 'not_started'
  | 'expired'
  | 'other_store'
  | 'limit_reached'
  | 'buyer_limit_reached'
  | 'other_currency'
  | 'no_line_in_scope'
  | 'below_minimum'
  | 'no_discount'
  | 'better_one_chosen'
  | 'not_stackable'

/** A line of the basket with what scopes ask. */
export type ScopedLine = Line & { code: string | null; category: string | null; maker: string | null }
export type Chosen = {
  settled: Settled
  /** In the order of `settled.discounts`. */
  used: (Candidate & { taken: number })[]
  refused: { candidate: Candidate; reason: CouponRefusal }[]
}

/**
 * Which coupons come off, and everything that follows (domain 6.3). Pure. Exclusive ones: the one best for the buyer
 * (lowest amount due, then earliest end, then id); stackable ones together, rates before amounts, then by priority;
 * whichever of the two ways is lower for the buyer.
 */
export function chooseCoupons(
  _candidates: readonly Candidate[],
  _basket: { suppliedOn: Day; lines: readonly ScopedLine[]; storeCode: string },
  _profile: TaxProfile,
): Chosen {
  throw new Error('to be built')
}
