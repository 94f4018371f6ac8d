import { sql } from 'kysely'
import type { z } from 'zod'
import type { InstantText } from '#platform/dates.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { CouponId, Id, OrganisationId, SettlementId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import type { CouponBudget, CouponOut } from './definition-schemas.ts'
import type { Coupon } from './definitions.ts'
import { couponColumns } from './definitions.ts'

export type Budget = z.output<typeof CouponBudget>
export type BatchId = Id<'cpb'>

export async function findCoupon(db: Db, id: CouponId): Promise<Coupon | undefined> {
  const found = db.selectFrom('coupons').select(couponColumns).where('id', '=', id)
  return (await found.executeTakeFirst()) as Coupon | undefined
}

export async function lockCoupon(tx: Tx, id: CouponId): Promise<Coupon> {
  const found = tx.selectFrom('coupons').select(couponColumns).where('id', '=', id).forUpdate()
  return (await found.executeTakeFirstOrThrow()) as Coupon
}

/** Coupons of an organisation by their short names. */
export async function listCoupons(
  db: Db,
  organisationId: OrganisationId,
  after: string | undefined,
  limit: number,
): Promise<Coupon[]> {
  const { rows } = await sql<Coupon>`
    select id, organisation_id as "organisationId", code, terms, currency, state, created_at as "createdAt", ended_at as "endedAt"
    from coupons where organisation_id = ${organisationId} and code > ${after ?? ''} order by code limit ${limit}`.execute(
    db,
  )
  return rows
}

/** What was taken of some coupons, by their ids. */
export async function budgetsOf(db: Db, ids: readonly CouponId[]): Promise<Map<string, Budget>> {
  const { rows } = await sql<Budget & { id: string }>`
    select b.coupon_id as id, b.max_uses as "maxUses", b.held_uses as "heldUses", b.committed_uses as "committedUses",
      b.max_amount as "maxAmount", b.held_amount as "heldAmount", b.committed_amount as "committedAmount"
    from unnest(${ids.map(bucketOf)}::int[], ${ids}::uuid[]) as t (bucket, id)
    join coupon_budgets b on b.bucket = t.bucket and b.coupon_id = t.id`.execute(db)
  return new Map(rows.map(({ id, ...budget }) => [id, budget]))
}

/** True once a code, a holding or a use of it exists: from then on its terms stay. */
export async function isOut(db: Db, id: CouponId): Promise<boolean> {
  const { rows } = await sql<{ out: boolean }>`
    select exists (select from coupon_codes where coupon_id = ${id}) or exists (select from coupon_holdings where coupon_id = ${id})
      or exists (select from coupon_uses where coupon_id = ${id}) as out`.execute(db)
  return rows[0]?.out === true
}

/** What people still have of it. */
export async function stillOut(db: Db, id: CouponId): Promise<z.output<typeof CouponOut>> {
  const { rows } = await sql<z.output<typeof CouponOut>>`
    select (select held_uses from coupon_budgets where bucket = ${bucketOf(id)} and coupon_id = ${id}) as "heldUses",
      (select count(*) from coupon_holdings where coupon_id = ${id} and removed_at is null) as wallets,
      (select count(*) from coupon_codes where coupon_id = ${id} and kind = 'personal' and revoked_at is null
        and held_uses + committed_uses < max_uses) as "unusedCodes",
      (select count(*) from coupon_codes where coupon_id = ${id} and kind = 'public' and revoked_at is null) as "publicCodes"`.execute(
    db,
  )
  return rows[0] as z.output<typeof CouponOut>
}

export type Batch = {
  id: BatchId
  kind: 'personal' | 'public'
  codes: number
  claimed: number
  used: number
  revoked: number
  createdAt: InstantText
}

/** Batches of codes, the newest first. */
export async function listBatches(
  db: Db,
  id: CouponId,
  after: string | undefined,
  limit: number,
): Promise<Batch[]> {
  const { rows } = await sql<Batch>`
    select batch_id as id, min(kind) as kind, count(*) as codes, count(purchaser_id) as claimed,
      count(*) filter (where committed_uses > 0) as used, count(revoked_at) as revoked, min(created_at) as "createdAt"
    from coupon_codes where coupon_id = ${id} and (${after ?? null}::uuid is null or batch_id < ${after ?? null}::uuid)
    group by batch_id order by batch_id desc limit ${limit}`.execute(db)
  return rows
}

export type ListedUse = {
  settlementId: SettlementId
  state: 'held' | 'committed' | 'released' | 'restored'
  amount: number
  returned: number
  heldAt: InstantText
  endedAt: InstantText | null
}

/** Uses of a coupon, the newest first. */
export async function listUses(
  db: Db,
  id: CouponId,
  after: readonly [InstantText, string] | undefined,
  limit: number,
): Promise<ListedUse[]> {
  const [at, settlementId] = after ?? [null, null]
  const { rows } = await sql<ListedUse>`
    select settlement_id as "settlementId", state, amount, returned, held_at as "heldAt", ended_at as "endedAt"
    from coupon_uses where coupon_id = ${id}
      and (${at}::timestamptz is null or (held_at, settlement_id) < (${at}::timestamptz, ${settlementId}::uuid))
    order by held_at desc, settlement_id desc limit ${limit}`.execute(db)
  return rows
}
