import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { AttemptId, OrganisationId, RefundId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import type { AttemptRow, RefundRow } from './rows.ts'

export async function findAttempt(db: Db, id: AttemptId): Promise<AttemptRow | undefined> {
  const { rows } = await sql<AttemptRow>`
    select * from payment_attempts where bucket = ${bucketOf(id)} and id = ${id}`.execute(db)
  return rows[0]
}

export async function lockAttempt(tx: Tx, id: AttemptId): Promise<AttemptRow | undefined> {
  const { rows } = await sql<AttemptRow>`
    select * from payment_attempts where bucket = ${bucketOf(id)} and id = ${id} for update`.execute(tx)
  return rows[0]
}

/** The attempts to pay one thing, the oldest first; they lie in its bucket. */
export async function listAttemptsOf(db: Db, subjectId: string): Promise<AttemptRow[]> {
  const { rows } = await sql<AttemptRow>`select * from payment_attempts
    where bucket = ${bucketOf(subjectId)} and subject_id = ${subjectId} order by created_at, id`.execute(db)
  return rows
}

/** Payments of stores, the newest first. */
export async function listStoreAttempts(
  db: Db,
  filter: {
    storeId: string
    state?: string | undefined
    after?: readonly [string, string] | undefined
    limit: number
  },
): Promise<AttemptRow[]> {
  const { state, after } = filter
  const { rows } = await sql<AttemptRow>`select * from payment_attempts where store_id = ${filter.storeId}
      ${state === undefined ? sql`` : sql`and state = ${state}`}
      ${after === undefined ? sql`` : sql`and (created_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by created_at desc, id desc limit ${filter.limit + 1}`.execute(db)
  return rows
}

export async function listRefunds(db: Db, attemptId: AttemptId): Promise<RefundRow[]> {
  const { rows } = await sql<RefundRow>`select * from payment_refunds
    where bucket = ${bucketOf(attemptId)} and attempt_id = ${attemptId} order by requested_at, id`.execute(db)
  return rows
}

export async function findRefund(db: Db, id: RefundId): Promise<RefundRow | undefined> {
  const { rows } = await sql<RefundRow>`
    select * from payment_refunds where bucket = ${bucketOf(id)} and id = ${id}`.execute(db)
  return rows[0]
}

export async function findRefundByKey(
  db: Db,
  attemptId: AttemptId,
  key: string,
): Promise<RefundRow | undefined> {
  const { rows } = await sql<RefundRow>`select * from payment_refunds
    where bucket = ${bucketOf(attemptId)} and attempt_id = ${attemptId} and key = ${key}`.execute(db)
  return rows[0]
}

export async function lockRefund(tx: Tx, id: RefundId): Promise<RefundRow | undefined> {
  const { rows } = await sql<RefundRow>`
    select * from payment_refunds where bucket = ${bucketOf(id)} and id = ${id} for update`.execute(tx)
  return rows[0]
}

const dueTables = { attempts: sql.table('payment_attempts'), refunds: sql.table('payment_refunds') } as const
export type Due = keyof typeof dueTables

/** What somebody must ask the provider about by then, the longest due first: a sweep over every shard. */
export async function listDue(
  db: Db,
  what: Due,
  organisationId: OrganisationId,
  now: string,
  most: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from ${dueTables[what]}
    where organisation_id = ${organisationId} and check_at <= ${now} order by check_at, id limit ${most}`.execute(
    db,
  )
  return rows.map((row) => row.id)
}

export async function nextDue(
  db: Db,
  what: Due,
  organisationId: OrganisationId,
  until: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ at: string | null }>`select min(check_at) as at from ${dueTables[what]}
    where organisation_id = ${organisationId} and check_at <= ${until}`.execute(db)
  return rows[0]?.at ?? undefined
}

export async function organisationsDue(db: Db, what: Due, now: string): Promise<OrganisationId[]> {
  const { rows } = await sql<{ id: OrganisationId }>`
    select distinct organisation_id as id from ${dueTables[what]} where check_at <= ${now}`.execute(db)
  return rows.map((row) => row.id)
}
