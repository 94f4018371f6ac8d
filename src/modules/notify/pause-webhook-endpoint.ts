import type { Context } from '#platform/context.ts'
import { changeEndpoint } from './held-endpoint.ts'
import { webhookEndpointNotActive } from './webhook-errors.ts'
import type { EndpointRow } from './webhook-rows.ts'

/** Stops deliveries: what waits goes on waiting, and what happens meanwhile is not told. @throws webhookEndpointNotActive */
export function pauseWebhookEndpoint(ctx: Context, endpointId: string): Promise<EndpointRow> {
  return changeEndpoint(ctx, endpointId, ({ state }) => {
    if (state === 'disabled') throw webhookEndpointNotActive(state)
    return { state: 'paused' }
  })
}
