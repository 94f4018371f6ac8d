import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import type { AccountId, CouponId, HoldingId, PurchaserId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import type { Coupon } from './definitions.ts'

/** The identities of a person, the one given first. */
export async function identitiesOf(db: Db, id: PurchaserId): Promise<PurchaserId[]> {
  const { rows } = await sql<{ id: PurchaserId }>`
    select linked_id as id from purchaser_links where bucket = ${bucketOf(id)} and purchaser_id = ${id}`.execute(
    db,
  )
  return [id, ...rows.map((row) => row.id)]
}

/** Ids of what is in the wallets of some identities, the newest first. */
export async function listHoldingIds(
  db: Db,
  people: readonly PurchaserId[],
  after: string | undefined,
  limit: number,
): Promise<HoldingId[]> {
  const { rows } = await sql<{ id: HoldingId }>`
    select id from coupon_holdings where bucket = any(${people.map(bucketOf)}::int[]) and purchaser_id = any(${people}::uuid[])
      and removed_at is null and (${after ?? null}::uuid is null or id < ${after ?? null}::uuid) order by id desc limit ${limit}`.execute(
    db,
  )
  return rows.map((row) => row.id)
}

/** The holding of a code in one of these wallets, also where it was taken out. */
export async function holdingOfCode(
  db: Db,
  people: readonly PurchaserId[],
  couponId: CouponId,
  hash: Buffer,
): Promise<{ id: HoldingId; removed: boolean } | undefined> {
  const { rows } = await sql<{ id: HoldingId; removed: boolean }>`
    select id, removed_at is not null as removed from coupon_holdings where bucket = any(${people.map(bucketOf)}::int[])
      and purchaser_id = any(${people}::uuid[]) and coupon_id = ${couponId} and coalesce(code_hash, ''::bytea) = ${hash}
    order by removed_at nulls first, id limit 1`.execute(db)
  return rows[0]
}

/** For which accounts each of some holdings is selected, in the buckets of these identities. */
export async function selectionsOf(
  db: Db,
  people: readonly PurchaserId[],
): Promise<{ accountId: AccountId; holdingId: HoldingId }[]> {
  const { rows } = await sql<{ accountId: AccountId; holdingId: HoldingId }>`
    select account_id as "accountId", holding_id as "holdingId" from coupon_selections
    where bucket = any(${people.map(bucketOf)}::int[]) and purchaser_id = any(${people}::uuid[]) order by account_id`.execute(
    db,
  )
  return rows
}

/** The zone in which a coupon's days are shown: that of its first store, else of the first store of its company. */
export async function zoneOfCoupon(db: Db, { organisationId, terms }: Coupon): Promise<string> {
  const { storeCodes } = terms.scope
  const { rows } = await sql<{ zone: string }>`
    select time_zone as zone from stores
    where case when ${storeCodes}::text[] is null then organisation_id = ${organisationId} else code = any(${storeCodes}::text[]) end
    order by created_at, id limit 1`.execute(db)
  return rows[0]?.zone ?? 'Asia/Tokyo'
}
