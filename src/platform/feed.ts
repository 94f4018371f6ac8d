import { sql } from 'kysely'
import type { Services } from './context.ts'

/** One event as the outbox has it. */
export type FeedEvent = { topic: string; payload: unknown }

/**
 * What happens, for live screens: the tail of the outbox from the moment of listening on. Nothing is kept for those
 * who were away; a screen reads its data anew when it connects.
 */
export type Feed = {
  /** Resolves when everything committed from now on will be heard. */
  ready(): Promise<void>
  /** @returns what ends the listening */
  listen(match: (topic: string, payload: unknown) => boolean, send: (event: FeedEvent) => void): () => void
  /** Called once at the end by whoever made the feed, or by a server that ends its streams. */
  close(): void
  /** Runs when the feed closes; streams end themselves by it. */
  onClose(work: () => void): void
}

type Listener = { match: (topic: string, payload: unknown) => boolean; send: (event: FeedEvent) => void }
type Cursor = { xid: string; id: number }
type Row = { id: number; xid: string; topic: string; payload: unknown }

const pollMs = 200
const batchSize = 500

/** One query every 200 ms for all listeners of the process, and none while nobody listens. */
export function createFeed(services: Pick<Services, 'db' | 'log'>): Feed {
  const { db, log } = services
  const listeners = new Set<Listener>()
  const closers = new Set<() => void>()
  let closed = false
  let timer: NodeJS.Timeout | undefined
  let cursor: Promise<Cursor> | undefined

  async function tail(): Promise<Cursor> {
    const { rows } = await sql<Cursor>`select pg_snapshot_xmin(pg_current_snapshot())::text as xid, 0 as id`.execute(db)
    return rows[0] as Cursor
  }

  function start(): Promise<Cursor> {
    if (!cursor) {
      cursor = tail()
      // A cursor that could not be read is asked for again by the next poll.
      cursor.catch(() => (cursor = undefined))
      schedule(pollMs)
    }
    return cursor
  }

  function schedule(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void poll(), ms)
  }

  async function poll(): Promise<void> {
    let wait = pollMs
    try {
      const from = await start()
      const rows = await rowsAfter(from)
      const last = rows.at(-1)
      if (last) cursor = Promise.resolve({ xid: last.xid, id: last.id })
      for (const { topic, payload } of rows) deliver(topic, payload)
      if (rows.length === batchSize) wait = 0
    } catch (error) {
      log.warn({ err: error }, 'cannot read events for live screens; trying again')
      wait = 1000
    }
    if (closed || listeners.size === 0) stop()
    else schedule(wait)
  }

  async function rowsAfter({ xid, id }: Cursor): Promise<Row[]> {
    // Rows become readable in commit order only below the oldest transaction still open (see dispatcher.ts).
    const { rows } = await sql<Row>`
      select id, xid::text as xid, topic, payload from outbox
      where (xid, id) > (${xid}::xid8, ${id}) and xid < pg_snapshot_xmin(pg_current_snapshot())
      order by xid, id limit ${batchSize}`.execute(db)
    return rows
  }

  function deliver(topic: string, payload: unknown): void {
    for (const listener of listeners) {
      try {
        if (listener.match(topic, payload)) listener.send({ topic, payload })
      } catch (error) {
        log.error({ err: error, topic }, 'a live screen could not be told')
      }
    }
  }

  function stop(): void {
    clearTimeout(timer)
    timer = undefined
    cursor = undefined
  }

  return {
    async ready() {
      await start()
    },
    listen(match, send) {
      const listener = { match, send }
      listeners.add(listener)
      if (!closed) start().catch(() => {})
      return () => {
        listeners.delete(listener)
      }
    },
    onClose(work) {
      closers.add(work)
    },
    close() {
      if (closed) return
      closed = true
      stop()
      for (const work of closers) work()
      listeners.clear()
    },
  }
}
