import type { Context } from '#platform/context.ts'
import { inTransaction, reader, seller } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import { forbidden } from '#platform/errors.ts'
import type { OrganisationId } from '#platform/ids.ts'
import { parsePublicId } from '#platform/ids.ts'
import { maySeeStore, storesByCode } from '#modules/identity/index.ts'
import type { Coupon } from './definitions.ts'
import { couponNotFound } from './errors.ts'
import { findCoupon, lockCoupon } from './definition-queries.ts'

/** The organisation whose coupons the caller reads. */
export function ownOrganisation(ctx: Context): OrganisationId {
  return seller(ctx).organisationId
}

/** Of the stores named those that the caller acts for: all, some, or none. */
async function ownStores(ctx: Context, codes: readonly string[]): Promise<number> {
  let own = 0
  for (const code of codes) {
    const store = await ctx.caches.get(storesByCode, reader(ctx), code)
    if (store && maySeeStore(ctx, store)) own += 1
  }
  return own
}

/** True where a key or a person of some stores may know of a coupon: it counts in one of them. */
export async function mayRead(ctx: Context, coupon: Pick<Coupon, 'terms'>): Promise<boolean> {
  const { storeCodes } = coupon.terms.scope
  return seller(ctx).storeIds === null || storeCodes === null || (await ownStores(ctx, storeCodes)) > 0
}

/** Coupons of stores are made and changed by whoever acts for all of these. @throws forbidden */
export async function mustManage(ctx: Context, storeCodes: readonly string[] | null): Promise<void> {
  if (seller(ctx).storeIds === null) return
  if (storeCodes === null || (await ownStores(ctx, storeCodes)) < storeCodes.length)
    throw forbidden('This coupon counts in stores for which you do not act.')
}

/** A coupon by its public id, for whoever may read it. @throws couponNotFound */
export async function readableCoupon(ctx: Context, publicId: string): Promise<Coupon> {
  const id = parsePublicId('cpn', publicId)
  const coupon = id && (await findCoupon(reader(ctx), id))
  if (!coupon || coupon.organisationId !== ownOrganisation(ctx) || !(await mayRead(ctx, coupon)))
    throw couponNotFound(publicId)
  return coupon
}

/** Does something to a coupon of the caller's, locked. @throws couponNotFound, forbidden */
export async function withCoupon<T>(
  ctx: Context,
  publicId: string,
  work: (tx: Tx, coupon: Coupon) => Promise<T>,
): Promise<T> {
  return inTransaction(ctx, async (tx) => {
    const { id } = await readableCoupon({ ...ctx, tx }, publicId)
    const coupon = await lockCoupon(tx, id)
    await mustManage({ ...ctx, tx }, coupon.terms.scope.storeCodes)
    return work(tx, coupon)
  })
}
