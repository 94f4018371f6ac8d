import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { buyer, inTransaction } from '#platform/context.ts'
import { bucketOf, parsePublicId, publicId } from '#platform/ids.ts'
import { holdingNotFound } from './errors.ts'
import { holdingsById } from './queries.ts'
import { takeOut } from './writes.ts'

/** Takes a coupon out of the wallet and out of every selection. Its code puts it back. @throws holdingNotFound */
export async function removeCoupon(ctx: Context, publicHoldingId: string): Promise<void> {
  const { identities } = buyer(ctx)
  const holdingId = parsePublicId('cph', publicHoldingId)
  if (!holdingId) throw holdingNotFound()
  await inTransaction(ctx, async (tx) => {
    const [held] = await holdingsById(tx, [holdingId])
    if (!held || !identities.includes(held.purchaserId)) throw holdingNotFound()
    await takeOut(tx, held, identities, ctx.clock.now())
    await audit(tx, ctx, {
      bucket: bucketOf(holdingId),
      organisationId: null,
      entity: 'coupon_holding',
      entityId: publicHoldingId,
      before: { couponId: publicId('cpn', held.couponId) },
    })
  })
}
