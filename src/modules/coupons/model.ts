import type { Organisation, Store } from '#modules/identity/index.ts'
import type { Day, InstantText } from '#platform/dates.ts'
import { dayIn, instantAfter } from '#platform/dates.ts'
import type { CouponRefusal } from './choose-coupons.ts'
import type { Coupon } from './definitions.ts'

/** What is left of a coupon for somebody who shows it. */
export type Left = {
  extendedUntil: InstantText | null
  /** Uses of this coupon by this buyer, whatever the code; 0 where nobody is known. */
  buyerUses: number
  /** The code is revoked, or used as often as it can be. */
  codeSpent: boolean
  /** The coupon's uses or its money are used up. */
  budgetSpent: boolean
}
type Place = Pick<Store, 'code' | 'organisationId' | 'mode' | 'currency' | 'timeZone'>

/** The last day of a coupon in a zone, with the days more that a use has which came back after the end. */
export function lastDayOf(
  coupon: Coupon,
  extendedUntil: InstantText | null,
  at: InstantText,
  timeZone: string,
): Day | null {
  const { lastDay } = coupon.terms
  if (!isExtended(extendedUntil, at)) return lastDay
  const last = dayIn(timeZone, instantAfter(extendedUntil, { milliseconds: -1 }))
  return lastDay !== null && lastDay > last ? lastDay : last
}

/** True while days given more are left. */
export function isExtended(until: InstantText | null, at: InstantText): until is InstantText {
  return until !== null && Temporal.Instant.compare(until, at) > 0
}

/** True where a store may take a coupon: the stores named, else all of its organisation, else of the platform all. */
export function goesAt(
  coupon: Coupon,
  owner: Pick<Organisation, 'kind' | 'mode'>,
  store: Pick<Place, 'code' | 'organisationId' | 'mode'>,
): boolean {
  if (owner.mode !== store.mode) return false
  const { storeCodes } = coupon.terms.scope
  if (storeCodes !== null && !storeCodes.includes(store.code)) return false
  return coupon.organisationId === store.organisationId || owner.kind === 'platform'
}

/** Why a coupon cannot be used in a store at an instant, whatever is bought; null: as far as is known it can. */
export function refusalOf(
  coupon: Coupon,
  owner: Pick<Organisation, 'kind' | 'mode'>,
  store: Place,
  at: InstantText,
  left: Left,
): CouponRefusal | null {
  const today = dayIn(store.timeZone, at)
  const lastDay = lastDayOf(coupon, left.extendedUntil, at, store.timeZone)
  const runs = coupon.state === 'running' || (coupon.state === 'ended' && isExtended(left.extendedUntil, at))
  if (!goesAt(coupon, owner, store)) return 'other_store'
  if (!runs) return 'not_running'
  if (coupon.currency !== store.currency) return 'other_currency'
  if (coupon.terms.firstDay !== null && today < coupon.terms.firstDay) return 'not_started'
  if (lastDay !== null && today > lastDay) return 'expired'
  if (left.codeSpent || left.budgetSpent) return 'limit_reached'
  const most = coupon.terms.limits.usesPerBuyer
  return most !== null && left.buyerUses >= most ? 'buyer_limit_reached' : null
}
