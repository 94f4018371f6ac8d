import type { Day } from '#platform/dates.ts'
import type { Coupon } from './definitions.ts'
import type { HeldCoupon } from './queries.ts'

export type WalletState = 'usable' | 'used' | 'expired' | 'not_started' | 'used_up' | 'paused'

/** How often this buyer can use it still; null: not limited. */
export function usesLeft({ terms }: Coupon, held: HeldCoupon): number | null {
  const most = terms.limits.usesPerBuyer
  const ofBuyer = most === null ? null : Math.max(0, most - held.buyerUses)
  if (!held.once) return ofBuyer
  return held.codeSpent ? 0 : Math.min(1, ofBuyer ?? 1)
}

/** What a coupon in a wallet is on a day. A payment under way has used it, until it is known to have failed. */
export function walletState(
  coupon: Coupon,
  held: HeldCoupon,
  today: Day,
  { lastDay, extended }: { lastDay: Day | null; extended: boolean },
): WalletState {
  if (held.ownUses > 0 && usesLeft(coupon, held) === 0) return 'used'
  if (coupon.state === 'ended' && !extended) return 'expired'
  if (lastDay !== null && today > lastDay) return 'expired'
  if (coupon.state === 'paused' || coupon.state === 'draft') return 'paused'
  if (coupon.terms.firstDay !== null && today < coupon.terms.firstDay) return 'not_started'
  if (usesLeft(coupon, held) === 0) return held.buyerUses > 0 ? 'used' : 'used_up'
  return held.budgetSpent || held.codeSpent ? 'used_up' : 'usable'
}
