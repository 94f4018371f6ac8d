import { sql } from 'kysely'
import type { Tx } from '#platform/db.ts'
import type { ClaimId, OrganisationId, StoreId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import type { Owed } from './book-model.ts'
import type { ClaimRow } from './rows.ts'

export type ClaimBookRow = Owed & {
  bucket: number
  claim_id: ClaimId
  organisation_id: OrganisationId
  store_id: StoreId
  currency: string
  version: number
}
/** A claim with what is booked of it, and whether its buyer has paid a deductible. */
export type ClaimToBook = ClaimRow & {
  book: ClaimBookRow | null
  paid_deductible: boolean
  used_coupon: { used_amount: number; sponsored: boolean } | null
}

/** Claims as they are now, their books locked, in the order of their ids. */
export async function claimsToBookOf(tx: Tx, ids: readonly ClaimId[]): Promise<ClaimToBook[]> {
  const buckets = [...new Set(ids.map(bucketOf))]
  await sql`select 1 from claim_books where bucket = any(${buckets}::int[]) and claim_id = any(${ids}::uuid[])
    order by claim_id for update`.execute(tx)
  const { rows } = await sql<ClaimToBook>`select l.*,
      (select to_json(b) from claim_books b where b.bucket = l.bucket and b.claim_id = l.id) as book,
      (select to_json(k) from claim_coupons k where k.bucket = l.bucket and k.claim_id = l.id and k.state = 'used') as used_coupon,
      exists (select 1 from claim_history h where h.bucket = l.bucket and h.claim_id = l.id
        and h.from_state = 'awaiting_payment' and h.kind = 'advance') as paid_deductible
    from claims l where l.bucket = any(${buckets}::int[]) and l.id = any(${ids}::uuid[]) order by l.id`.execute(
    tx,
  )
  return rows
}

export async function updateClaimBook(tx: Tx, row: ClaimBookRow): Promise<void> {
  await sql`update claim_books set incurred = ${row.incurred}, settled = ${row.settled}, by_coupon = ${row.by_coupon},
      deductible = ${row.deductible}, deductible_taken = ${row.deductible_taken}, version = ${row.version}
    where bucket = ${row.bucket} and claim_id = ${row.claim_id}`.execute(tx)
}
