import { storesOf } from '#modules/identity/index.ts'
import type { Subscription } from '#platform/events.ts'
import { leaveWebhooks } from './leave-webhooks.ts'
import type { Leaving } from './leave-webhooks.ts'
import { listActiveEndpoints } from './webhook-queries.ts'
import { listensTo, toldOf, webhookTopics } from './webhook-topics.ts'

/** Every event that an endpoint listens to becomes a message to it, where it is of its organisation and store. */
export const tellReceivers: Subscription = {
  subscriber: 'notify.tell-receivers',
  topics: webhookTopics,
  async handle(ctx, tx, events) {
    const within = { ...ctx, tx }
    const told = events.map((event) => ({ event, ...toldOf(event.topic, event.payload) }))
    const stores = await storesOf(
      within,
      told.flatMap(({ storeId }) => (storeId === null ? [] : [storeId])),
    )
    const organisationOf = ({ storeId, organisationId }: (typeof told)[number]) =>
      storeId === null ? organisationId : (stores.get(storeId)?.organisationId ?? null)
    const organisations = new Set(told.map(organisationOf).filter((id) => id !== null))
    const endpoints = await listActiveEndpoints(tx, [...organisations])
    const leaving: Leaving[] = []
    for (const each of told) {
      const { event, storeId, data } = each
      const organisationId = organisationOf(each)
      const hearing = endpoints.filter(
        (endpoint) =>
          endpoint.organisation_id === organisationId &&
          (endpoint.store_id === null || endpoint.store_id === storeId) &&
          listensTo(endpoint.topics, event.topic),
      )
      const storeCode = storeId === null ? null : (stores.get(storeId)?.code ?? null)
      for (const endpoint of hearing)
        for (const part of data)
          leaving.push({ endpoint, topic: event.topic, at: event.at, data: { storeCode, ...part } })
    }
    await leaveWebhooks(tx, ctx, leaving)
  },
}
