import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { bucketOf, publicId } from '#platform/ids.ts'
import { endpointOf } from './held-endpoint.ts'
import { leaveWebhooks } from './leave-webhooks.ts'
import { webhookEndpointNotActive } from './webhook-errors.ts'
import type { LoggedMessage } from './webhook-queries.ts'
import { listWebhookMessages } from './webhook-queries.ts'
import type { WebhookMessageId } from './webhook-rows.ts'
import { testTopic } from './webhook-topics.ts'

/** Sends a message about nothing, to see that it arrives. @throws notFound, webhookEndpointNotActive */
export function testWebhookEndpoint(ctx: Context, endpointId: string): Promise<LoggedMessage> {
  return inTransaction(ctx, async (tx) => {
    const endpoint = await endpointOf(tx, ctx, endpointId)
    if (endpoint.state !== 'active') throw webhookEndpointNotActive(endpoint.state)
    const data = { endpointId: publicId('whe', endpoint.id) }
    const [id] = await leaveWebhooks(tx, ctx, [{ endpoint, topic: testTopic, at: ctx.clock.now(), data }])
    await audit(tx, ctx, {
      bucket: bucketOf(endpoint.id),
      organisationId: endpoint.organisation_id,
      entity: 'webhook_message',
      entityId: id as WebhookMessageId,
      after: { topic: testTopic },
    })
    const [message] = await listWebhookMessages(tx, endpoint.id, { id: id as WebhookMessageId, limit: 1 })
    return message as LoggedMessage
  })
}
