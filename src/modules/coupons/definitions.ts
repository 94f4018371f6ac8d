import type { CacheDefinition } from '#platform/caches.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Db } from '#platform/db.ts'
import type { CouponId, OrganisationId } from '#platform/ids.ts'
import type { CouponTerms } from './schemas.ts'

export type CouponState = 'draft' | 'running' | 'paused' | 'ended'
export type Coupon = {
  id: CouponId
  organisationId: OrganisationId
  code: string
  terms: CouponTerms
  currency: string
  state: CouponState
  createdAt: InstantText
  endedAt: InstantText | null
}

export const couponColumns = [
  'id',
  'organisation_id as organisationId',
  'code',
  'terms',
  'currency',
  'state',
  'created_at as createdAt',
  'ended_at as endedAt',
] as const

/** Coupons by id, kept in process: every settlement reads their terms. */
export const couponsById: CacheDefinition<Coupon> = {
  name: 'coupons',
  most: 20_000,
  load: async (db, id) =>
    (await db.selectFrom('coupons').select(couponColumns).where('id', '=', id).executeTakeFirst()) as
      | Coupon
      | undefined,
}

/** A coupon that something points at, and that is therefore there. */
export async function couponOf(db: Db, ctx: Context, id: string): Promise<Coupon> {
  const coupon = await ctx.caches.get(couponsById, db, id)
  if (!coupon) throw new Error(`coupon ${id} is missing`)
  return coupon
}
