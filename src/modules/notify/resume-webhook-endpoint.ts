import type { Context } from '#platform/context.ts'
import { changeEndpoint } from './held-endpoint.ts'
import type { EndpointRow } from './webhook-rows.ts'

/** Lets messages go again to an endpoint that was paused, or disabled by its own answer. What waited goes within a minute. */
export function resumeWebhookEndpoint(ctx: Context, endpointId: string): Promise<EndpointRow> {
  return changeEndpoint(ctx, endpointId, () => ({ state: 'active', disabled_reason: null }))
}
