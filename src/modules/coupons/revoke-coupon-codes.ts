import { publicId } from '#platform/ids.ts'
import { parsePublicId } from '#platform/ids.ts'
import type { Context } from '#platform/context.ts'
import { auditChange } from './change-coupon.ts'
import { revokeBatch } from './definition-writes.ts'
import { batchNotFound } from './errors.ts'
import { withCoupon } from './may-manage.ts'

/**
 * Makes the codes of one batch worthless; payments under way are finished. A second call finds none left.
 * @throws couponNotFound, batchNotFound, forbidden
 */
export async function revokeCouponCodes(
  ctx: Context,
  couponId: string,
  publicBatchId: string,
): Promise<{ revoked: number }> {
  const batchId = parsePublicId('cpb', publicBatchId)
  if (!batchId) throw batchNotFound()
  return withCoupon(ctx, couponId, async (tx, coupon) => {
    const revoked = await revokeBatch(tx, coupon.id, batchId, ctx.clock.now())
    if (revoked === undefined) throw batchNotFound()
    await auditChange(tx, ctx, coupon, null, { batchId: publicId('cpb', batchId), revoked })
    return { revoked }
  })
}
