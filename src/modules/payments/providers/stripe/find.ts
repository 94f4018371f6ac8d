import type { Context } from '#platform/context.ts'
import { madeAt, publicId } from '#platform/ids.ts'
import type { AttemptRef } from '../../port.ts'
import type { Client } from './client.ts'
import { PaymentIntent, Refund } from './wire.ts'

/** Stripe forgets idempotency keys after a day; from then on we look before we send again. */
const keysLastMs = 20 * 3_600_000
/** What Stripe's search may not show yet. */
const searchLagSeconds = 2 * 3600

/** True once the key made of an id may be forgotten, so that the same request would be a second one. */
export function isStale(ctx: Context, id: string): boolean {
  return Temporal.Instant.from(ctx.clock.now()).epochMilliseconds - madeAt(id) > keysLastMs
}

export async function retrieveIntent(client: Client, ref: string): Promise<PaymentIntent> {
  return PaymentIntent.parse(await client.paymentIntents.retrieve(ref, { expand: ['latest_charge'] }))
}

/**
 * The payment of an attempt whose answer was lost, by the id that we put into its metadata: in Stripe's search, and, as
 * that lags, in the list of the last hours, which does not. `undefined`: it has not arrived, so far.
 */
export async function findIntent(
  ctx: Context,
  client: Client,
  attempt: Pick<AttemptRef, 'attemptId' | 'providerRef'>,
): Promise<PaymentIntent | undefined> {
  if (attempt.providerRef !== null) return retrieveIntent(client, attempt.providerRef)
  const id = publicId('att', attempt.attemptId)
  const searched = await client.paymentIntents.search({ query: `metadata['attempt']:'${id}'`, limit: 1 })
  const first = searched.data[0]
  if (first) return retrieveIntent(client, first.id)
  const now = Math.floor(Temporal.Instant.from(ctx.clock.now()).epochMilliseconds / 1000)
  // An id knows when it was made, with a little for clocks that differ.
  const from = Math.max(Math.floor(madeAt(attempt.attemptId) / 1000) - 300, now - searchLagSeconds)
  for await (const intent of client.paymentIntents.list({ created: { gte: from }, limit: 100 }))
    if (intent.metadata['attempt'] === id) return retrieveIntent(client, intent.id)
  return undefined
}

/** The refund of a payment that carries a mark of ours: `refund`, or `cancels` for one that ended an attempt. */
export async function findRefund(
  client: Client,
  intentId: string,
  mark: 'refund' | 'cancels',
  id: string,
): Promise<Refund | undefined> {
  for await (const refund of client.refunds.list({ payment_intent: intentId, limit: 100 }))
    if (refund.metadata?.[mark] === id) return Refund.parse(refund)
  return undefined
}
