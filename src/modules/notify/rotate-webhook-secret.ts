import { instantAfter } from '#platform/dates.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { changeEndpoint, endpointView } from './held-endpoint.ts'
import type { WebhookEndpointWithSecret } from './webhook-schemas.ts'
import { newWebhookSecret, sealWebhookSecret } from './webhook-secret.ts'

/** How long the secret before signs too, so that a receiver can change over without losing a message. */
const overlapHours = 24

/** Makes a new secret, shown this once. */
export async function rotateWebhookSecret(
  ctx: Context,
  endpointId: string,
): Promise<z.input<typeof WebhookEndpointWithSecret>> {
  const secret = newWebhookSecret()
  const endpoint = await changeEndpoint(ctx, endpointId, ({ id, secret_sealed }) => ({
    secret_sealed: sealWebhookSecret(ctx, id, secret),
    previous_secret_sealed: secret_sealed,
    previous_until: instantAfter(ctx.clock.now(), { hours: overlapHours }),
  }))
  return { ...(await endpointView(ctx, endpoint)), secret }
}
