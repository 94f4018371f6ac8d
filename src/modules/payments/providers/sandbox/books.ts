import { sql } from 'kysely'
import type { InstantText } from '#platform/dates.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { AccountId, AttemptId, RefundId, StoreId } from '#platform/ids.ts'
import { bucketOf, newId } from '#platform/ids.ts'
import type { Tender } from '../../port.ts'
import type { Script } from './scripts.ts'

/** The sandbox's own books: another company's, as far as our modules are concerned. */
export type SandboxPayment = {
  id: string
  attempt_id: AttemptId
  tender: Tender
  script: Script | null
  state: 'waiting' | 'processing' | 'captured' | 'failed' | 'cancelled' | 'expired'
  reason: string | null
  currency: string
  amount: number
  captured: number
  refunded: number
  account_id: AccountId | null
  store_id: StoreId
  at: InstantText
  expires_at: InstantText | null
}
export type SandboxRefund = { id: string; state: 'succeeded' | 'failed'; amount: number }

export async function findPayment(db: Db, attemptId: AttemptId): Promise<SandboxPayment | undefined> {
  const { rows } = await sql<SandboxPayment>`select * from sandbox_payments
    where bucket = ${bucketOf(attemptId)} and attempt_id = ${attemptId}`.execute(db)
  return rows[0]
}

export async function lockPayment(tx: Tx, attemptId: AttemptId): Promise<SandboxPayment | undefined> {
  const { rows } = await sql<SandboxPayment>`select * from sandbox_payments
    where bucket = ${bucketOf(attemptId)} and attempt_id = ${attemptId} for update`.execute(tx)
  return rows[0]
}

/** One payment for one attempt: @returns false where there is one already, as soon as whoever makes it is done */
export async function insertPayment(
  tx: Tx,
  payment: Omit<SandboxPayment, 'id' | 'captured' | 'refunded'>,
): Promise<boolean> {
  const bucket = bucketOf(payment.attempt_id)
  const { rows } = await sql`insert into sandbox_payments
      (bucket, id, attempt_id, tender, script, state, reason, currency, amount, account_id, store_id, at, expires_at)
    values (${bucket}, ${newId(bucket)}, ${payment.attempt_id}, ${payment.tender}, ${payment.script}, ${payment.state},
      ${payment.reason}, ${payment.currency}, ${payment.amount}, ${payment.account_id}, ${payment.store_id}, ${payment.at},
      ${payment.expires_at})
    on conflict (bucket, attempt_id) do nothing returning 1`.execute(tx)
  return rows.length > 0
}

export async function updatePayment(
  tx: Tx,
  attemptId: AttemptId,
  change: Pick<SandboxPayment, 'state' | 'reason' | 'captured'>,
): Promise<void> {
  await sql`update sandbox_payments set state = ${change.state}, reason = ${change.reason}, captured = ${change.captured}
    where bucket = ${bucketOf(attemptId)} and attempt_id = ${attemptId}`.execute(tx)
}

export async function findRefund(db: Db, refundId: RefundId): Promise<SandboxRefund | undefined> {
  const { rows } = await sql<SandboxRefund>`select id, state, amount from sandbox_refunds
    where bucket = ${bucketOf(refundId)} and refund_id = ${refundId}`.execute(db)
  return rows[0]
}

/** Writes a refund of a payment that is locked, and counts it where it succeeded. */
export async function insertRefund(
  tx: Tx,
  payment: SandboxPayment,
  refund: { refundId: RefundId; state: SandboxRefund['state']; amount: number; at: InstantText },
): Promise<void> {
  const bucket = bucketOf(payment.attempt_id)
  await sql`insert into sandbox_refunds (bucket, payment_id, id, refund_id, state, amount, at)
    values (${bucket}, ${payment.id}, ${newId(bucket)}, ${refund.refundId}, ${refund.state}, ${refund.amount},
      ${refund.at})`.execute(tx)
  if (refund.state === 'failed') return
  await sql`update sandbox_payments set refunded = refunded + ${refund.amount}
    where bucket = ${bucket} and attempt_id = ${payment.attempt_id}`.execute(tx)
}
