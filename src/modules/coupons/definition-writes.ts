import { sql } from 'kysely'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import { hexBytes } from '#platform/db.ts'
import { invalidate } from '#platform/caches.ts'
import type { CouponId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import type { CodeKey } from './codes.ts'
import type { BatchId } from './definition-queries.ts'
import type { Coupon, CouponState } from './definitions.ts'
import { couponsById } from './definitions.ts'
import type { CouponTerms } from './schemas.ts'

/** @returns false where the short name is taken */
export async function insertCoupon(tx: Tx, coupon: Coupon): Promise<boolean> {
  const { id, organisationId, code, terms, currency, state, createdAt } = coupon
  const { rows } = await sql`
    insert into coupons (id, organisation_id, code, terms, currency, state, created_at)
    values (${id}, ${organisationId}, ${code}, ${JSON.stringify(terms)}::jsonb, ${currency}, ${state}, ${createdAt})
    on conflict (organisation_id, code) do nothing returning id`.execute(tx)
  if (rows.length === 0) return false
  await sql`insert into coupon_budgets (bucket, coupon_id, max_uses, max_amount)
    values (${bucketOf(id)}, ${id}, ${terms.limits.uses}, ${terms.limits.amount})`.execute(tx)
  return true
}

/** Terms with their limits, which the budget has too. */
export async function updateTerms(tx: Tx, id: CouponId, terms: CouponTerms): Promise<void> {
  await sql`update coupons set terms = ${JSON.stringify(terms)}::jsonb where id = ${id}`.execute(tx)
  await sql`update coupon_budgets set max_uses = ${terms.limits.uses}, max_amount = ${terms.limits.amount}
    where bucket = ${bucketOf(id)} and coupon_id = ${id}`.execute(tx)
  await invalidate(tx, couponsById)
}

export async function updateState(
  tx: Tx,
  id: CouponId,
  state: CouponState,
  endedAt: InstantText | null,
): Promise<void> {
  await sql`update coupons set state = ${state}, ended_at = ${endedAt} where id = ${id}`.execute(tx)
  await invalidate(tx, couponsById)
}

type NewCode = CodeKey & {
  couponId: CouponId
  batchId: BatchId
  kind: 'personal' | 'public'
  createdAt: InstantText
}

/** All codes in one statement. @returns how many were free */
export async function insertCodes(tx: Tx, codes: readonly NewCode[]): Promise<number> {
  const rows = codes.map((code) => ({
    bucket: code.bucket,
    hash: hexBytes(code.hash),
    coupon_id: code.couponId,
    batch_id: code.batchId,
    kind: code.kind,
    max_uses: code.kind === 'personal' ? 1 : null,
    created_at: code.createdAt,
  }))
  const { rows: made } = await sql`
    insert into coupon_codes (bucket, hash, coupon_id, batch_id, kind, max_uses, created_at)
    select bucket, hash, coupon_id, batch_id, kind, max_uses, created_at
    from json_populate_recordset(null::coupon_codes, ${JSON.stringify(rows)}::json) order by bucket, hash
    on conflict (bucket, hash) do nothing returning 1`.execute(tx)
  return made.length
}

/** @returns how many were not revoked before; undefined where the coupon has no such batch */
export async function revokeBatch(
  tx: Tx,
  id: CouponId,
  batchId: BatchId,
  at: InstantText,
): Promise<number | undefined> {
  const { rows } = await sql<{ fresh: boolean }>`
    with k as materialized (select bucket, hash, revoked_at from coupon_codes where coupon_id = ${id} and batch_id = ${batchId}
      order by hash for update)
    update coupon_codes x set revoked_at = coalesce(x.revoked_at, ${at}::timestamptz) from k
    where x.bucket = k.bucket and x.hash = k.hash returning k.revoked_at is null as fresh`.execute(tx)
  return rows.length === 0 ? undefined : rows.filter((row) => row.fresh).length
}
