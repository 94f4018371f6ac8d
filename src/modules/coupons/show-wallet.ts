import type { z } from 'zod'
import { getOrganisation, organisationNow } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { buyer, reader } from '#platform/context.ts'
import { dayIn } from '#platform/dates.ts'
import type { HoldingId, PurchaserId } from '#platform/ids.ts'
import { publicId } from '#platform/ids.ts'
import type { PageQuery } from '#platform/paging.ts'
import { idKey, page, readCursor } from '#platform/paging.ts'
import { couponOf } from './definitions.ts'
import { isExtended, lastDayOf } from './model.ts'
import type { HeldCoupon } from './queries.ts'
import { holdingsById } from './queries.ts'
import { usesLeft, walletState } from './wallet-model.ts'
import { listHoldingIds, selectionsOf, zoneOfCoupon } from './wallet-queries.ts'
import type { HoldingPage, HoldingView } from './wallet-schemas.ts'

/** What is in the buyer's wallet, the newest first. */
export async function listMyCoupons(
  ctx: Context,
  query: z.output<typeof PageQuery>,
): Promise<z.input<typeof HoldingPage>> {
  const { identities } = buyer(ctx)
  const after = readCursor(query.cursor, idKey)?.[0]
  const ids = await listHoldingIds(reader(ctx), identities, after, query.limit + 1)
  const { rows, nextCursor } = page(ids, query.limit, (id) => [id])
  return { items: await holdingViews(ctx, identities, rows), nextCursor }
}

/** Holdings as their buyer sees them, in the order of their ids as given. */
export async function holdingViews(
  ctx: Context,
  identities: readonly PurchaserId[],
  ids: readonly HoldingId[],
): Promise<z.input<typeof HoldingView>[]> {
  const held = new Map((await holdingsById(reader(ctx), ids)).map((one) => [one.holdingId, one]))
  const selected = Map.groupBy(await selectionsOf(reader(ctx), identities), (row) => row.holdingId)
  const views: z.input<typeof HoldingView>[] = []
  for (const id of ids) {
    const one = held.get(id)
    if (one)
      views.push(
        await holdingView(
          ctx,
          one,
          (selected.get(id) ?? []).map((row) => row.accountId),
        ),
      )
  }
  return views
}

async function holdingView(
  ctx: Context,
  held: HeldCoupon,
  accountIds: readonly string[],
): Promise<z.input<typeof HoldingView>> {
  const coupon = await couponOf(reader(ctx), ctx, held.couponId)
  const { organisationId, terms } = coupon
  const zone = await zoneOfCoupon(reader(ctx), coupon)
  const now = await organisationNow(ctx, organisationId)
  const lastDay = lastDayOf(coupon, held.extendedUntil, now, zone)
  const extended = isExtended(held.extendedUntil, now)
  const { storeCodes, itemCodes, categories, makers } = terms.scope
  const { name, description, discount, funder, sponsor, faceBasis, minimum } = terms
  const issuer = await getOrganisation(ctx, organisationId)
  return {
    id: publicId('cph', held.holdingId),
    couponId: publicId('cpn', coupon.id),
    state: walletState(coupon, held, dayIn(zone, now), { lastDay, extended }),
    name,
    description,
    issuer: issuer.name,
    everywhere: storeCodes === null && issuer.kind === 'platform',
    currency: coupon.currency,
    discount,
    funder,
    sponsor,
    faceBasis,
    minimum,
    storeCodes,
    itemCodes,
    categories,
    makers,
    stacking: terms.stacking,
    stackingClass: terms.stackingClass,
    priority: terms.priority,
    firstDay: terms.firstDay,
    lastDay,
    usesLeft: usesLeft(coupon, held),
    selectedFor: accountIds.map((id) => publicId('pac', id)),
    addedAt: held.addedAt,
  }
}
