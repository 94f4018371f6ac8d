import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import { instantAfter } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import { bucketOf, newId } from '#platform/ids.ts'
import { enqueue } from '#platform/jobs.ts'
import { deliverWebhookJob } from './webhook-jobs.ts'
import type { EndpointRow, WebhookMessageId, WebhookMessageRow } from './webhook-rows.ts'
import { insertWebhookMessages } from './webhook-writes.ts'

/** A message whose job got lost is found by the sweep after this long; no attempt takes as much. */
const leaseMinutes = 10

/** When a message that is on its way is looked at again. */
export function leaseEnd(now: InstantText): InstantText {
  return instantAfter(now, { minutes: leaseMinutes })
}

/** What goes to one endpoint. @param at when it happened */
export type Leaving = { endpoint: EndpointRow; topic: string; at: InstantText; data: Record<string, unknown> }

/** Leaves messages to be sent at once, in the transaction of what they tell about. */
export async function leaveWebhooks(
  tx: Tx,
  ctx: Context,
  leaving: readonly Leaving[],
): Promise<WebhookMessageId[]> {
  const now = ctx.clock.now()
  const rows = leaving.map(({ endpoint, topic, at, data }): WebhookMessageRow => {
    const bucket = bucketOf(endpoint.id)
    return {
      bucket,
      id: newId<'whm'>(bucket),
      endpoint_id: endpoint.id,
      organisation_id: endpoint.organisation_id,
      topic,
      body: JSON.stringify({ type: topic, timestamp: at, data }),
      state: 'waiting',
      attempts: 0,
      next_at: leaseEnd(now),
      created_at: now,
      ended_at: null,
    }
  })
  await insertWebhookMessages(tx, rows)
  for (const { id } of rows) await enqueueWebhook(tx, id)
  return rows.map(({ id }) => id)
}

/** One job for each message: another that waits is replaced. */
export function enqueueWebhook(tx: Tx, id: WebhookMessageId, afterSeconds = 0): Promise<void> {
  return enqueue(tx, deliverWebhookJob, { id }, { key: `webhook ${id}`, afterSeconds })
}
