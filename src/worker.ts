import { EventEmitter } from 'node:events'
import type { Runner, WorkerEvents } from 'graphile-worker'
import { Logger, parseCronItems, run } from 'graphile-worker'
import { sql } from 'kysely'
import pg from 'pg'
import { identityJobs } from '#modules/identity/index.ts'
import { notifyJobs, notifySubscriptions } from '#modules/notify/index.ts'
import { matchPendingLines } from '#modules/purchases/index.ts'
import type { Services } from '#platform/context.ts'
import { systemContext } from '#platform/context.ts'
import { startDispatcher } from '#platform/dispatcher.ts'
import type { JobHandler } from '#platform/jobs.ts'
import { platformJobs } from './sweeps.ts'

const jobs: readonly JobHandler[] = [...identityJobs, ...notifyJobs, ...platformJobs]
const subscriptions = [matchPendingLines, ...notifySubscriptions]
/** Sweeps, by the minute of each hour at which they run. */
const hourly = new Map([
  ['platform.sweep-old-rows', 17],
  ['identity.sweep-sign-ins', 27],
  ['notify.prune-mailbox', 37],
])
/** First number of the session locks by which worker processes show that they live; the second is the process's. */
const lockSpace = 730_226

/**
 * Runs jobs and hands events to subscribers until it is stopped; what is under way is finished first. A worker that
 * was killed leaves jobs locked: each process holds a session lock under its id, and a sweep frees the jobs of ids
 * whose lock is free.
 */
export async function startWorker(services: Services): Promise<{ nudge(): void; stop(): Promise<void> }> {
  const alive = await showAlive(services)
  await freeJobsOfTheDead(services)
  // A pool of our own: that of the library loses its error listener while its connections still close, and a
  // database that stops at that moment would end the process.
  const pool = new pg.Pool({
    connectionString: services.config.DATABASE_URL,
    max: 10,
    application_name: 'mamori jobs',
  })
  pool.on('error', (err) => services.log.warn({ err }, 'a connection of the jobs broke; another is opened'))
  const runner = await runJobs(services, pool, alive.hold)
  const dispatcher = await startDispatcher(services, subscriptions)
  const sweep = setInterval(
    () =>
      void freeJobsOfTheDead(services).catch((err: unknown) => services.log.warn({ err }, 'sweep failed')),
    60_000,
  )
  return {
    nudge: () => dispatcher.nudge(),
    async stop() {
      clearInterval(sweep)
      await dispatcher.stop()
      await runner.stop()
      await pool.end()
      await alive.end()
    },
  }
}

async function runJobs(services: Services, pool: pg.Pool, hold: (id: string) => void): Promise<Runner> {
  const events = new EventEmitter() as WorkerEvents
  // Jobs are locked under the id of the pool of workers, not under that of the one worker.
  events.on('pool:create', ({ workerPool }) => hold(workerPool.id))
  const taskList = Object.fromEntries(
    jobs.map((job) => [job.name, (payload: unknown) => runJob(services, job, payload)]),
  )
  return run({
    pgPool: pool,
    concurrency: 8,
    noHandleSignals: true,
    pollInterval: 1000,
    taskList,
    events,
    parsedCronItems: parseCronItems(
      [...hourly].map(([task, minute]) => ({ task, match: `${minute} * * * *`, identifier: task })),
    ),
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') services.log.warn(message)
    }),
  })
}

async function runJob(services: Services, job: JobHandler, payload: unknown): Promise<void> {
  try {
    await job.run(systemContext(services, job.name), payload)
    services.metrics.jobs.inc({ job: job.name, outcome: 'done' })
  } catch (error) {
    services.metrics.jobs.inc({ job: job.name, outcome: 'failed' })
    services.log.warn({ err: error, job: job.name }, 'job failed; it is tried again')
    throw error
  }
}

/**
 * A connection of its own that holds a session lock under the id by which this process locks jobs; the lock goes
 * when the process does, however it ends. Where only the connection ends, another one takes it again.
 */
async function showAlive(
  services: Services,
): Promise<{ hold: (id: string) => void; end: () => Promise<void> }> {
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
    for (const id of held) lock(id)
  }
  function again(): void {
    client = undefined
    if (!ended) timer = setTimeout(() => void connect().catch(again), 500)
  }
  function lock(id: string): void {
    last = last
      .then(() => client?.query('select pg_advisory_lock_shared($1, hashtext($2))', [lockSpace, id]))
      .catch((err: unknown) => services.log.warn({ err }, 'cannot show a worker alive'))
  }

  await connect()
  return {
    hold(id) {
      held.add(id)
      lock(id)
    },
    async end() {
      ended = true
      clearTimeout(timer)
      await client?.end()
    },
  }
}

/** Frees the jobs of workers whose lock nobody holds: their process is gone. */
async function freeJobsOfTheDead(services: Services): Promise<void> {
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
