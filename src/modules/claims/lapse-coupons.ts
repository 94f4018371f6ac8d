import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import { instantAfter } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { DueWork } from '#platform/due.ts'
import type { ClaimCouponRow } from './coupon-queries.ts'
import { listLapsed, nextLapse, organisationsWithLapsed } from './coupon-queries.ts'
import { updateClaimCoupon } from './coupon-writes.ts'
import { takeCouponBack } from './give-coupon.ts'
import { holdClaim } from './held-claim.ts'
import { findClaim } from './queries.ts'

const piece = 100

/** Coupons that nobody used until their last day: their claims are accepted again, for the next remedy. */
export const lapseCoupons: DueWork = {
  name: 'claims.lapse-coupons',
  next: (ctx, organisationId, until) => nextLapse(ctx.db, organisationId, until),
  organisations: (ctx, now) => organisationsWithLapsed(ctx.db, now),
  async run(ctx, organisationId, now) {
    const lapsed = await listLapsed(ctx.db, organisationId, now, piece)
    for (const row of lapsed) await inTransaction(ctx, (tx) => lapse(tx, ctx, row, now))
    return lapsed.length
  },
}

async function lapse(tx: Tx, ctx: Context, row: ClaimCouponRow, now: InstantText): Promise<void> {
  const found = await findClaim(tx, row.claim_id)
  if (!found) return
  const held = { ...(await holdClaim(tx, { ...ctx, tx }, found)), now }
  const { coupon } = held
  // Used, given back or ended by another worker since it was listed.
  if (coupon?.state !== 'issued' || coupon.n !== row.n || coupon.due_at > now) return
  if (await takeCouponBack(tx, ctx, held, 'not_used')) return
  // A payment with it is under way, or was made and its event is on the way: it is looked at again in a day.
  const tomorrow = instantAfter(now, { hours: 24 })
  await updateClaimCoupon(tx, coupon, { due_at: tomorrow })
}
