import type { InstantText } from '#platform/dates.ts'
import type { AttemptState, Outcome, RefundOutcome } from '../../port.ts'
import type { Failure, PaymentIntent, Refund } from './wire.ts'

export const unknownOutcome: Outcome = {
  state: 'unknown',
  providerRef: null,
  captured: null,
  action: null,
  reason: null,
}
export const unknownRefund: RefundOutcome = { state: 'unknown', providerRef: null, reason: null }

const states: Record<string, AttemptState> = {
  requires_action: 'customer_action',
  processing: 'processing',
  requires_capture: 'authorised',
  succeeded: 'captured',
  canceled: 'cancelled',
}

/** @param expiresAt when a customer's action ends; Stripe itself lets it run on */
export function outcomeOf(intent: PaymentIntent, expiresAt: InstantText | null): Outcome {
  const base: Outcome = { ...unknownOutcome, providerRef: intent.id }
  // A decline leads back to where a payment method is asked for, and leaves its reason.
  if (intent.status === 'requires_payment_method' && intent.last_payment_error)
    return { ...base, state: 'failed', reason: reasonOf(intent.last_payment_error) }
  const state = states[intent.status] ?? 'processing'
  const url = intent.next_action?.redirect_to_url?.url
  return {
    ...base,
    state,
    captured:
      state === 'captured'
        ? { amount: intent.amount_received, currency: intent.currency.toUpperCase() }
        : null,
    action:
      state === 'customer_action' && url && expiresAt !== null ? { kind: 'redirect', url, expiresAt } : null,
  }
}

const reasons: Record<string, string> = {
  insufficient_funds: 'insufficient_balance',
  expired_card: 'card_expired',
  authentication_required: 'confirmation_failed',
  payment_intent_authentication_failure: 'confirmation_failed',
  card_velocity_exceeded: 'limit_exceeded',
  withdrawal_count_limit_exceeded: 'limit_exceeded',
  currency_not_supported: 'currency_not_supported',
}

/** Our code for why a card was refused. Why a bank suspects somebody is nobody's business: all else is `declined`. */
export function reasonOf(error: {
  code?: string | null | undefined
  decline_code?: string | null | undefined
}): string {
  return reasons[error.decline_code ?? ''] ?? reasons[error.code ?? ''] ?? 'declined'
}

/**
 * What a call for payment that failed means. Refused by the card or the request: nothing was taken. No answer, a fault
 * of Stripe's, too many calls, or the same key still at work: nobody knows yet.
 */
export function outcomeOfFailure(failure: Failure): Outcome {
  const { statusCode: status } = failure
  const failed = (reason: string): Outcome => ({
    ...unknownOutcome,
    state: 'failed',
    providerRef: failure.payment_intent?.id ?? null,
    reason,
  })
  if (status === 402) return failed(reasonOf(failure))
  if (status === 401 || status === 403) return failed('provider_keys_refused')
  if (status === 400 || status === 404)
    return failed(failure.param === 'payment_method' ? 'account_unusable' : 'refused_by_provider')
  return unknownOutcome
}

const refundStates: Record<string, RefundOutcome['state']> = {
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'failed',
}

export function refundOutcomeOf(refund: Refund): RefundOutcome {
  const state = refundStates[refund.status ?? ''] ?? 'requested'
  return { state, providerRef: refund.id, reason: state === 'failed' ? 'refused_by_provider' : null }
}

/** As `outcomeOfFailure`: what Stripe refused was not given back. */
export function refundOfFailure(failure: Failure): RefundOutcome {
  const status = failure.statusCode ?? 0
  if (![400, 401, 402, 403, 404].includes(status)) return unknownRefund
  const reason = status === 401 || status === 403 ? 'provider_keys_refused' : 'refused_by_provider'
  return { ...unknownRefund, state: 'failed', reason }
}
