import { reopenContractClaim } from '#modules/contracts/index.ts'
import { couponRestored, couponUsed, usableAgainUntil } from '#modules/coupons/index.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { Subscription } from '#platform/events.ts'
import type { ClaimId } from '#platform/ids.ts'
import { publicId } from '#platform/ids.ts'
import { completeClaim } from './complete-claim.ts'
import { claimsOfCoupons } from './coupon-queries.ts'
import { updateClaimCoupon } from './coupon-writes.ts'
import type { HeldClaim } from './held-claim.ts'
import { holdClaim, takeStep } from './held-claim.ts'
import { findClaim } from './queries.ts'

/**
 * A coupon that fulfils a claim was used: the warranty is performed. The purchase was given back in full: the coupon
 * can be used again, and the claim stands where it stood before. Both in one subscription, for their order counts.
 */
export const followCoupons: Subscription = {
  subscriber: 'claims.follow-coupons',
  topics: [couponUsed.topic, couponRestored.topic],
  async handle(ctx, tx, events) {
    const uses = events.map(({ topic, payload }) => ({ topic, use: couponUsed.schema.parse(payload) }))
    const claims = await claimsOfCoupons(tx, [...new Set(uses.map(({ use }) => use.couponId))])
    for (const { topic, use } of uses) {
      const id = claims.get(use.couponId)
      const held = id && (await heldOf(tx, ctx, id))
      if (held?.coupon?.coupon_id !== use.couponId) continue
      if (topic === couponUsed.topic) await used(tx, ctx, held, use)
      else await cameBack(tx, ctx, held, use.at)
    }
  },
}

async function heldOf(tx: Tx, ctx: Context, id: ClaimId): Promise<HeldClaim | undefined> {
  const found = await findClaim(tx, id)
  return found && holdClaim(tx, { ...ctx, tx }, found)
}

async function used(
  tx: Tx,
  ctx: Context,
  held: HeldClaim,
  { amount, at }: { amount: number; at: InstantText },
): Promise<void> {
  const { coupon, claim } = held
  if (coupon?.state !== 'issued' || claim.state !== 'coupon_issued') return
  const again = coupon.used_at !== null
  await updateClaimCoupon(tx, coupon, {
    state: 'used',
    used_amount: amount,
    used_at: coupon.used_at ?? at,
  })
  await takeStep(tx, ctx, held, {
    kind: 'coupon_used',
    to: 'completed',
    data: { couponId: publicId('cpn', coupon.coupon_id), amount },
  })
  await completeClaim(tx, ctx, held, { newSerialNumber: null, again })
}

async function cameBack(tx: Tx, ctx: Context, held: HeldClaim, at: InstantText): Promise<void> {
  const { coupon, claim, contract, store } = held
  if (coupon?.state !== 'used' || claim.state !== 'completed') return
  // In a wallet it can be used for some days more; a bare code is over, and the next sweep says so.
  const until = usableAgainUntil(at, store.timeZone)
  const over = Temporal.Instant.compare(coupon.due_at, at) <= 0
  await updateClaimCoupon(tx, coupon, {
    state: 'issued',
    used_amount: null,
    due_at: over ? until : coupon.due_at,
  })
  await reopenContractClaim(tx, contract.id, claim.id)
  await takeStep(tx, ctx, held, {
    kind: 'coupon_returned',
    to: 'coupon_issued',
    data: { couponId: publicId('cpn', coupon.coupon_id) },
  })
}
