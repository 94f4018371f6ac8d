import { organisationNow } from '#modules/identity/index.ts'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import type { RefundId } from '#platform/ids.ts'
import { apart } from './call-provider.ts'
import { refundChanged } from './events.ts'
import { nextCheck } from './model.ts'
import type { RefundOutcome } from './port.ts'
import { findRefund, lockAttempt, lockRefund } from './queries.ts'
import type { RefundState } from './rows.ts'
import { unreserveRefund, updateRefund } from './writes.ts'

/**
 * Stores what became of a refund. `succeeded` and `failed` stay; one that failed gives its amount back to be refunded
 * in another way. The attempt is locked before its refund, as where refunds are requested.
 */
export function storeRefundOutcome(ctx: Context, id: RefundId, outcome: RefundOutcome): Promise<void> {
  return inTransaction(apart(ctx), async (tx) => {
    const before = await findRefund(tx, id)
    const attempt = before && (await lockAttempt(tx, before.attempt_id))
    const refund = await lockRefund(tx, id)
    if (!attempt || !refund) throw new Error(`there is no refund ${id}`)
    if (isEnded(refund.state)) return
    const now = await organisationNow({ ...ctx, tx }, refund.organisation_id)
    const { state } = outcome
    const ended = isEnded(state)
    await updateRefund(tx, id, {
      state,
      failure: state === 'failed' ? (outcome.reason ?? 'refused') : null,
      provider_ref: refund.provider_ref ?? outcome.providerRef,
      ended_at: ended ? now : null,
      check_at: ended ? null : nextCheck(now, refund.checks),
    })
    if (state === refund.state) return
    if (state === 'failed') await unreserveRefund(tx, attempt.id, refund.amount)
    await audit(tx, ctx, {
      bucket: refund.bucket,
      organisationId: refund.organisation_id,
      entity: 'payment_refund',
      entityId: id,
      before: { state: refund.state },
      after: { state, failure: outcome.reason },
    })
    await publish(tx, refundChanged, {
      refundId: id,
      attemptId: attempt.id,
      subjectKind: attempt.subject_kind,
      subjectId: attempt.subject_id,
      state,
      amount: refund.amount,
    })
  })
}

function isEnded(state: RefundState): boolean {
  return state === 'succeeded' || state === 'failed'
}
