import type { Context } from '#platform/context.ts'
import { parsePublicId } from '#platform/ids.ts'
import { webhookRefused } from '../../errors.ts'
import type { ProviderEvent } from '../../port.ts'
import { Event } from './wire.ts'

/** How many seconds old a signature may be: Stripe signs each delivery anew. */
const toleranceSeconds = 300

/** @throws Problem `webhook_refused` */
export async function readStripeEvent(
  ctx: Context,
  secret: string,
  signature: string | undefined,
  raw: Buffer,
): Promise<ProviderEvent> {
  if (signature === undefined) throw webhookRefused()
  const { Stripe } = await import('stripe')
  const now = Temporal.Instant.from(ctx.clock.now()).epochMilliseconds
  let signed: unknown
  try {
    signed = Stripe.webhooks.constructEvent(raw, signature, secret, toleranceSeconds, undefined, now)
  } catch {
    throw webhookRefused()
  }
  const event = Event.safeParse(signed)
  if (!event.success) throw webhookRefused()
  const attempt = event.data.data.object.metadata?.['attempt'] ?? ''
  return { eventId: event.data.id, attemptId: parsePublicId('att', attempt) ?? null, verified: true }
}
