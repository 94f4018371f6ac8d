import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { auditChange } from './change-coupon.ts'
import type { CouponLimits } from './definition-schemas.ts'
import { updateTerms } from './definition-writes.ts'
import type { Coupon } from './definitions.ts'
import { couponsById } from './definitions.ts'
import { couponLimitLower } from './errors.ts'
import { withCoupon } from './may-manage.ts'

/**
 * Raises limits of a coupon, at any time; what is left out stays.
 * @throws couponNotFound, couponLimitLower, forbidden
 */
export async function raiseCouponLimits(
  ctx: Context,
  couponId: string,
  wanted: z.output<typeof CouponLimits>,
): Promise<Coupon> {
  const changed = await withCoupon(ctx, couponId, async (tx, coupon) => {
    const { limits } = coupon.terms
    const raised = {
      uses: higher('uses', limits.uses, wanted.uses),
      usesPerBuyer: higher('usesPerBuyer', limits.usesPerBuyer, wanted.usesPerBuyer),
      amount: higher('amount', limits.amount, wanted.amount),
    }
    const terms = { ...coupon.terms, limits: raised }
    await updateTerms(tx, coupon.id, terms)
    await auditChange(tx, ctx, coupon, { limits }, { limits: raised })
    return { ...coupon, terms }
  })
  ctx.caches.drop(couponsById.name)
  return changed
}

/** null: no limit. */
function higher(field: string, is: number | null, wanted: number | null | undefined): number | null {
  if (wanted === undefined || wanted === null) return wanted === undefined ? is : null
  if (is === null || wanted < is) throw couponLimitLower(field)
  return wanted
}
