import type { Operation } from './operations.ts'
import type { World } from './world.ts'

const address = 'https://receiver.invalid/hooks'

/** An endpoint of A's store; at most ten stand at a time, so each call's own is removed with the next. */
async function newEndpoint(w: World): Promise<{ endpointId: string }> {
  await removeOld(w)
  const body = { url: address, topics: ['claim.*'], storeCode: w.stores.a }
  const made = await w.must('POST', '/v1/webhook-endpoints', { body }, { key: w.keys.a })
  return { endpointId: String(made['id']) }
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
      return { body: { url: address, topics: ['claim.changed'], storeCode: w.stores.a } }
    },
  },
  listWebhookEndpoints: { by: 'seller', others: 'own', otherStore: 'own', call: () => ({}) },
  getWebhookEndpoint: onEndpoint(),
  changeWebhookEndpoint: onEndpoint({ topics: ['contract.*'] }),
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
