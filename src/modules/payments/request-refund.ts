import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import { instantAfter } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { AttemptId, RefundId } from '#platform/ids.ts'
import { bucketOf, newId } from '#platform/ids.ts'
import { enqueue } from '#platform/jobs.ts'
import { refundExceedsPayment } from './errors.ts'
import { findRefundByKey, lockAttempt } from './queries.ts'
import { sendRefundJob } from './send-refund.ts'
import { insertRefund, reserveRefund } from './writes.ts'

/** Whoever has the job has died if it did not send by then. */
const abandonedSeconds = 60

/**
 * Writes the wish for a refund, once for a key, and a job that carries it out. All refunds of an attempt together
 * never exceed what was captured; one that fails gives its amount back.
 * @param input amount in minor units of the attempt's currency, above 0
 * @throws Problem `refund_exceeds_payment`
 */
export async function requestRefund(
  tx: Tx,
  ctx: Context,
  input: { attemptId: AttemptId; key: string; amount: number; reason: string; at: InstantText },
): Promise<RefundId> {
  const { attemptId, key, amount, reason, at } = input
  // Two of one key at the same time: the second waits here, and then finds the first.
  const attempt = await lockAttempt(tx, attemptId)
  if (!attempt) throw new Error(`there is no attempt ${attemptId}`)
  const known = await findRefundByKey(tx, attemptId, key)
  if (known) return known.id
  if (amount <= 0 || !(await reserveRefund(tx, attemptId, amount)))
    throw refundExceedsPayment(attempt.captured - attempt.refunded)
  const bucket = bucketOf(attemptId)
  const id = newId<'rfd'>(bucket)
  await insertRefund(tx, {
    bucket,
    attempt_id: attemptId,
    id,
    key,
    organisation_id: attempt.organisation_id,
    amount,
    state: 'requested',
    reason,
    failure: null,
    provider_ref: null,
    requested_at: at,
    ended_at: null,
    check_at: instantAfter(at, { seconds: abandonedSeconds }),
    checks: 0,
  })
  await audit(tx, ctx, {
    bucket,
    organisationId: attempt.organisation_id,
    entity: 'payment_refund',
    entityId: id,
    after: { attemptId, state: 'requested', amount, reason },
  })
  await enqueue(tx, sendRefundJob, { refundId: id })
  return id
}
