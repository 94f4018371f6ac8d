import { sql } from 'kysely'
import pg from 'pg'
import type { Db, Tx } from './db.ts'
import type { Logger } from './log.ts'

const channel = 'mamori_cache'

/** A kind of rarely changing row that is kept in the process: stores, keys, plans. */
export type CacheDefinition<V> = {
  readonly name: string
  readonly most: number
  load(db: Db, key: string): Promise<V | undefined>
}

/**
 * Rows kept in process. A writer calls `invalidate` in its transaction, which tells every process by NOTIFY (for
 * rare writes only: it takes a global lock at commit), and `drop` after it, so that its own next read is fresh.
 */
export type Caches = {
  get<V>(definition: CacheDefinition<V>, db: Db, key: string): V | Promise<V | undefined>
  drop(name?: string): void
  close(): Promise<void>
}

type Entry = { values: Map<string, unknown>; version: number }

/** @param url where to listen; without one (commands that end soon) entries live as long as the process */
export function createCaches(log: Logger, url?: string): Caches {
  const entries = new Map<string, Entry>()
  let closed = false
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined

  function drop(name?: string): void {
    for (const [key, entry] of entries) {
      if (name !== undefined && key !== name) continue
      entry.version += 1
      entry.values.clear()
    }
  }

  async function listen(): Promise<void> {
    const next = new pg.Client({ connectionString: url, application_name: 'mamori caches', keepAlive: true })
    const again = () => {
      if (closed || client !== next) return
      client = undefined
      timer = setTimeout(() => void listen(), 500)
    }
    client = next
    next.on('error', again)
    next.on('end', again)
    next.on('notification', ({ payload }) => drop(payload))
    try {
      await next.connect()
      await next.query(`listen ${channel}`)
      // What was announced while nobody listened is unknown, so nothing kept can be trusted.
      drop()
    } catch (error) {
      log.warn({ err: error }, 'cannot listen for changes; trying again')
      again()
    }
  }
  if (url !== undefined) void listen()

  return {
    get(definition, db, key) {
      let entry = entries.get(definition.name)
      if (!entry) entries.set(definition.name, (entry = { values: new Map(), version: 0 }))
      const found = entry.values.get(key)
      if (found !== undefined) return found as never
      return load(definition, db, key, entry)
    },
    drop,
    async close() {
      closed = true
      clearTimeout(timer)
      await client?.end().catch(() => {})
    },
  }
}

async function load<V>(
  definition: CacheDefinition<V>,
  db: Db,
  key: string,
  entry: Entry,
): Promise<V | undefined> {
  const version = entry.version
  const value = await definition.load(db, key)
  if (value !== undefined && entry.version === version) {
    if (entry.values.size >= definition.most) entry.values.clear()
    entry.values.set(key, value)
  }
  return value
}

/** Tells every process, at commit, to forget what it keeps under this name. */
export async function invalidate(tx: Tx, definition: { readonly name: string }): Promise<void> {
  await sql`select pg_notify(${channel}, ${definition.name})`.execute(tx)
}
