import { sql } from 'kysely'
import { parsePublicId } from '#platform/ids.ts'
import type { Operation } from './operations.ts'
import type { World } from './world.ts'

const address = 'https://receiver.invalid/hooks'
/** Nothing of what these tests do is of this topic, so nothing is sent by itself. */
const topics = ['coupon.used']

/**
 * An endpoint of A's store. At most ten stand at a time, so older ones are removed. What is sent to it fails at once and
 * for good: its address is moved to where nothing may be sent, which no call can do.
 */
async function newEndpoint(w: World): Promise<{ endpointId: string }> {
  await removeOld(w)
  const body = { url: address, topics, storeCode: w.stores.a }
  const made = await w.must('POST', '/v1/webhook-endpoints', { body }, { key: w.keys.a })
  const endpointId = String(made['id'])
  await sql`update webhook_endpoints set url = 'https://127.0.0.1:9/' where id = ${parsePublicId('whe', endpointId)}`.execute(
    w.product.services.db,
  )
  return { endpointId }
}

async function removeOld(w: World): Promise<void> {
  const by = { key: w.keys.a }
  const { items } = (await w.must('GET', '/v1/webhook-endpoints', {}, by)) as { items?: { id: string }[] }
  for (const { id } of (items ?? []).slice(6))
    await w.must('DELETE', '/v1/webhook-endpoints/{endpointId}', { params: { endpointId: id } }, by)
}

async function newMessage(w: World): Promise<{ endpointId: string; messageId: string }> {
  const params = await newEndpoint(w)
  const made = await w.must('POST', '/v1/webhook-endpoints/{endpointId}/test', { params }, { key: w.keys.a })
  return { ...params, messageId: String(made['id']) }
}

const onEndpoint = (body?: object): Operation => ({
  by: 'seller',
  others: 'refused',
  otherStore: 'refused',
  call: async (w) => ({ params: await newEndpoint(w), ...(body ? { body } : {}) }),
})

/** One valid call of every operation on webhooks. */
export const webhookOperations: Record<string, Operation> = {
  createWebhookEndpoint: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    async call(w) {
      await removeOld(w)
      return { body: { url: address, topics, storeCode: w.stores.a } }
    },
  },
  listWebhookEndpoints: { by: 'seller', others: 'own', otherStore: 'own', call: () => ({}) },
  getWebhookEndpoint: onEndpoint(),
  changeWebhookEndpoint: onEndpoint({ topics: ['refund.changed'] }),
  pauseWebhookEndpoint: onEndpoint(),
  resumeWebhookEndpoint: onEndpoint(),
  rotateWebhookSecret: onEndpoint(),
  testWebhookEndpoint: onEndpoint(),
  removeWebhookEndpoint: onEndpoint(),
  listWebhookMessages: onEndpoint(),
  'listWebhookMessages/filtered': {
    ...onEndpoint(),
    call: async (w) => ({ params: await newEndpoint(w), query: { limit: '1' } }),
  },
  replayWebhookMessage: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: async (w) => ({ params: await newMessage(w) }),
  },
}
