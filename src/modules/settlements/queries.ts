import { sql } from 'kysely'
import type { Store } from '#modules/identity/index.ts'
import type { InstantText } from '#platform/dates.ts'
import { addDays, startOfDay } from '#platform/dates.ts'
import type { Db, Tx } from '#platform/db.ts'
import type {
  OrganisationId,
  PurchaseId,
  PurchaserId,
  RefundId,
  SettlementId,
  StoreId,
} from '#platform/ids.ts'
import { bucketOf, bucketOfText } from '#platform/ids.ts'
import type { LineRow, RefundRow, SettlementRow, TenderRow } from './rows.ts'

/** The key row of (store, reference) lies in the bucket that the two hash to. */
export function keyBucket(storeId: StoreId, reference: string): number {
  return bucketOfText(`${storeId}\n${reference}`)
}

export async function findSettlement(db: Db, id: SettlementId): Promise<SettlementRow | undefined> {
  const { rows } = await sql<SettlementRow>`
    select * from settlements where bucket = ${bucketOf(id)} and id = ${id}`.execute(db)
  return rows[0]
}

export async function lockSettlement(tx: Tx, id: SettlementId): Promise<SettlementRow | undefined> {
  const { rows } = await sql<SettlementRow>`
    select * from settlements where bucket = ${bucketOf(id)} and id = ${id} for update`.execute(tx)
  return rows[0]
}

/** The settlement that stands under a reference of a store. */
export async function findByReference(
  db: Db,
  storeId: StoreId,
  reference: string,
): Promise<SettlementRow | undefined> {
  const { rows } = await sql<{ id: SettlementId }>`select settlement_id as id from settlement_keys
    where bucket = ${keyBucket(storeId, reference)} and store_id = ${storeId} and reference = ${reference}`.execute(
    db,
  )
  return rows[0] && findSettlement(db, rows[0].id)
}

/** Which settlement stands under a reference; locked, so that a new try of a failed one is made once. */
export async function lockKey(
  tx: Tx,
  storeId: StoreId,
  reference: string,
): Promise<SettlementId | undefined> {
  const { rows } = await sql<{ id: SettlementId }>`select settlement_id as id from settlement_keys
    where bucket = ${keyBucket(storeId, reference)} and store_id = ${storeId} and reference = ${reference} for update`.execute(
    tx,
  )
  return rows[0]?.id
}

export async function linesOf(db: Db, id: SettlementId): Promise<LineRow[]> {
  const { rows } = await sql<LineRow>`select * from settlement_lines
    where bucket = ${bucketOf(id)} and settlement_id = ${id} order by n`.execute(db)
  return rows
}

export async function tendersOf(db: Db, id: SettlementId): Promise<TenderRow[]> {
  const { rows } = await sql<TenderRow>`select * from settlement_tenders
    where bucket = ${bucketOf(id)} and settlement_id = ${id} order by n`.execute(db)
  return rows
}

export async function refundsOf(db: Db, id: SettlementId): Promise<RefundRow[]> {
  const { rows } = await sql<RefundRow>`select * from settlement_refunds
    where bucket = ${bucketOf(id)} and settlement_id = ${id} order by n`.execute(db)
  return rows
}

/** What became of what providers were asked to give back, by refund. */
export async function refundStates(db: Db, id: SettlementId): Promise<Map<RefundId, string>> {
  const { rows } = await sql<{ id: RefundId; state: string }>`
    select r.id, r.state from payment_attempts a
    join payment_refunds r on r.bucket = a.bucket and r.attempt_id = a.id
    where a.bucket = ${bucketOf(id)} and a.subject_id = ${id}`.execute(db)
  return new Map(rows.map((row) => [row.id, row.state]))
}

export type ListFilter = {
  state?: string | undefined
  day?: string | undefined
  reference?: string | undefined
  register?: string | undefined
  after?: readonly [string, string] | undefined
  limit: number
}

/** A store's settlements, the newest first, with one more than asked. */
export async function listStoreSettlements(
  db: Db,
  store: Store,
  filter: ListFilter,
): Promise<SettlementRow[]> {
  const { state, day, reference, register, after } = filter
  const { rows } = await sql<SettlementRow>`
    select * from settlements s where s.store_id = ${store.id}
      ${state === undefined ? sql`` : sql`and s.state = ${state}`}
      ${reference === undefined ? sql`` : sql`and s.reference = ${reference}`}
      ${register === undefined ? sql`` : sql`and s.register = ${register}`}
      ${day === undefined ? sql`` : sql`and s.occurred_at >= ${startOfDay(day, store.timeZone)} and s.occurred_at < ${startOfDay(addDays(day, 1), store.timeZone)}`}
      ${after === undefined ? sql`` : sql`and (s.occurred_at, s.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by s.occurred_at desc, s.id desc limit ${filter.limit + 1}`.execute(db)
  return rows
}

/** Settlements of a person's identities, the newest first, with one more than asked. */
export async function listPeoplesSettlements(
  db: Db,
  people: readonly PurchaserId[],
  {
    purchaseId,
    after,
    limit,
  }: {
    purchaseId?: PurchaseId | undefined
    after?: readonly [string, string] | undefined
    limit: number
  },
): Promise<SettlementRow[]> {
  const { rows } = await sql<SettlementRow>`
    select * from settlements s
    where s.bucket = any(${[...new Set(people.map(bucketOf))]}::int[]) and s.purchaser_id = any(${people}::uuid[])
      ${purchaseId === undefined ? sql`` : sql`and s.purchase_id = ${purchaseId}`}
      ${after === undefined ? sql`` : sql`and (s.occurred_at, s.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by s.occurred_at desc, s.id desc limit ${limit + 1}`.execute(db)
  return rows
}

export async function countPeoplesSettlements(db: Db, people: readonly PurchaserId[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from settlements s
    where s.bucket = any(${[...new Set(people.map(bucketOf))]}::int[]) and s.purchaser_id = any(${people}::uuid[])`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

/** Settlements whose payments are to be looked at, the longest waiting first. */
export async function listToCheck(
  db: Db,
  organisationId: OrganisationId,
  now: InstantText,
  limit: number,
): Promise<SettlementId[]> {
  const { rows } = await sql<{ id: SettlementId }>`select id from settlements
    where organisation_id = ${organisationId} and check_at is not null and check_at <= ${now}
    order by check_at limit ${limit}`.execute(db)
  return rows.map((row) => row.id)
}

export async function nextCheck(
  db: Db,
  organisationId: OrganisationId,
  until: InstantText,
): Promise<InstantText | undefined> {
  const { rows } = await sql<{ at: InstantText | null }>`select min(check_at) as at from settlements
    where organisation_id = ${organisationId} and check_at is not null and check_at <= ${until}`.execute(db)
  return rows[0]?.at ?? undefined
}
