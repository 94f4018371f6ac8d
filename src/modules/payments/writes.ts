import { sql } from 'kysely'
import type { Tx } from '#platform/db.ts'
import { insertRows } from '#platform/db.ts'
import type { AttemptId, RefundId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import type { AttemptRow, RefundRow } from './rows.ts'

export async function insertAttempts(tx: Tx, rows: readonly AttemptRow[]): Promise<void> {
  await insertRows(tx, 'payment_attempts', rows)
}

/** The columns that an answer of the provider's changes. */
export type AttemptChange = Pick<
  AttemptRow,
  'state' | 'outcome_unknown' | 'reason' | 'captured' | 'provider_ref' | 'action' | 'updated_at' | 'check_at'
>

/** Changes an attempt that is locked. */
export async function updateAttempt(tx: Tx, id: AttemptId, change: AttemptChange): Promise<void> {
  const sets = Object.entries(change).map(
    ([column, value]) =>
      sql`${sql.ref(column)} = ${column === 'action' && value !== null ? sql`${JSON.stringify(value)}::jsonb` : value}`,
  )
  await sql`update payment_attempts set ${sql.join(sets)}
    where bucket = ${bucketOf(id)} and id = ${id}`.execute(tx)
}

/** Counts a question to the provider. */
export async function countCheck(tx: Tx, id: AttemptId): Promise<void> {
  await sql`update payment_attempts set checks = checks + 1
    where bucket = ${bucketOf(id)} and id = ${id}`.execute(tx)
}

/** Takes an amount of what can be refunded, or nothing where less is left. @returns whether it was taken */
export async function reserveRefund(tx: Tx, id: AttemptId, amount: number): Promise<boolean> {
  const { rows } = await sql`update payment_attempts set refunded = refunded + ${amount}
    where bucket = ${bucketOf(id)} and id = ${id} and refunded + ${amount} <= captured returning 1`.execute(
    tx,
  )
  return rows.length > 0
}

/** Gives back what a refund that failed had taken. */
export async function unreserveRefund(tx: Tx, id: AttemptId, amount: number): Promise<void> {
  await sql`update payment_attempts set refunded = refunded - ${amount}
    where bucket = ${bucketOf(id)} and id = ${id}`.execute(tx)
}

/** @returns false where a refund of this key stands already */
export async function insertRefund(tx: Tx, row: RefundRow): Promise<boolean> {
  const { rows } = await sql`insert into payment_refunds
      (bucket, attempt_id, id, key, organisation_id, amount, state, reason, requested_at, check_at)
    values (${row.bucket}, ${row.attempt_id}, ${row.id}, ${row.key}, ${row.organisation_id}, ${row.amount}, ${row.state},
      ${row.reason}, ${row.requested_at}, ${row.check_at})
    on conflict (bucket, attempt_id, key) do nothing returning 1`.execute(tx)
  return rows.length > 0
}

/** Changes a refund that is locked, and counts the question that was asked. */
export async function updateRefund(
  tx: Tx,
  id: RefundId,
  change: Pick<RefundRow, 'state' | 'failure' | 'provider_ref' | 'ended_at' | 'check_at'>,
): Promise<void> {
  await sql`update payment_refunds set state = ${change.state}, failure = ${change.failure},
      provider_ref = ${change.provider_ref}, ended_at = ${change.ended_at}, check_at = ${change.check_at},
      checks = checks + 1
    where bucket = ${bucketOf(id)} and id = ${id}`.execute(tx)
}

/**
 * Takes an amount of what a mandate allows on a day, or nothing where it allows less, in one step.
 * @returns whether it was taken
 */
export async function takeOfMandate(
  tx: Tx,
  input: { mandateId: string; accountId: string; storeId: string; day: string; amount: number },
): Promise<boolean> {
  const { mandateId, amount } = input
  const { rows } = await sql`
    insert into mandate_days (bucket, mandate_id, day, taken)
    select m.bucket, m.id, ${input.day}, ${amount}::bigint from mandates m
    where m.bucket = ${bucketOf(mandateId)} and m.id = ${mandateId} and m.revoked_at is null
      and m.account_id = ${input.accountId} and m.store_id = ${input.storeId} and ${amount} <= m.per_payment
    on conflict (bucket, mandate_id, day) do update set taken = mandate_days.taken + excluded.taken
      where mandate_days.taken + excluded.taken <= (
        select n.per_day from mandates n where n.bucket = ${bucketOf(mandateId)} and n.id = ${mandateId})
    returning 1`.execute(tx)
  return rows.length > 0
}

/** Gives back what a payment that came to nothing had taken. */
export async function giveBackToMandate(
  tx: Tx,
  mandateId: string,
  day: string,
  amount: number,
): Promise<void> {
  await sql`update mandate_days set taken = taken - ${amount}
    where bucket = ${bucketOf(mandateId)} and mandate_id = ${mandateId} and day = ${day}`.execute(tx)
}
