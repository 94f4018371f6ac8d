import type { FastifyInstance } from 'fastify'
import type { BuyerActor } from '#platform/auth.ts'
import { buyer } from '#platform/context.ts'
import { createEventStreams } from '#platform/event-stream.ts'
import type { Feed } from '#platform/feed.ts'
import { publicId } from '#platform/ids.ts'
import { route } from '#platform/route.ts'
import { sessionToken } from './authenticate.ts'
import { BuyerEvent } from './schemas.ts'
import { sessionActor } from './sessions.ts'

/** A browser opens six connections to one host; more streams of one session are a fault. */
const streamsPerSession = 5

export type StreamOptions = { feed: Feed; heartbeatMs?: number }

export function eventRoutes(app: FastifyInstance, { feed, heartbeatMs }: StreamOptions): void {
  const streams = createEventStreams(feed, { most: streamsPerSession, heartbeatMs })
  // Before the server waits for its connections: an open stream would keep it from closing.
  app.addHook('preClose', async () => feed.close())
  route(app, {
    method: 'GET',
    url: '/v1/me/events',
    operationId: 'streamEvents',
    summary: 'What happens to own purchases and covers, as it happens',
    description:
      'Server-sent events of `BuyerEvent`. Nothing is kept for those who were away: read the lists anew after connecting. Ends with the session.',
    tag: 'me',
    access: { buyer: true },
    response: BuyerEvent,
    answersAs: 'text/event-stream',
    async handler(ctx, _input, request, reply) {
      let actor = buyer(ctx)
      const token = sessionToken(request, 'wallet') ?? ''
      return streams.open(reply, {
        caller: actor.sessionId,
        matches: (_topic, payload) => concerns(payload, actor),
        eventsOf,
        /** Says nothing to a session that has ended meanwhile, and learns of identities that were linked. */
        async stillMay() {
          const found = await Promise.resolve(sessionActor(ctx, token)).catch(() => actor)
          if (found?.kind !== 'buyer' || found.sessionId !== actor.sessionId) return false
          actor = found
          return true
        },
      })
    },
  })
}

function concerns(payload: unknown, actor: BuyerActor): boolean {
  const ids = (payload as { purchaserIds?: unknown }).purchaserIds
  return Array.isArray(ids) && ids.some((id) => actor.identities.includes(id as never))
}

/** One event for each cover that it is about, with public ids only. */
function eventsOf(topic: string, payload: unknown): (typeof BuyerEvent)['_output'][] {
  const { purchaseId, contractId, contractIds, settlementId } = payload as {
    purchaseId?: string
    settlementId?: string
    contractId?: string
    contractIds?: string[]
  }
  const covers = contractIds ?? (contractId === undefined ? [] : [contractId])
  const base = {
    topic,
    purchaseId: purchaseId === undefined ? null : publicId('pur', purchaseId),
    settlementId: settlementId === undefined ? null : publicId('stl', settlementId),
  }
  if (covers.length === 0) return [{ ...base, contractId: null }]
  return covers.map((id) => ({ ...base, contractId: publicId('ctr', id) }))
}
