import type { Context } from '#platform/context.ts'
import { madeAt, publicId } from '#platform/ids.ts'
import type { AttemptRef, Outcome } from '../../port.ts'
import type { Client } from './client.ts'
import {
  cancelsUntil,
  isGone,
  isGood,
  isRefused,
  outcomeOf,
  paymentOf,
  refundOutcomeOf,
  unknownOutcome,
} from './map.ts'
import type { Payment } from './wire.ts'

const lateMs = 120_000

/** True while the call that makes the code can still be on its way. */
export function isYoung(ctx: Context, attemptId: string): boolean {
  return Temporal.Instant.from(ctx.clock.now()).epochMilliseconds - madeAt(attemptId) < lateMs
}
/** Before anybody pays we know a code's id, which has a hyphen; afterwards the payment's, which is a number. */
export function isPaymentId(ref: string | null): ref is string {
  return ref !== null && /^\d+$/.test(ref)
}
export function cancelIdOf(attempt: Pick<AttemptRef, 'attemptId'>): string {
  return `${publicId('att', attempt.attemptId)}-cancel`
}

/**
 * Takes the code away, so that nobody begins to pay; then cancels what was paid, which PayPay does later but without
 * fail, until a quarter past midnight; from then on a refund does it.
 */
export async function cancelPayment(ctx: Context, client: Client, attempt: AttemptRef): Promise<Outcome> {
  const { providerRef } = attempt
  const hasCode = providerRef !== null && !isPaymentId(providerRef)
  if (hasCode) await client.deleteCode(providerRef)
  const before = await client.payment(publicId('att', attempt.attemptId))
  if (isGone(before)) return cancelUnpaid(ctx, client, attempt)
  const payment = paymentOf(before)
  if (!payment) return unknownOutcome
  return ended(payment, attempt) ?? undo(ctx, client, attempt, payment)
}

function cancelled(providerRef: string | null): Outcome {
  return { ...unknownOutcome, state: 'cancelled', providerRef }
}

/** What is over already, in the words of one who wanted it to be. */
function ended(payment: Payment, attempt: AttemptRef): Outcome | undefined {
  const outcome = outcomeOf(payment, cancelIdOf(attempt))
  if (outcome.state === 'failed') return cancelled(outcome.providerRef)
  const isOver = outcome.state === 'cancelled' || outcome.state === 'expired' || outcome.state === 'unknown'
  return isOver ? outcome : undefined
}

/**
 * Nobody has paid, and nobody can begin to. PayPay is told all the same to let no payment stand: somebody may be about
 * to confirm, or the call that makes the code still be on its way.
 */
async function cancelUnpaid(ctx: Context, client: Client, attempt: AttemptRef): Promise<Outcome> {
  const answer = await client.cancel(publicId('att', attempt.attemptId))
  const mayStillArrive = attempt.providerRef === null && isYoung(ctx, attempt.attemptId)
  const isCertain = isGood(answer) || (isRefused(answer) && !mayStillArrive)
  return isCertain ? cancelled(attempt.providerRef) : unknownOutcome
}

async function undo(ctx: Context, client: Client, attempt: AttemptRef, payment: Payment): Promise<Outcome> {
  const id = publicId('att', attempt.attemptId)
  const isTooLate =
    payment.acceptedAt !== null &&
    Temporal.Instant.compare(ctx.clock.now(), cancelsUntil(payment.acceptedAt)) >= 0
  if (isTooLate) return giveBack(client, attempt, payment)
  const answer = await client.cancel(id)
  if (answer.code === 'ORDER_NOT_REVERSIBLE') return giveBack(client, attempt, payment)
  const providerRef = payment.paymentId ?? attempt.providerRef
  const after = isGood(answer) ? await client.payment(id) : undefined
  if (after && isGone(after)) return cancelled(providerRef)
  const now = after && paymentOf(after)
  return (now && ended(now, attempt)) ?? { ...unknownOutcome, providerRef }
}

async function giveBack(client: Client, attempt: AttemptRef, payment: Payment): Promise<Outcome> {
  if (!payment.paymentId || !payment.amount) return unknownOutcome
  const merchantRefundId = cancelIdOf(attempt)
  const { paymentId, amount } = payment
  const { state } = refundOutcomeOf(await client.refund({ merchantRefundId, paymentId, amount }))
  if (state === 'succeeded') return cancelled(paymentId)
  return state === 'failed'
    ? outcomeOf(payment, merchantRefundId)
    : { ...unknownOutcome, providerRef: paymentId }
}
