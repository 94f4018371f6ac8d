import { sql } from 'kysely'
import type { z } from 'zod'
import { comparableName, dataKeysOf, storesOf } from '#modules/identity/index.ts'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { buyer, inTransaction } from '#platform/context.ts'
import { dayIn } from '#platform/dates.ts'
import { publish } from '#platform/events.ts'
import { bucketOf } from '#platform/ids.ts'
import { decrypt } from '#platform/secrets.ts'
import { purchaseBound } from './events.ts'
import type { Unproven } from './holdings.ts'
import { listUnproven } from './holdings.ts'
import type { ProofInput } from './schemas.ts'

/** Shows the purchases that one fact fits: the receipt number, store and day, or the name given at the purchase. */
export function provePurchases(ctx: Context, proof: z.output<typeof ProofInput>) {
  const person = buyer(ctx)
  return inTransaction(ctx, async (tx) => {
    const unproven = await listUnproven(tx, person)
    const fitting = await thatFit(ctx, tx, unproven, proof)
    for (const row of fitting) {
      await sql`update purchase_holders set proven_at = ${ctx.clock.now()} where bucket = ${bucketOf(row.purchaser_id)}
        and purchaser_id = ${row.purchaser_id} and purchase_id = ${row.purchase_id}`.execute(tx)
    }
    await publish(
      tx,
      purchaseBound,
      ...fitting.map((row) => ({
        purchaseId: row.purchase_id,
        storeId: row.store_id,
        purchaserIds: [person.purchaserId],
      })),
    )
    await audit(
      tx,
      ctx,
      ...fitting.map((row) => ({
        bucket: bucketOf(row.purchaser_id),
        organisationId: null,
        entity: 'purchase',
        entityId: row.purchase_id,
        after: { provenBy: Object.keys(proof) },
      })),
    )
    return { proven: fitting.length, remaining: unproven.length - fitting.length }
  })
}

async function thatFit(
  ctx: Context,
  tx: Parameters<typeof listUnproven>[0],
  rows: Unproven[],
  proof: z.output<typeof ProofInput>,
): Promise<Unproven[]> {
  if ('reference' in proof) return rows.filter((row) => row.reference === proof.reference)
  if ('purchasedOn' in proof) {
    const stores = await storesOf(
      ctx,
      rows.map((row) => row.store_id),
    )
    return rows.filter((row) => {
      const store = stores.get(row.store_id)
      return store?.code === proof.storeCode && dayIn(store.timeZone, row.purchased_at) === proof.purchasedOn
    })
  }
  const keys = await dataKeysOf(tx, ctx, [...new Set(rows.map((row) => row.purchaser_id))])
  const wanted = comparableName(proof.name)
  return rows.filter((row) => {
    const key = keys.get(row.purchaser_id)
    if (!key || row.buyer_name_sealed === null) return false
    return comparableName(decrypt(key, row.buyer_name_sealed, 'buyer-name').toString()) === wanted
  })
}
