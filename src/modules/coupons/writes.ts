import { sql } from 'kysely'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { AccountId, CouponId, HoldingId, PurchaserId } from '#platform/ids.ts'
import { bucketOf, newId } from '#platform/ids.ts'
import type { CodeKey } from './codes.ts'

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

/** Makes a personal code a buyer's. @returns false where another was faster */
export async function claimCode(
  tx: Tx,
  { bucket, hash }: CodeKey,
  purchaserId: PurchaserId,
): Promise<boolean> {
  const { rows } = await sql`update coupon_codes set purchaser_id = ${purchaserId}
    where bucket = ${bucket} and hash = ${hash} and (purchaser_id is null or purchaser_id = ${purchaserId})
      and revoked_at is null and held_uses + committed_uses < max_uses returning 1`.execute(tx)
  return rows.length > 0
}

/** Puts a coupon back that was taken out of the wallet. */
export async function putBack(tx: Tx, id: HoldingId): Promise<void> {
  await sql`update coupon_holdings set removed_at = null where bucket = ${bucketOf(id)} and id = ${id}`.execute(
    tx,
  )
}

/** Takes a coupon out of the wallet, and out of what is selected for accounts of these identities. */
export async function takeOut(
  tx: Tx,
  { holdingId, purchaserId }: { holdingId: HoldingId; purchaserId: PurchaserId },
  identities: readonly PurchaserId[],
  at: InstantText,
): Promise<void> {
  await sql`update coupon_holdings set removed_at = ${at} where bucket = ${bucketOf(holdingId)} and id = ${holdingId}`.execute(
    tx,
  )
  await sql`delete from coupon_selections where bucket = any(${identities.map(bucketOf)}::int[])
    and purchaser_id = ${purchaserId} and holding_id = ${holdingId}`.execute(tx)
}

/** Writes what is selected for an account anew. */
export async function replaceSelection(
  tx: Tx,
  selection: {
    accountId: AccountId
    holdings: readonly { holdingId: HoldingId; purchaserId: PurchaserId }[]
    via: 'wallet' | 'kiosk'
    at: InstantText
  },
): Promise<void> {
  const { accountId, holdings, via, at } = selection
  const bucket = bucketOf(accountId)
  // Two who select at once would leave both selections: there is no row of the account here to lock.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`coupons of ${accountId}`}, 0))`.execute(tx)
  await sql`delete from coupon_selections where bucket = ${bucket} and account_id = ${accountId}
    and holding_id <> all(${holdings.map((one) => one.holdingId)}::uuid[])`.execute(tx)
  await sql`insert into coupon_selections (bucket, account_id, holding_id, purchaser_id, selected_at, via)
    select ${bucket}, ${accountId}::uuid, h.id, h.purchaser, ${at}::timestamptz, ${via}
    from unnest(${holdings.map((one) => one.holdingId)}::uuid[], ${holdings.map((one) => one.purchaserId)}::uuid[]) as h (id, purchaser)
    on conflict (bucket, account_id, holding_id) do nothing`.execute(tx)
}

/**
 * Takes people out of everything: their wallets and selections are gone, their unused personal codes are worthless,
 * and uses are nobody's. A payment under way ends as it would have.
 */
export async function forgetBuyers(tx: Tx, people: readonly PurchaserId[], at: InstantText): Promise<void> {
  const buckets = people.map(bucketOf)
  await sql`update coupon_codes set purchaser_id = null, revoked_at = coalesce(revoked_at, ${at}::timestamptz)
    where purchaser_id = any(${people}::uuid[])`.execute(tx)
  await sql`delete from coupon_selections where bucket = any(${buckets}::int[]) and purchaser_id = any(${people}::uuid[])`.execute(
    tx,
  )
  await sql`delete from coupon_holdings where bucket = any(${buckets}::int[]) and purchaser_id = any(${people}::uuid[])`.execute(
    tx,
  )
  await sql`update coupon_uses set purchaser_id = null, holding_id = null where purchaser_id = any(${people}::uuid[])`.execute(
    tx,
  )
}
