import { addDays, dayIn, instantAfter, startOfDay } from '#platform/dates.ts'
import type { InstantText } from '#platform/dates.ts'
import type { AttemptState, Outcome, RefundOutcome } from '../../port.ts'
import type { Answer } from './client.ts'
import { Payment, Refund } from './wire.ts'

export const unknownOutcome: Outcome = {
  state: 'unknown',
  providerRef: null,
  captured: null,
  action: null,
  reason: null,
}
export const unknownRefund: RefundOutcome = { state: 'unknown', providerRef: null, reason: null }

/** PayPay itself, where a store is known to be live; its test system else. */
export function addressOf(environment: string | undefined): string {
  return environment === 'live' ? 'https://apigw.paypay.ne.jp' : 'https://apigw.sandbox.paypay.ne.jp'
}

/** True where PayPay took the request and said no; a fault of PayPay's, or too many calls, is no answer. */
export function isRefused({ status, code }: Answer): boolean {
  return status >= 400 && status < 500 && status !== 429 && code !== ''
}
export function isGood({ status, code }: Answer): boolean {
  return status >= 200 && status < 300 && code !== ''
}
/** The code can no longer be paid, and nobody has paid it. */
export function isGone(answer: Answer): boolean {
  return isRefused(answer) && answer.code === 'DYNAMIC_QR_PAYMENT_NOT_FOUND'
}

const states: Record<string, AttemptState> = {
  CREATED: 'customer_action',
  AUTHORIZED: 'authorised',
  COMPLETED: 'captured',
  // Money that went back by refunds of ours is told by those.
  REFUNDED: 'captured',
  CANCELED: 'cancelled',
  EXPIRED: 'expired',
  FAILED: 'failed',
}

/** @param cancelId the refund by which an attempt is ended where PayPay no longer cancels */
export function outcomeOf(payment: Payment, cancelId: string): Outcome {
  const base: Outcome = { ...unknownOutcome, providerRef: payment.paymentId }
  const givenBack = payment.refunds?.data?.find(({ merchantRefundId }) => merchantRefundId === cancelId)
  if (givenBack && givenBack.status !== 'FAILED')
    return { ...base, state: givenBack.status === 'REFUNDED' ? 'cancelled' : 'unknown' }
  // PayPay calls failed what was cancelled, too, and then says since when.
  const wasCancelled = payment.status === 'FAILED' && payment.canceledAt !== null
  const state = wasCancelled ? 'cancelled' : (states[payment.status] ?? 'processing')
  const captured = state === 'captured' ? (payment.amount ?? null) : null
  // A success that does not say of what proves nothing.
  if (state === 'captured' && captured === null) return base
  return { ...base, state, captured, reason: state === 'failed' ? 'declined' : null }
}

export function paymentOf(answer: Answer): Payment | undefined {
  return isGood(answer) ? Payment.safeParse(answer.data).data : undefined
}

/** The last instant (excluded) at which PayPay cancels a payment: 00:15 in Japan on the day after. */
export function cancelsUntil(acceptedAt: number): InstantText {
  const day = dayIn('Asia/Tokyo', Temporal.Instant.fromEpochMilliseconds(acceptedAt * 1000).toString())
  return instantAfter(startOfDay(addDays(day, 1), 'Asia/Tokyo'), { minutes: 15 })
}

const reasons: Record<string, string> = {
  UNAUTHORIZED: 'provider_keys_refused',
  OP_OUT_OF_SCOPE: 'provider_keys_refused',
  REFUND_WINDOW_EXCEED: 'refund_window_over',
  ORDER_NO_LONGER_AVAILABLE: 'refund_window_over',
  MERCHANT_MULTIPLE_REFUND_REJECTED: 'one_refund_only',
  REFUND_LIMIT_EXCEEDED: 'too_many_refunds',
  CANCELED_USER: 'account_closed',
  USER_STATE_IS_NOT_ACTIVE: 'account_closed',
}
export function reasonOf({ code }: Answer): string {
  return reasons[code] ?? 'refused_by_provider'
}

/** What PayPay says to the wish for a refund, and when it is asked about one. */
export function refundOutcomeOf(answer: Answer): RefundOutcome {
  // Another refund of the payment is under way: this one was not taken, and can be sent again in a minute.
  if (answer.code === 'THROTTLED_MULTIPLE_REFUND_REJECTED') return unknownRefund
  if (isRefused(answer)) return { ...unknownRefund, state: 'failed', reason: reasonOf(answer) }
  const refund = isGood(answer) ? Refund.safeParse(answer.data).data : undefined
  if (!refund) return unknownRefund
  const providerRef = refund.merchantRefundId
  if (refund.status === 'REFUNDED') return { state: 'succeeded', providerRef, reason: null }
  if (refund.status === 'FAILED') return { state: 'failed', providerRef, reason: 'refused_by_provider' }
  return { state: 'requested', providerRef, reason: null }
}
