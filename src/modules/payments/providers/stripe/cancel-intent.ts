import type { Context } from '#platform/context.ts'
import { publicId } from '#platform/ids.ts'
import type { AttemptRef, Outcome } from '../../port.ts'
import type { Client } from './client.ts'
import { failureOf } from './client.ts'
import { findIntent, findRefund, retrieveIntent } from './find.ts'
import { outcomeOf, refundOutcomeOf, unknownOutcome } from './map.ts'
import { PaymentIntent, Refund } from './wire.ts'

/** Ends a payment, or gives back what it took; `unknown` while neither is certain. */
export async function cancelIntent(ctx: Context, client: Client, attempt: AttemptRef): Promise<Outcome> {
  const intent = (await findIntent(ctx, client, attempt)) ?? (await takeKey(ctx, client, attempt))
  if (!intent) return unknownOutcome
  if (intent.status === 'canceled') return outcomeOf(intent, null)
  if (intent.status === 'succeeded') return giveBack(client, attempt, intent)
  try {
    // No key of ours: Stripe would repeat an old refusal for it.
    return outcomeOf(PaymentIntent.parse(await client.paymentIntents.cancel(intent.id)), null)
  } catch (error) {
    if (failureOf(error).code !== 'payment_intent_unexpected_state') throw error
  }
  const now = await retrieveIntent(client, intent.id)
  if (now.status === 'succeeded') return giveBack(client, attempt, now)
  return now.status === 'canceled' ? outcomeOf(now, null) : { ...unknownOutcome, providerRef: now.id }
}

/**
 * Nothing arrived, but it still may. So we take the attempt's idempotency key with a payment that is never confirmed:
 * Stripe refuses the real one from then on. If the real one was first, Stripe refuses ours, and it is to be found.
 */
async function takeKey(
  ctx: Context,
  client: Client,
  attempt: AttemptRef,
): Promise<PaymentIntent | undefined> {
  const id = publicId('att', attempt.attemptId)
  const { amount, currency } = attempt
  try {
    return PaymentIntent.parse(
      await client.paymentIntents.create(
        {
          amount,
          currency: currency.toLowerCase(),
          allowed_payment_method_types: ['card'],
          metadata: { attempt: id },
        },
        { idempotencyKey: id },
      ),
    )
  } catch (error) {
    if (failureOf(error).type !== 'StripeIdempotencyError') throw error
    return findIntent(ctx, client, attempt)
  }
}

async function giveBack(client: Client, attempt: AttemptRef, intent: PaymentIntent): Promise<Outcome> {
  const id = publicId('att', attempt.attemptId)
  const found = await findRefund(client, intent.id, 'cancels', id)
  const refund =
    found ??
    Refund.parse(
      await client.refunds.create(
        { payment_intent: intent.id, metadata: { attempt: id, cancels: id } },
        { idempotencyKey: `${id}-cancel` },
      ),
    )
  return afterGivingBack(intent, refund)
}

/** A payment that was given back to end its attempt is no longer captured. */
export async function outcomeAfterRefunds(
  client: Client,
  attempt: AttemptRef,
  intent: PaymentIntent,
): Promise<Outcome> {
  const charge = intent.latest_charge
  const untouched = typeof charge !== 'object' || charge === null || charge.amount_refunded === 0
  const refund = untouched
    ? undefined
    : await findRefund(client, intent.id, 'cancels', publicId('att', attempt.attemptId))
  return refund ? afterGivingBack(intent, refund) : outcomeOf(intent, null)
}

function afterGivingBack(intent: PaymentIntent, refund: Refund): Outcome {
  const { state } = refundOutcomeOf(refund)
  if (state === 'failed') return outcomeOf(intent, null)
  return { ...unknownOutcome, providerRef: intent.id, state: state === 'succeeded' ? 'cancelled' : 'unknown' }
}
