import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { RefundId } from '#platform/ids.ts'
import type { JobHandler } from '#platform/jobs.ts'
import { defineJob, handle } from '#platform/jobs.ts'
import { attemptRefOf } from './attempts.ts'
import { callProvider, refundUnknown } from './call-provider.ts'
import type { RefundRequest } from './port.ts'
import { providerOf } from './providers/index.ts'
import { findAttempt, findRefund } from './queries.ts'
import type { AttemptRow, RefundRow } from './rows.ts'
import { storeRefundOutcome } from './store-refund-outcome.ts'

export const sendRefundJob = defineJob('payments.send-refund', z.object({ refundId: z.string() }))

/** Sends a refund that was not sent yet. Its id is its key at the provider, so that a second call gives no more. */
export async function sendRefund(ctx: Context, id: RefundId): Promise<void> {
  const { refund, attempt } = await refundWithAttempt(ctx, id)
  if (refund.state !== 'requested' && refund.state !== 'unknown') return
  const outcome = await callProvider(
    ctx,
    `refund ${id}`,
    (own) => providerOf(attempt.provider).refund(own, refundRequestOf(refund, attempt)),
    refundUnknown,
  )
  await storeRefundOutcome(ctx, id, outcome)
}

export async function refundWithAttempt(
  ctx: Context,
  id: RefundId,
): Promise<{ refund: RefundRow; attempt: AttemptRow }> {
  const refund = await findRefund(ctx.db, id)
  const attempt = refund && (await findAttempt(ctx.db, refund.attempt_id))
  if (!attempt) throw new Error(`there is no refund ${id}`)
  return { refund, attempt }
}

export function refundRequestOf(refund: RefundRow, attempt: AttemptRow): RefundRequest {
  return {
    refundId: refund.id,
    attempt: attemptRefOf(attempt),
    amount: refund.amount,
    reason: refund.reason,
  }
}

export const refundJobs: readonly JobHandler[] = [
  handle(sendRefundJob, (ctx, { refundId }) => sendRefund(ctx, refundId as RefundId)),
]
