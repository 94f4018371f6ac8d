import { sql } from 'kysely'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { CouponId, OrganisationId } from '#platform/ids.ts'
import { bucketOf, publicId } from '#platform/ids.ts'
import { bucketOfHash } from './codes.ts'
import { updateState } from './definition-writes.ts'

export type CouponToEnd = {
  couponId: CouponId
  codeHash: Buffer
  organisationId: OrganisationId
  at: InstantText
}

/**
 * Ends the coupon of one person that nobody has used. Its budget is locked and its code revoked, so that no till that
 * has read it before can take it any more. @returns false where it is used, or a payment with it is under way: nothing
 * is changed then
 */
export async function endUnusedCoupon(tx: Tx, ctx: Context, coupon: CouponToEnd): Promise<boolean> {
  const { couponId, codeHash, at } = coupon
  const { rows } = await sql<{ uses: number }>`select held_uses + committed_uses as uses from coupon_budgets
    where bucket = ${bucketOf(couponId)} and coupon_id = ${couponId} for update`.execute(tx)
  if (rows[0]?.uses !== 0) return false
  await sql`update coupon_codes set revoked_at = coalesce(revoked_at, ${at}::timestamptz)
    where bucket = ${bucketOfHash(codeHash)} and hash = ${codeHash}`.execute(tx)
  await updateState(tx, couponId, 'ended', at)
  await audit(tx, ctx, {
    bucket: 0,
    organisationId: coupon.organisationId,
    entity: 'coupon',
    entityId: publicId('cpn', couponId),
    before: { state: 'running' },
    after: { state: 'ended' },
  })
  return true
}
