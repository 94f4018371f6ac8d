import { sql } from 'kysely'
import { getStoreById } from '#modules/identity/index.ts'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { buyer, inTransaction } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import type { PurchaseId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import { purchaseNotFound } from './errors.ts'
import { purchaseDisowned } from './events.ts'
import { visiblePurchaseIds } from './holdings.ts'
import { lockPurchases } from './queries.ts'

/** "Not mine": the person no longer holds the purchase, and the store is told that it reported the wrong buyer. */
export function disownPurchase(ctx: Context, id: PurchaseId): Promise<void> {
  const person = buyer(ctx)
  return inTransaction(ctx, async (tx) => {
    const purchase = (await lockPurchases(tx, await visiblePurchaseIds(tx, person, [id]))).get(id)
    if (!purchase) throw purchaseNotFound()
    const now = ctx.clock.now()
    await sql`update purchase_holders set ended_at = ${now} where purchase_id = ${id}
      and bucket = any(${person.identities.map(bucketOf)}::int[]) and purchaser_id = any(${person.identities}::uuid[])`.execute(
      tx,
    )
    await sql`update purchases set purchaser_id = null, disowned_at = ${now}, buyer_name_sealed = null
      where bucket = ${purchase.bucket} and id = ${id}`.execute(tx)
    await publish(tx, purchaseDisowned, {
      purchaseId: id,
      storeId: purchase.store_id,
      purchaserIds: [person.purchaserId],
      reference: purchase.reference,
      purchasedAt: purchase.purchased_at,
    })
    const store = await getStoreById(ctx, purchase.store_id)
    await audit(tx, ctx, {
      bucket: purchase.bucket,
      organisationId: store.organisationId,
      entity: 'purchase',
      entityId: id,
      before: { purchaserId: purchase.purchaser_id },
      after: { purchaserId: null, disownedAt: now },
    })
  })
}
