import { randomInt } from 'node:crypto'
import type { z } from 'zod'
import { getOrganisation } from '#modules/identity/index.ts'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { BUCKETS, newId, publicId } from '#platform/ids.ts'
import { checkTerms } from './check-terms.ts'
import type { CouponInput } from './definition-schemas.ts'
import { insertCoupon } from './definition-writes.ts'
import type { Coupon } from './definitions.ts'
import { couponNameTaken } from './errors.ts'
import { mustManage, ownOrganisation } from './may-manage.ts'

/** Makes a coupon as a draft: nobody can use it before it is started. @throws couponNameTaken, forbidden */
export async function createCoupon(ctx: Context, input: z.output<typeof CouponInput>): Promise<Coupon> {
  return inTransaction(ctx, async (tx) => {
    const inside = { ...ctx, tx }
    const { code, currency, terms } = input
    const owner = await getOrganisation(inside, ownOrganisation(ctx))
    await checkTerms(inside, owner, currency, terms)
    await mustManage(inside, terms.scope.storeCodes)
    const coupon: Coupon = {
      id: newId<'cpn'>(randomInt(BUCKETS)),
      organisationId: owner.id,
      code,
      terms,
      currency,
      state: 'draft',
      createdAt: ctx.clock.now(),
      endedAt: null,
    }
    if (!(await insertCoupon(tx, coupon))) throw couponNameTaken(code)
    await audit(tx, ctx, {
      bucket: 0,
      organisationId: owner.id,
      entity: 'coupon',
      entityId: publicId('cpn', coupon.id),
      after: { code, currency, terms },
    })
    return coupon
  })
}
