import { PassThrough } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { BuyerActor } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import { buyer } from '#platform/context.ts'
import { rateLimited } from '#platform/errors.ts'
import type { Feed } from '#platform/feed.ts'
import { publicId } from '#platform/ids.ts'
import { route } from '#platform/route.ts'
import { sessionToken } from './authenticate.ts'
import { BuyerEvent } from './schemas.ts'
import { sessionActor } from './sessions.ts'

/** A browser opens six connections to one host; more streams of one session are a fault. */
const streamsPerSession = 5
/** A reader that takes nothing for this many bytes is gone. */
const mostUnread = 256 * 1024

export type StreamOptions = { feed: Feed; heartbeatMs?: number }

export function eventRoutes(app: FastifyInstance, { feed, heartbeatMs = 15_000 }: StreamOptions): void {
  const open = new Map<string, number>()
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
      const { sessionId } = buyer(ctx)
      const streams = open.get(sessionId) ?? 0
      if (streams >= streamsPerSession) throw rateLimited(Math.ceil(heartbeatMs / 1000))
      open.set(sessionId, streams + 1)
      const stream = new PassThrough()
      stream.once('close', () => {
        const left = (open.get(sessionId) ?? 1) - 1
        if (left > 0) open.set(sessionId, left)
        else open.delete(sessionId)
      })
      follow(ctx, feed, stream, { token: sessionToken(request, 'wallet') ?? '', heartbeatMs })
      await feed.ready()
      stream.write('retry: 1000\n\n: open\n\n')
      return reply
        .header('content-type', 'text/event-stream; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('x-accel-buffering', 'no')
        .send(stream)
    },
  })
}

/** Writes a buyer's events to a stream until it, the session or the feed ends. */
function follow(
  ctx: Context,
  feed: Feed,
  stream: PassThrough,
  { token, heartbeatMs }: { token: string; heartbeatMs: number },
): void {
  let actor: BuyerActor = buyer(ctx)
  const write = (text: string) => {
    if (stream.writableLength > mostUnread) stream.destroy()
    else stream.write(text)
  }
  /** Says nothing to a session that has ended meanwhile, and learns of identities that were linked. */
  const inSession = async (text: string) => {
    const found = await Promise.resolve(sessionActor(ctx, token)).catch(() => actor)
    if (stream.destroyed || stream.writableEnded) return
    if (found?.kind !== 'buyer' || found.sessionId !== actor.sessionId) {
      stream.end()
      return
    }
    actor = found
    write(text)
  }
  const unlisten = feed.listen(
    (_topic, payload) => concerns(payload, actor),
    ({ topic, payload }) =>
      void inSession(
        eventsOf(topic, payload)
          .map((event) => `data: ${JSON.stringify(event)}\n\n`)
          .join(''),
      ),
  )
  const heartbeat = setInterval(() => void inSession(': alive\n\n'), heartbeatMs)
  const removeCloser = feed.onClose(() => stream.end())
  stream.once('close', () => {
    unlisten()
    removeCloser()
    clearInterval(heartbeat)
  })
}

function concerns(payload: unknown, actor: BuyerActor): boolean {
  const ids = (payload as { purchaserIds?: unknown }).purchaserIds
  return Array.isArray(ids) && ids.some((id) => actor.identities.includes(id as never))
}

/** One event for each cover that it is about, with public ids only. */
function eventsOf(topic: string, payload: unknown): (typeof BuyerEvent)['_output'][] {
  const { purchaseId, contractId, contractIds } = payload as {
    purchaseId?: string
    contractId?: string
    contractIds?: string[]
  }
  const covers = contractIds ?? (contractId === undefined ? [] : [contractId])
  const base = { topic, purchaseId: purchaseId === undefined ? null : publicId('pur', purchaseId) }
  if (covers.length === 0) return [{ ...base, contractId: null }]
  return covers.map((id) => ({ ...base, contractId: publicId('ctr', id) }))
}
