import { sql } from 'kysely'
import type { InstantText } from '#platform/dates.ts'
import type { Db } from '#platform/db.ts'
import type { ClaimId, CouponId, OrganisationId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'

export type ClaimCouponRow = {
  bucket: number
  claim_id: ClaimId
  n: number
  organisation_id: OrganisationId
  coupon_id: CouponId
  code_hash: Buffer
  code_sealed: Buffer | null
  amount: number
  used_amount: number | null
  sponsored: boolean
  state: 'issued' | 'used' | 'ended'
  issued_at: InstantText
  used_at: InstantText | null
  due_at: InstantText
}

/** The last coupon that a claim was given. */
export async function lastCoupon(db: Db, id: ClaimId): Promise<ClaimCouponRow | null> {
  const { rows } = await sql<ClaimCouponRow>`select * from claim_coupons
    where bucket = ${bucketOf(id)} and claim_id = ${id} order by n desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** Of some claims those whose coupon waits to be used. */
export async function claimsWithCoupon(db: Db, ids: readonly ClaimId[]): Promise<Set<ClaimId>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ claim_id: ClaimId }>`select claim_id from claim_coupons
    where bucket = any(${[...new Set(ids.map(bucketOf))]}::int[]) and claim_id = any(${ids}::uuid[]) and state = 'issued'`.execute(
    db,
  )
  return new Set(rows.map((row) => row.claim_id))
}

/** Of some coupons those that fulfil a claim, with it. */
export async function claimsOfCoupons(db: Db, ids: readonly string[]): Promise<Map<string, ClaimId>> {
  const { rows } = await sql<{ coupon_id: CouponId; claim_id: ClaimId }>`
    select coupon_id, claim_id from claim_coupons
    where bucket = any(${[...new Set(ids.map(bucketOf))]}::int[]) and coupon_id = any(${ids}::uuid[])`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.coupon_id, row.claim_id]))
}

/** Coupons of an organisation whose last day is over and that nobody has used, the oldest first. */
export async function listLapsed(
  db: Db,
  organisationId: OrganisationId,
  now: InstantText,
  most: number,
): Promise<ClaimCouponRow[]> {
  const { rows } = await sql<ClaimCouponRow>`select * from claim_coupons
    where organisation_id = ${organisationId} and state = 'issued' and due_at <= ${now}
    order by due_at, claim_id limit ${most}`.execute(db)
  return rows
}

/** When the next one is over, at or before an instant. */
export async function nextLapse(
  db: Db,
  organisationId: OrganisationId,
  until: InstantText,
): Promise<InstantText | undefined> {
  const { rows } = await sql<{ at: InstantText | null }>`select min(due_at) as at from claim_coupons
    where organisation_id = ${organisationId} and state = 'issued' and due_at <= ${until}`.execute(db)
  return rows[0]?.at ?? undefined
}

/** Organisations that have one. */
export async function organisationsWithLapsed(db: Db, now: InstantText): Promise<OrganisationId[]> {
  const { rows } = await sql<{ id: OrganisationId }>`select distinct organisation_id as id from claim_coupons
    where state = 'issued' and due_at <= ${now}`.execute(db)
  return rows.map((row) => row.id)
}
