import { sql } from 'kysely'
import type { z } from 'zod'
import { findStore } from '#modules/identity/index.ts'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { buyer, inTransaction } from '#platform/context.ts'
import { insertRows } from '#platform/db.ts'
import { publish } from '#platform/events.ts'
import type { PurchaseId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import { pickUpWrong, purchaseHeld } from './errors.ts'
import { purchaseBound } from './events.ts'
import { isPickUpCode } from './pick-up-code.ts'
import { findPurchaseIds, keyName, lockPurchases, purchaseKey } from './queries.ts'
import type { PickUpInput } from './schemas.ts'

/** Gives a purchase for nobody to the first who presents its receipt number and pick-up code. */
export function pickUpPurchase(ctx: Context, input: z.output<typeof PickUpInput>): Promise<PurchaseId> {
  const person = buyer(ctx)
  return inTransaction(ctx, async (tx) => {
    const store = await findStore(ctx, input.storeCode)
    if (!store || store.mode !== person.mode) throw pickUpWrong()
    const key = purchaseKey(store.id, input.reference)
    const id = (await findPurchaseIds(tx, [key])).get(keyName(key))
    if (!id || !isPickUpCode(ctx, id, input.code)) throw pickUpWrong()
    const purchase = (await lockPurchases(tx, [id])).get(id)
    if (!purchase) throw pickUpWrong()
    const holder = purchase.purchaser_id
    if (holder !== null && person.identities.includes(holder)) return id
    if (holder !== null) throw purchaseHeld()
    const now = ctx.clock.now()
    await sql`update purchases set purchaser_id = ${person.purchaserId} where bucket = ${purchase.bucket} and id = ${id}`.execute(
      tx,
    )
    await insertRows(tx, 'purchase_holders', [
      {
        bucket: bucketOf(person.purchaserId),
        purchaser_id: person.purchaserId,
        purchase_id: id,
        store_id: purchase.store_id,
        purchased_at: purchase.purchased_at,
        via: 'pickup',
        recorded_at: now,
        proven_at: now,
      },
    ])
    await publish(tx, purchaseBound, {
      purchaseId: id,
      storeId: purchase.store_id,
      purchaserIds: [person.purchaserId],
    })
    await audit(tx, ctx, {
      bucket: purchase.bucket,
      organisationId: store.organisationId,
      entity: 'purchase',
      entityId: id,
      before: { purchaserId: null },
      after: { purchaserId: person.purchaserId },
    })
    return id
  })
}
