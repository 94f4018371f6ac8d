import { Webhook } from 'standardwebhooks'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import { randomPiece } from '#platform/random.ts'
import { endpointContext } from './sealed.ts'
import type { EndpointRow } from './webhook-rows.ts'

/** A secret as receivers keep it: `whsec_` and 32 bytes in base64. */
export function newWebhookSecret(): string {
  return `whsec_${randomPiece(32).toString('base64')}`
}

export function sealWebhookSecret(ctx: Context, endpointId: string, secret: string): Buffer {
  return ctx.secrets.seal(secret, endpointContext(endpointId))
}

/** The secrets that sign at an instant: the endpoint's, and for a day the one before it. */
export function secretsOf(ctx: Context, endpoint: EndpointRow, now: InstantText): string[] {
  const { secret_sealed: current, previous_secret_sealed: previous, previous_until: until } = endpoint
  const sealed = [current, ...(previous && until !== null && until > now ? [previous] : [])]
  return sealed.map((each) => ctx.secrets.open(each, endpointContext(endpoint.id)).toString())
}

/**
 * The headers of one attempt by Standard Webhooks 1.0.0: the id stays over all attempts, the time is that of this one.
 * @param id without a dot
 */
export function webhookHeaders(
  id: string,
  at: InstantText,
  body: string,
  secrets: readonly string[],
): Record<string, string> {
  const sent = new Date(at)
  return {
    'content-type': 'application/json',
    'user-agent': 'Mamori-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(sent.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, sent, body)).join(' '),
  }
}
