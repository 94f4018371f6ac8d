import { organisationNow } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { instantAfter } from '#platform/dates.ts'
import type { DueWork } from '#platform/due.ts'
import type { AttemptId, RefundId } from '#platform/ids.ts'
import { askAttempt } from './ask-attempt.ts'
import { windowEnd } from './attempts.ts'
import { callProvider, refundUnknown } from './call-provider.ts'
import { cancelAttempt } from './cancel-attempt.ts'
import { isFinal } from './model.ts'
import { providerOf } from './providers/index.ts'
import type { Due } from './queries.ts'
import { findAttempt, listDue, nextDue, organisationsDue } from './queries.ts'
import { refundRequestOf, refundWithAttempt, sendRefund } from './send-refund.ts'
import { storeRefundOutcome } from './store-refund-outcome.ts'

const piece = 50
/** Providers forget a refund's key a day after it was first used; then asking alone is safe. */
const resendSeconds = 20 * 3600

/**
 * The janitor: payments and refunds of which the outcome is not known are asked about, after ever longer pauses. No
 * transaction is open meanwhile but the one that keeps a sandbox's clock, for providers are called here.
 */
export const askPayments: DueWork = dueOf('payments.ask', 'attempts', (ctx, id) =>
  checkAttempt(ctx, id as AttemptId),
)
export const askRefunds: DueWork = dueOf('payments.ask-refunds', 'refunds', (ctx, id) =>
  checkRefund(ctx, id as RefundId),
)

function dueOf(name: string, what: Due, check: (ctx: Context, id: string) => Promise<unknown>): DueWork {
  return {
    name,
    next: (ctx, organisationId, until) => nextDue(ctx.db, what, organisationId, until),
    organisations: (ctx, now) => organisationsDue(ctx.db, what, now),
    async run(ctx, organisationId, now) {
      const ids = await listDue(ctx.db, what, organisationId, now, piece)
      for (const id of ids) await check(ctx, id)
      return ids.length
    },
  }
}

/** Asks; what nobody can pay any more and is still open is cancelled, so that it comes to an end. */
async function checkAttempt(ctx: Context, id: AttemptId): Promise<void> {
  const { state } = await askAttempt(ctx, id)
  if (isFinal(state)) return
  const row = await findAttempt(ctx.db, id)
  if (row && windowEnd(row) <= (await organisationNow(ctx, row.organisation_id))) await cancelAttempt(ctx, id)
}

/** One that was not sent is sent; one of which nobody knows is asked about, and sent again under the same id. */
export async function checkRefund(ctx: Context, id: RefundId): Promise<void> {
  const { refund, attempt } = await refundWithAttempt(ctx, id)
  const now = await organisationNow(ctx, refund.organisation_id)
  const recent = now < instantAfter(refund.requested_at, { seconds: resendSeconds })
  if (refund.state === 'requested' && refund.provider_ref === null && recent) return sendRefund(ctx, id)
  const outcome = await callProvider(
    ctx,
    `ask refund ${id}`,
    (own) =>
      providerOf(attempt.provider).askRefund(own, {
        ...refundRequestOf(refund, attempt),
        providerRef: refund.provider_ref,
      }),
    refundUnknown,
  )
  if (outcome.state === 'unknown' && recent) return sendRefund(ctx, id)
  await storeRefundOutcome(ctx, id, outcome)
}
