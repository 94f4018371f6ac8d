import { PassThrough } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { rateLimited } from './errors.ts'
import type { Feed } from './feed.ts'

/** A reader that takes nothing for this many bytes is gone. */
const mostUnread = 256 * 1024

export type Listening = {
  /** Streams of one caller are counted by it. */
  caller: string
  /** Whether an event concerns whoever listens. */
  matches(topic: string, payload: unknown): boolean
  /** What is sent of it. */
  eventsOf(topic: string, payload: unknown): readonly object[]
  /** Asked before everything that is sent: a stream ends with the session, or the key, that opened it. */
  stillMay(): Promise<boolean>
}
export type EventStreams = { open(reply: FastifyReply, listening: Listening): Promise<FastifyReply> }

/**
 * Server-sent events of a feed. Nothing is kept for those who were away.
 * @param most streams that one caller may have at a time; more are a fault
 */
export function createEventStreams(
  feed: Feed,
  { most, heartbeatMs = 15_000 }: { most: number; heartbeatMs?: number | undefined },
): EventStreams {
  const counted = new Map<string, number>()
  return {
    async open(reply, listening) {
      const { caller } = listening
      const streams = counted.get(caller) ?? 0
      if (streams >= most) throw rateLimited(Math.ceil(heartbeatMs / 1000))
      counted.set(caller, streams + 1)
      const stream = new PassThrough()
      stream.once('close', () => {
        const left = (counted.get(caller) ?? 1) - 1
        if (left > 0) counted.set(caller, left)
        else counted.delete(caller)
      })
      follow(feed, stream, listening, heartbeatMs)
      await feed.ready()
      stream.write('retry: 1000\n\n: open\n\n')
      return reply
        .header('content-type', 'text/event-stream; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('x-accel-buffering', 'no')
        .send(stream)
    },
  }
}

/** Writes events to a stream until it, the right to listen or the feed ends. */
function follow(feed: Feed, stream: PassThrough, listening: Listening, heartbeatMs: number): void {
  const write = (text: string) => {
    if (stream.writableLength > mostUnread) stream.destroy()
    else stream.write(text)
  }
  const ifStillMay = async (text: string) => {
    const may = await listening.stillMay()
    if (stream.destroyed || stream.writableEnded) return
    if (may) write(text)
    else stream.end()
  }
  const unlisten = feed.listen(
    (topic, payload) => listening.matches(topic, payload),
    ({ topic, payload }) =>
      void ifStillMay(
        listening
          .eventsOf(topic, payload)
          .map((event) => `data: ${JSON.stringify(event)}\n\n`)
          .join(''),
      ),
  )
  const heartbeat = setInterval(() => void ifStillMay(': alive\n\n'), heartbeatMs)
  const removeCloser = feed.onClose(() => stream.end())
  stream.once('close', () => {
    unlisten()
    removeCloser()
    clearInterval(heartbeat)
  })
}
