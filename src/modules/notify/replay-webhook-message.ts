import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { parsePublicId } from '#platform/ids.ts'
import { endpointOf } from './held-endpoint.ts'
import { enqueueWebhook, leaseEnd } from './leave-webhooks.ts'
import { webhookEndpointNotActive } from './webhook-errors.ts'
import type { LoggedMessage } from './webhook-queries.ts'
import { listWebhookMessages, lockWebhookMessage } from './webhook-queries.ts'
import { updateWebhookMessage } from './webhook-writes.ts'

/**
 * Sends a message again, with the same id and body, and with all its attempts before it.
 * @throws notFound, webhookEndpointNotActive
 */
export function replayWebhookMessage(
  ctx: Context,
  input: { endpointId: string; messageId: string },
): Promise<LoggedMessage> {
  return inTransaction(ctx, async (tx) => {
    const endpoint = await endpointOf(tx, ctx, input.endpointId)
    const id = parsePublicId('whm', input.messageId)
    const message = id && (await lockWebhookMessage(tx, id))
    if (!message || message.endpoint_id !== endpoint.id) throw notFound('such webhook message')
    if (endpoint.state !== 'active') throw webhookEndpointNotActive(endpoint.state)
    await updateWebhookMessage(tx, message.id, {
      state: 'waiting',
      attempts: 0,
      next_at: leaseEnd(ctx.clock.now()),
      ended_at: null,
    })
    await enqueueWebhook(tx, message.id)
    await audit(tx, ctx, {
      bucket: message.bucket,
      organisationId: endpoint.organisation_id,
      entity: 'webhook_message',
      entityId: message.id,
      before: { state: message.state, attempts: message.attempts },
      after: { state: 'waiting', attempts: 0 },
    })
    return (await listWebhookMessages(tx, endpoint.id, { id: message.id, limit: 1 }))[0] as LoggedMessage
  })
}
