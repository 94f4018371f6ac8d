import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import { idKey, instantKey, page, readCursor, textKey } from '#platform/paging.ts'
import type { PageQuery } from '#platform/paging.ts'
import type { Budget } from './definition-queries.ts'
import {
  budgetsOf,
  listBatches,
  listCoupons as couponRows,
  listUses,
  stillOut,
} from './definition-queries.ts'
import type { CodeBatches, CouponOut, CouponPage, CouponUsePage, CouponView } from './definition-schemas.ts'
import type { Coupon } from './definitions.ts'
import { mayRead, ownOrganisation, readableCoupon } from './may-manage.ts'
import { batchView, couponView, useView } from './views.ts'

type Page = z.output<typeof PageQuery>

/** Coupons of the caller's organisation, by their short names; of some stores those that count in one of them. */
export async function listCoupons(ctx: Context, query: Page): Promise<z.input<typeof CouponPage>> {
  const db = reader(ctx)
  const readable: Coupon[] = []
  let after = readCursor(query.cursor, textKey)?.[0]
  for (;;) {
    const rows = await couponRows(db, ownOrganisation(ctx), after, query.limit + 1)
    for (const coupon of rows) if (await mayRead(ctx, coupon)) readable.push(coupon)
    after = rows.at(-1)?.code
    if (rows.length <= query.limit || readable.length > query.limit) break
  }
  const { rows, nextCursor } = page(readable, query.limit, (coupon) => [coupon.code])
  const budgets = await budgetsOf(
    db,
    rows.map((coupon) => coupon.id),
  )
  return { items: rows.map((coupon) => couponView(coupon, budgets.get(coupon.id) as Budget)), nextCursor }
}

/** One coupon with what was taken of it. @throws couponNotFound */
export async function getCoupon(ctx: Context, couponId: string): Promise<z.input<typeof CouponView>> {
  return viewOf(ctx, await readableCoupon(ctx, couponId))
}

/** A coupon as it answers, its budget read anew. */
export async function viewOf(ctx: Context, coupon: Coupon): Promise<z.input<typeof CouponView>> {
  const budgets = await budgetsOf(reader(ctx), [coupon.id])
  return couponView(coupon, budgets.get(coupon.id) as Budget)
}

/** What people would still have of a coupon that ends now. @throws couponNotFound */
export async function previewCouponEnd(ctx: Context, couponId: string): Promise<z.input<typeof CouponOut>> {
  const coupon = await readableCoupon(ctx, couponId)
  return stillOut(reader(ctx), coupon.id)
}

/** Batches of codes that lead to a coupon, the newest first; never the codes. @throws couponNotFound */
export async function listCouponCodes(
  ctx: Context,
  couponId: string,
  query: Page,
): Promise<z.input<typeof CodeBatches>> {
  const coupon = await readableCoupon(ctx, couponId)
  const after = readCursor(query.cursor, idKey)?.[0]
  const all = await listBatches(reader(ctx), coupon.id, after, query.limit + 1)
  const { rows, nextCursor } = page(all, query.limit, (batch) => [batch.id])
  return { items: rows.map(batchView), nextCursor }
}

/** Uses of a coupon, the newest first; whose they were is not told. @throws couponNotFound */
export async function listCouponUses(
  ctx: Context,
  couponId: string,
  query: Page,
): Promise<z.input<typeof CouponUsePage>> {
  const coupon = await readableCoupon(ctx, couponId)
  const after = readCursor(query.cursor, instantKey)
  const all = await listUses(reader(ctx), coupon.id, after, query.limit + 1)
  const { rows, nextCursor } = page(all, query.limit, (use) => [use.heldAt, use.settlementId])
  return { items: rows.map(useView), nextCursor }
}
