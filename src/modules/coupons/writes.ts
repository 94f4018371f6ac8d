import { sql } from 'kysely'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { CouponId, HoldingId, PurchaserId } from '#platform/ids.ts'
import { bucketOf, newId } from '#platform/ids.ts'

type NewHolding = { purchaserId: PurchaserId; couponId: CouponId; codeHash: Buffer; at: InstantText }

/** The holding of a code by a buyer, made where there is none. Locks none that is there. */
export async function keepHolding(
  tx: Tx,
  { purchaserId, couponId, codeHash, at }: NewHolding,
): Promise<HoldingId> {
  const bucket = bucketOf(purchaserId)
  const made = await sql<{ id: HoldingId }>`
    insert into coupon_holdings (bucket, id, purchaser_id, coupon_id, code_hash, added_at)
    values (${bucket}, ${newId<'cph'>(bucket)}, ${purchaserId}, ${couponId}, ${codeHash}, ${at})
    on conflict (bucket, purchaser_id, coupon_id, coalesce(code_hash, ''::bytea)) do nothing returning id`.execute(
    tx,
  )
  if (made.rows[0]) return made.rows[0].id
  const there = await sql<{ id: HoldingId }>`
    select id from coupon_holdings where bucket = ${bucket} and purchaser_id = ${purchaserId} and coupon_id = ${couponId}
      and coalesce(code_hash, ''::bytea) = ${codeHash}`.execute(tx)
  return (there.rows[0] as { id: HoldingId }).id
}

/** A use that came back after the end can be used until an instant; a later one that stands stays. */
export async function extendHolding(tx: Tx, id: HoldingId, until: InstantText): Promise<void> {
  await sql`update coupon_holdings set extended_until = greatest(extended_until, ${until}::timestamptz)
    where bucket = ${bucketOf(id)} and id = ${id}`.execute(tx)
}
