import type { Context } from '#platform/context.ts'
import { auditChange } from './change-coupon.ts'
import { updateState } from './definition-writes.ts'
import type { Coupon, CouponState } from './definitions.ts'
import { couponsById } from './definitions.ts'
import { couponStateWrong } from './errors.ts'
import { withCoupon } from './may-manage.ts'

/** From which states each can come. An ended coupon stays ended. */
const before: Record<'running' | 'paused' | 'ended', readonly CouponState[]> = {
  running: ['draft', 'paused'],
  paused: ['running'],
  ended: ['draft', 'running', 'paused'],
}

/**
 * Starts, pauses or ends a coupon. The state that it has already changes nothing. What is held is finished; uses
 * that come back after the end can be used for some days more.
 * @throws couponNotFound, couponStateWrong, forbidden
 */
export async function changeCouponState(
  ctx: Context,
  couponId: string,
  state: 'running' | 'paused' | 'ended',
): Promise<Coupon> {
  const changed = await withCoupon(ctx, couponId, async (tx, coupon) => {
    if (coupon.state === state) return coupon
    if (!before[state].includes(coupon.state)) throw couponStateWrong(coupon.state, state)
    const endedAt = state === 'ended' ? ctx.clock.now() : null
    await updateState(tx, coupon.id, state, endedAt)
    await auditChange(tx, ctx, coupon, { state: coupon.state }, { state })
    return { ...coupon, state, endedAt }
  })
  ctx.caches.drop(couponsById.name)
  return changed
}
