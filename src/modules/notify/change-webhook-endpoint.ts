import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { changeEndpoint, modeOf } from './held-endpoint.ts'
import { checkWebhookUrl } from './webhook-address.ts'
import type { EndpointRow } from './webhook-rows.ts'
import type { WebhookEndpointChange } from './webhook-schemas.ts'

/** Gives an endpoint another address or other topics. Messages made before go to the new address. */
export function changeWebhookEndpoint(
  ctx: Context,
  endpointId: string,
  input: z.output<typeof WebhookEndpointChange>,
): Promise<EndpointRow> {
  return changeEndpoint(ctx, endpointId, async (endpoint, tx) => {
    if (input.url !== undefined)
      checkWebhookUrl(input.url, await modeOf({ ...ctx, tx }, endpoint), ctx.config)
    return {
      url: input.url ?? endpoint.url,
      topics: input.topics === undefined ? endpoint.topics : [...new Set(input.topics)],
    }
  })
}
