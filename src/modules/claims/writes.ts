import { sql } from 'kysely'
import type { Tx } from '#platform/db.ts'
import { hexBytes, insertRows } from '#platform/db.ts'
import type { ClaimId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import type { Stage, State } from './model.ts'
import type { ClaimRow, PhotoRow } from './rows.ts'

export async function insertClaim(tx: Tx, row: ClaimRow): Promise<void> {
  await insertRows(tx, 'claims', [
    {
      ...row,
      data_key: row.data_key && hexBytes(row.data_key),
      description_sealed: hexBytes(row.description_sealed),
      follow_hash: row.follow_hash && hexBytes(row.follow_hash),
    },
  ])
}

/** The columns that a claim's course changes. */
export type ClaimChange = Partial<
  Pick<
    ClaimRow,
    | 'state'
    | 'blocked'
    | 'estimate'
    | 'covered'
    | 'buyer_pays'
    | 'exchange'
    | 'goodwill'
    | 'route'
    | 'reason_code'
    | 'decided_by'
    | 'decided_at'
    | 'proposed'
    | 'appealed'
    | 'rejected_by'
    | 'submitted_at'
    | 'decision_due_at'
    | 'deadline_doubled'
    | 'escalated_at'
    | 'received_on'
    | 'closed_at'
    | 'follow_hash'
  >
>

/** Changes a claim that is locked, and counts its version up. */
export async function updateClaim(tx: Tx, id: ClaimId, change: ClaimChange): Promise<void> {
  const sets = Object.entries(change).map(([column, value]) => {
    const json = column === 'blocked' || column === 'proposed'
    return sql`${sql.ref(column)} = ${json && value !== null ? sql`${JSON.stringify(value)}::jsonb` : value}`
  })
  await sql`update claims set ${sql.join([...sets, sql`version = version + 1`])}
    where bucket = ${bucketOf(id)} and id = ${id}`.execute(tx)
}

export type NewHistory = {
  claim_id: ClaimId
  at: string
  actor_kind: string
  actor_id: string
  kind: string
  stage: Stage
  from_state: State | null
  to_state: State
  data: Record<string, unknown>
  note_sealed: Buffer | null
  internal: boolean
}

/** Appends to a claim's history. The claim is locked, so numbers have no gap and no twin. */
export async function appendHistory(tx: Tx, row: NewHistory): Promise<void> {
  await sql`insert into claim_history
      (bucket, claim_id, n, at, actor_kind, actor_id, kind, stage, from_state, to_state, data, note_sealed, internal)
    select ${bucketOf(row.claim_id)}, ${row.claim_id}, coalesce(max(n), 0) + 1, ${row.at}, ${row.actor_kind},
      ${row.actor_id}, ${row.kind}, ${row.stage}, ${row.from_state}, ${row.to_state}, ${JSON.stringify(row.data)}::jsonb,
      ${row.note_sealed}, ${row.internal}
    from claim_history where bucket = ${bucketOf(row.claim_id)} and claim_id = ${row.claim_id}`.execute(tx)
}

export async function insertPhoto(tx: Tx, row: PhotoRow): Promise<void> {
  await insertRows(tx, 'claim_photos', [{ ...row, content_hash: hexBytes(row.content_hash) }])
}

/** Photos of claims whose person goes: that there were some stays, their files' names do not. */
export async function forgetPhotos(tx: Tx, ids: readonly ClaimId[]): Promise<void> {
  await sql`update claim_photos set file = null, thumbnail = null
    where bucket = any(${ids.map(bucketOf)}::int[]) and claim_id = any(${ids}::uuid[])`.execute(tx)
}

/**
 * Nobody follows these claims any more and they are nobody's: each gets a key of its own for what the desk may still
 * write. What was written before is under the person's key, and gone with it.
 */
export async function forgetClaimants(tx: Tx, keys: ReadonlyMap<ClaimId, Buffer>): Promise<void> {
  for (const [id, key] of keys) {
    await sql`update claims set follow_hash = null, purchaser_id = null, data_key = ${key}
      where bucket = ${bucketOf(id)} and id = ${id}`.execute(tx)
  }
}
