import { sql } from 'kysely'
import type { Tx } from '#platform/db.ts'
import { hexBytes, insertRows } from '#platform/db.ts'
import type { ClaimId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import type { ClaimCouponRow } from './coupon-queries.ts'

export async function insertClaimCoupon(tx: Tx, row: ClaimCouponRow): Promise<void> {
  await insertRows(tx, 'claim_coupons', [
    { ...row, code_hash: hexBytes(row.code_hash), code_sealed: row.code_sealed && hexBytes(row.code_sealed) },
  ])
}

/** Writes what became of a claim's coupon. The claim is locked. */
export async function updateClaimCoupon(
  tx: Tx,
  coupon: ClaimCouponRow,
  change: Partial<Pick<ClaimCouponRow, 'state' | 'used_amount' | 'used_at' | 'due_at'>>,
): Promise<void> {
  const { state, used_amount, used_at, due_at } = { ...coupon, ...change }
  await sql`update claim_coupons set state = ${state}, used_amount = ${used_amount}, used_at = ${used_at}, due_at = ${due_at}
    where bucket = ${coupon.bucket} and claim_id = ${coupon.claim_id} and n = ${coupon.n}`.execute(tx)
  Object.assign(coupon, change)
}

/** The codes of claims whose person goes. */
export async function forgetCodes(tx: Tx, ids: readonly ClaimId[]): Promise<void> {
  await sql`update claim_coupons set code_sealed = null
    where bucket = any(${ids.map(bucketOf)}::int[]) and claim_id = any(${ids}::uuid[])`.execute(tx)
}
