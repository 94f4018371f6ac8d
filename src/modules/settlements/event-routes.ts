import type { FastifyInstance } from 'fastify'
import {
  StoreParams,
  actingStore,
  createAuthenticate,
  maySeeStore,
  storeNotFound,
  storeNotYours,
} from '#modules/identity/index.ts'
import { actorName } from '#platform/auth.ts'
import { createEventStreams } from '#platform/event-stream.ts'
import type { Feed } from '#platform/feed.ts'
import { publicId } from '#platform/ids.ts'
import { route } from '#platform/route.ts'
import { StoreEvent } from './schemas.ts'

/** Every till of a store may listen under one key. */
const streamsPerCaller = 200

export function eventRoutes(
  app: FastifyInstance,
  { feed, heartbeatMs }: { feed: Feed; heartbeatMs?: number },
): void {
  const streams = createEventStreams(feed, { most: streamsPerCaller, heartbeatMs })
  route(app, {
    method: 'GET',
    url: '/v1/stores/:storeCode/events',
    operationId: 'streamStoreEvents',
    summary: 'What becomes of the settlements of a store, as it happens',
    description:
      'Server-sent events of `StoreEvent`. Nothing is kept for those who were away: read what waits anew after connecting.',
    tag: 'settlements',
    access: { scope: 'settlements:read' },
    errors: [storeNotFound, storeNotYours],
    params: StoreParams,
    response: StoreEvent,
    answersAs: 'text/event-stream',
    async handler(ctx, { params }, request, reply) {
      const store = await actingStore(ctx, params.storeCode)
      const authenticate = createAuthenticate(ctx)
      const { id } = actorName(ctx.actor)
      return streams.open(reply, {
        caller: id,
        matches: (topic, payload) =>
          /^(?:settlement|payment|coupon)\./.test(topic) &&
          (payload as { storeId?: unknown }).storeId === store.id,
        eventsOf: (topic, payload) => [storeEvent(topic, payload)],
        async stillMay() {
          try {
            const actor = await authenticate(request)
            return (
              (actor.kind === 'key' || actor.kind === 'staff') &&
              actor.scopes.has('settlements:read') &&
              maySeeStore({ ...ctx, actor }, store)
            )
          } catch {
            return false
          }
        },
      })
    },
  })
}

function storeEvent(topic: string, payload: unknown): (typeof StoreEvent)['_output'] {
  const { settlementId, reference, state } = payload as Record<string, string | undefined>
  return {
    topic,
    settlementId: settlementId === undefined ? null : publicId('stl', settlementId),
    reference: reference ?? null,
    state: state ?? null,
  }
}
