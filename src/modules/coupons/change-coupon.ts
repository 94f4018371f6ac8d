import { getOrganisation } from '#modules/identity/index.ts'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { checkTerms } from './check-terms.ts'
import { isOut } from './definition-queries.ts'
import { updateTerms } from './definition-writes.ts'
import type { Coupon } from './definitions.ts'
import { couponsById } from './definitions.ts'
import { couponInUse } from './errors.ts'
import { mustManage, withCoupon } from './may-manage.ts'
import type { CouponTerms } from './schemas.ts'

/**
 * Writes a coupon's terms anew, as long as nobody has anything of it.
 * @throws couponNotFound, couponInUse, forbidden
 */
export async function changeCoupon(ctx: Context, couponId: string, terms: CouponTerms): Promise<Coupon> {
  const changed = await withCoupon(ctx, couponId, async (tx, coupon) => {
    const inside = { ...ctx, tx }
    if (await isOut(tx, coupon.id)) throw couponInUse()
    await checkTerms(inside, await getOrganisation(inside, coupon.organisationId), coupon.currency, terms)
    await mustManage(inside, terms.scope.storeCodes)
    await updateTerms(tx, coupon.id, terms)
    await auditChange(tx, ctx, coupon, { terms: coupon.terms }, { terms })
    return { ...coupon, terms }
  })
  ctx.caches.drop(couponsById.name)
  return changed
}

/** The entry of a change of a coupon. */
export function auditChange(
  tx: Tx,
  ctx: Context,
  coupon: Coupon,
  before: unknown,
  after: unknown,
): Promise<void> {
  return audit(tx, ctx, {
    bucket: 0,
    organisationId: coupon.organisationId,
    entity: 'coupon',
    entityId: publicId('cpn', coupon.id),
    before,
    after,
  })
}
