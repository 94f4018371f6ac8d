import type { Context } from '#platform/context.ts'
import { changeEndpoint } from './held-endpoint.ts'
import type { EndpointRow } from './webhook-rows.ts'
import { failWaitingMessages } from './webhook-writes.ts'

/** Removes an endpoint for good. What waits for it is given up; nobody is told of that. */
export function removeWebhookEndpoint(ctx: Context, endpointId: string): Promise<EndpointRow> {
  return changeEndpoint(ctx, endpointId, async ({ id }, tx) => {
    const now = ctx.clock.now()
    await failWaitingMessages(tx, id, now)
    return { state: 'disabled', disabled_reason: 'removed', removed_at: now }
  })
}
