import { sql } from 'kysely'
import pg from 'pg'
import type { Services } from './context.ts'

/** First number of the session locks by which worker processes show that they live; the second is the process's. */
const lockSpace = 730_226

/** What shows that this process lives. */
export type ShownAlive = {
  /** Shows it under this id too, from now on. */
  hold(id: string): void
  /** No longer under any id; resolves when nobody takes what they locked for held any more. */
  release(): Promise<unknown>
  end(): Promise<void>
}

/**
 * A connection of its own that holds a session lock under the id by which this process locks jobs; the lock goes
 * when the process does, however it ends. Where only the connection ends, another one takes it again.
 */
export async function showAlive(services: Services): Promise<ShownAlive> {
  const held = new Set<string>()
  let ended = false
  let timer: NodeJS.Timeout | undefined
  let client: pg.Client | undefined
  let last: Promise<unknown> = Promise.resolve()

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: services.config.DATABASE_URL,
      application_name: 'mamori worker',
      keepAlive: true,
    })
    next.on('error', (err) => services.log.warn({ err }, 'the connection that shows this worker alive broke'))
    await next.connect()
    next.once('end', again)
    client = next
    for (const id of held) ask('pg_advisory_lock_shared', id)
  }
  function again(): void {
    client = undefined
    if (!ended) timer = setTimeout(() => void connect().catch(again), 500)
  }
  function ask(what: 'pg_advisory_lock_shared' | 'pg_advisory_unlock_shared', id: string): void {
    last = last
      .then(() => client?.query(`select ${what}($1, hashtext($2))`, [lockSpace, id]))
      .catch((err: unknown) => services.log.warn({ err }, 'cannot show a worker alive'))
  }

  await connect()
  return {
    hold(id) {
      held.add(id)
      ask('pg_advisory_lock_shared', id)
    },
    release() {
      for (const id of held) ask('pg_advisory_unlock_shared', id)
      held.clear()
      return last
    },
    async end() {
      ended = true
      clearTimeout(timer)
      await client?.end()
    },
  }
}

/** Frees the jobs of workers whose lock nobody holds: their process is gone. */
export async function freeJobsOfTheDead(services: Services): Promise<void> {
  await services.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select locked_by as id from (
        select distinct locked_by from graphile_worker._private_jobs where locked_by is not null
        union select distinct locked_by from graphile_worker._private_job_queues where locked_by is not null
      ) w where pg_try_advisory_xact_lock(${lockSpace}, hashtext(locked_by))`.execute(tx)
    if (rows.length === 0) return
    services.log.warn({ workers: rows.length }, 'freed the jobs of workers that are gone')
    await sql`select graphile_worker.force_unlock_workers(${rows.map((row) => row.id)}::text[])`.execute(tx)
  })
}
