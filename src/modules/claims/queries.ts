import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { ClaimId, OrganisationId, PurchaseId, PurchaserId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import type { ClaimRow, HistoryRow, PhotoRow } from './rows.ts'

/** A claim with what a list says of its contract. */
export type ListedClaim = ClaimRow & {
  number: string
  item_code: string
  item_name: string | null
  serial_number: string | null
}
const listed = sql`select l.*, c.number, c.item_code, c.item_name, c.serial_number
  from claims l join contracts c on c.bucket = l.bucket and c.id = l.contract_id`

export async function findClaim(db: Db, id: ClaimId): Promise<ListedClaim | undefined> {
  const { rows } =
    await sql<ListedClaim>`${listed} where l.bucket = ${bucketOf(id)} and l.id = ${id}`.execute(db)
  return rows[0]
}

/** By reception number; its bucket stands in its first two symbols. */
export async function findClaimByNumber(
  db: Db,
  number: string,
  bucket: number,
): Promise<ListedClaim | undefined> {
  const { rows } =
    await sql<ListedClaim>`${listed} where l.bucket = ${bucket} and l.reception_number = ${number}`.execute(
      db,
    )
  return rows[0]
}

/** Locks a claim; its contract is locked before it. */
export async function lockClaim(tx: Tx, id: ClaimId): Promise<ClaimRow | undefined> {
  const { rows } =
    await sql<ClaimRow>`select * from claims where bucket = ${bucketOf(id)} and id = ${id} for update`.execute(
      tx,
    )
  return rows[0]
}

export async function listHistory(db: Db, id: ClaimId): Promise<HistoryRow[]> {
  const { rows } = await sql<HistoryRow>`
    select n, at, actor_kind, actor_id, kind, stage, from_state, to_state, data, note_sealed, internal
    from claim_history where bucket = ${bucketOf(id)} and claim_id = ${id} order by n`.execute(db)
  return rows
}

export async function listPhotos(db: Db, id: ClaimId): Promise<PhotoRow[]> {
  const { rows } = await sql<PhotoRow>`
    select * from claim_photos where bucket = ${bucketOf(id)} and claim_id = ${id} and file is not null order by n`.execute(
    db,
  )
  return rows
}

const queues = {
  to_decide: sql`l.state = 'submitted' and l.proposed is null`,
  with_buyer: sql`l.state in ('information_requested', 'awaiting_payment', 'awaiting_return')`,
  at_work: sql`l.state in ('accepted', 'received', 'in_repair', 'repaired', 'shipped', 'replacement_ordered', 'coupon_issued', 'refunded')`,
  second_person: sql`l.proposed is not null`,
  overdue: sql`l.state in ('submitted', 'information_requested') and l.escalated_at is not null`,
  closed: sql`l.state in ('completed', 'rejected', 'withdrawn')`,
} as const
export type Queue = keyof typeof queues
export type DeskFilter = {
  storeIds: readonly string[]
  state?: string | undefined
  queue?: Queue | undefined
  contractId?: string | undefined
  receptionNumber?: string | undefined
  after?: readonly [string, string] | undefined
  limit: number
}

/** Claims of stores, the newest first. */
export async function listStoreClaims(db: Db, filter: DeskFilter): Promise<ListedClaim[]> {
  const { state, queue, contractId, receptionNumber, after } = filter
  const { rows } = await sql<ListedClaim>`${listed}
    where l.store_id = any(${filter.storeIds}::uuid[])
      ${state === undefined ? sql`` : sql`and l.state = ${state}`}
      ${queue === undefined ? sql`` : sql`and ${queues[queue]}`}
      ${contractId === undefined ? sql`` : sql`and l.bucket = ${bucketOf(contractId)} and l.contract_id = ${contractId}`}
      ${receptionNumber === undefined ? sql`` : sql`and l.reception_number = ${receptionNumber}`}
      ${after === undefined ? sql`` : sql`and (l.filed_at, l.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by l.filed_at desc, l.id desc limit ${filter.limit + 1}`.execute(db)
  return rows
}

/** How many claims stand in each queue of the desk. */
export async function countQueues(db: Db, storeIds: readonly string[]): Promise<Record<Queue, number>> {
  const counts = Object.entries(queues).map(
    ([name, condition]) => sql`count(*) filter (where ${condition})::int as ${sql.ref(name)}`,
  )
  const { rows } = await sql<Record<Queue, number>>`
    select ${sql.join(counts)} from claims l where l.store_id = any(${storeIds}::uuid[])`.execute(db)
  return rows[0] as Record<Queue, number>
}

/** The claims on the purchases that a buyer sees, the newest first. */
export async function listClaimsHeld(
  db: Db,
  purchaseIds: readonly PurchaseId[],
  filter: { contractId?: string | undefined; after?: readonly [string, string] | undefined; limit: number },
): Promise<ListedClaim[]> {
  if (purchaseIds.length === 0) return []
  const { contractId, after } = filter
  const { rows } = await sql<ListedClaim>`${listed}
    where l.bucket = any(${[...new Set(purchaseIds.map(bucketOf))]}::int[]) and l.purchase_id = any(${purchaseIds}::uuid[])
      ${contractId === undefined ? sql`` : sql`and l.contract_id = ${contractId}`}
      ${after === undefined ? sql`` : sql`and (l.filed_at, l.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by l.filed_at desc, l.id desc limit ${filter.limit + 1}`.execute(db)
  return rows
}

/** Every claim of these people, on purchases that they hold or ever held, in the order of their contracts. */
export async function listPeoplesClaims(
  db: Db,
  people: readonly PurchaserId[],
  purchaseIds: readonly PurchaseId[],
): Promise<ListedClaim[]> {
  if (purchaseIds.length === 0) return []
  const { rows } = await sql<ListedClaim>`${listed}
    where l.bucket = any(${[...new Set(purchaseIds.map(bucketOf))]}::int[]) and l.purchase_id = any(${purchaseIds}::uuid[])
      and l.purchaser_id = any(${people}::uuid[])
    order by l.contract_id, l.id`.execute(db)
  return rows
}

/** True where one of these people holds the purchase. */
export async function holdsPurchase(
  db: Db,
  people: readonly PurchaserId[],
  purchaseId: PurchaseId,
): Promise<boolean> {
  if (people.length === 0) return false
  const { rows } = await sql`select 1 from purchase_holders
    where bucket = any(${people.map(bucketOf)}::int[]) and purchaser_id = any(${people}::uuid[])
      and purchase_id = ${purchaseId} and ended_at is null limit 1`.execute(db)
  return rows.length > 0
}

/** Open claims on contracts, for what must end with them. */
export async function openClaimIds(db: Db, contractIds: readonly string[]): Promise<ClaimId[]> {
  if (contractIds.length === 0) return []
  const { rows } = await sql<{ id: ClaimId }>`select id from claims
    where bucket = any(${[...new Set(contractIds.map(bucketOf))]}::int[]) and contract_id = any(${contractIds}::uuid[])
      and closed_at is null order by id`.execute(db)
  return rows.map((row) => row.id)
}

/** Undecided claims of an organisation whose deadline has passed by then, the oldest first. */
export async function listOverdue(
  db: Db,
  organisationId: OrganisationId,
  now: string,
  most: number,
): Promise<ClaimRow[]> {
  const { rows } = await sql<ClaimRow>`select * from claims
    where organisation_id = ${organisationId} and state in ('submitted', 'information_requested')
      and escalated_at is null and decision_due_at <= ${now}
    order by decision_due_at, id limit ${most}`.execute(db)
  return rows
}

/** The next deadline of an organisation at or before an instant. */
export async function nextDeadline(
  db: Db,
  organisationId: OrganisationId,
  until: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ at: string | null }>`select min(decision_due_at) as at from claims
    where organisation_id = ${organisationId} and state in ('submitted', 'information_requested')
      and escalated_at is null and decision_due_at <= ${until}`.execute(db)
  return rows[0]?.at ?? undefined
}
