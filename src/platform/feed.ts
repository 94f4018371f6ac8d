import { sql } from 'kysely'
import type { Services } from './context.ts'

/** One event as the outbox has it. */
export type FeedEvent = { topic: string; payload: unknown }

/**
 * What happens, for live screens: the tail of the outbox from the moment of listening on, or a little before where
 * transactions are long. Nothing is kept for those who were away; a screen reads its data anew when it connects.
 */
export type Feed = {
  /** @returns what ends the listening */
  listen(match: (topic: string, payload: unknown) => boolean, send: (event: FeedEvent) => void): () => void
  /** Resolves when everything committed from now on will be heard by those who listen. */
  ready(): Promise<void>
  /** Runs when the feed closes; streams end themselves by it. @returns what forgets the work */
  onClose(work: () => void): () => void
  close(): void
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

  /** Where to read from: the first time where the outbox ends now. */
  function position(): Promise<Cursor> {
    if (!cursor) {
      const read = sql<Cursor>`select pg_snapshot_xmin(pg_current_snapshot())::text as xid, 0 as id`.execute(
        db,
      )
      cursor = read.then(({ rows }) => rows[0] as Cursor)
      // One that could not be read is asked for again.
      cursor.catch(() => (cursor = undefined))
    }
    return cursor
  }

  function schedule(ms: number): void {
    if (!closed) timer = setTimeout(() => void poll(), ms)
  }

  async function poll(): Promise<void> {
    let wait = pollMs
    try {
      const rows = await rowsAfter(await position())
      const last = rows.at(-1)
      if (last) cursor = Promise.resolve({ xid: last.xid, id: last.id })
      for (const { topic, payload } of rows) deliver(topic, payload)
      if (rows.length === batchSize) wait = 0
    } catch (error) {
      if (!closed) log.warn({ err: error }, 'cannot read events for live screens; trying again')
      wait = 1000
    }
    timer = undefined
    if (listeners.size > 0) schedule(wait)
    else cursor = undefined
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

  return {
    listen(match, send) {
      const listener = { match, send }
      listeners.add(listener)
      if (timer === undefined) schedule(pollMs)
      return () => {
        listeners.delete(listener)
      }
    },
    async ready() {
      await position()
    },
    onClose(work) {
      closers.add(work)
      if (closed) work()
      return () => closers.delete(work)
    },
    close() {
      if (closed) return
      closed = true
      clearTimeout(timer)
      for (const work of closers) work()
      listeners.clear()
    },
  }
}
