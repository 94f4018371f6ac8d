import { EventEmitter } from 'node:events'
import type { Runner, WorkerEvents } from 'graphile-worker'
import { Logger, parseCronItems, run } from 'graphile-worker'
import pg from 'pg'
import type { Services } from './context.ts'
import { systemContext } from './context.ts'
import type { JobHandler } from './jobs.ts'
import { freeJobsOfTheDead, showAlive } from './worker-locks.ts'

const beginAgainMs = 500
/** The library may wait without an end for a connection that broke; with no job under way it is left after this. */
const giveUpMs = 3000

/** One run of the library. */
type AtWork = { end(): void; over: Promise<void> }

/**
 * Does jobs until it is stopped; what is under way is finished first. A worker that was killed leaves jobs locked:
 * each process holds a session lock under its id, and a sweep frees the jobs of ids whose lock is free.
 *
 * The library ends for good where a connection breaks at the wrong moment, and a job that it was given just then
 * stays locked by it. So it begins anew after such a break, under another id: what the old one had is free then.
 * @param hourly sweeps, by the minute of each hour at which they run
 */
export async function startJobs(
  services: Services,
  handlers: readonly JobHandler[],
  hourly: ReadonlyMap<string, number>,
): Promise<{ stop(): Promise<void> }> {
  const alive = await showAlive(services)
  await freeJobsOfTheDead(services)
  const begin = () => beginWork(services, handlers, hourly, (id) => alive.hold(id))
  let stopping = false
  let wake: (() => void) | undefined
  let work: AtWork | undefined = await begin()

  async function beginAgain(): Promise<AtWork | undefined> {
    while (!stopping) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, beginAgainMs)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      if (stopping) break
      try {
        await alive.release()
        await freeJobsOfTheDead(services)
        return await begin()
      } catch (err) {
        services.log.warn({ err }, 'the jobs cannot begin again yet')
      }
    }
    return undefined
  }

  const following = (async () => {
    while (work) {
      if (stopping) work.end()
      await work.over
      work = await beginAgain()
    }
  })()
  return {
    async stop() {
      stopping = true
      wake?.()
      work?.end()
      await following
      await alive.end()
    },
  }
}

async function beginWork(
  services: Services,
  handlers: readonly JobHandler[],
  hourly: ReadonlyMap<string, number>,
  hold: (id: string) => void,
): Promise<AtWork> {
  const { log } = services
  const events = new EventEmitter() as WorkerEvents
  const pool = openPool(services)
  const over = Promise.withResolvers<void>()
  const underWay = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  // Jobs are locked under the id of the pool of workers, not under that of the one worker.
  events.on('pool:create', ({ workerPool }) => hold(workerPool.id))
  events.on('job:start', ({ job }) => underWay.add(job.id))
  for (const ended of ['job:success', 'job:error'] as const)
    events.on(ended, ({ job }) => underWay.delete(job.id))
  const runner = await runLibrary(services, pool, events, handlers, hourly).catch(async (error: unknown) => {
    await pool.end()
    throw error
  })
  const end = () => {
    if (timer) return
    timer = setInterval(() => {
      if (underWay.size === 0) over.resolve()
    }, giveUpMs)
    runner.stop().catch(() => {})
  }
  events.on('worker:getJob:error', end)
  events.on('stop', end)
  runner.promise.catch((err: unknown) => log.warn({ err }, 'the jobs stopped')).finally(() => over.resolve())
  const closed = over.promise.then(async () => {
    clearInterval(timer)
    // Of a library that was left some connections may never come back.
    await Promise.race([pool.end(), new Promise((resolve) => setTimeout(resolve, 1000).unref())])
  })
  return { end, over: closed }
}

type Answer = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  release: (broken?: Error | boolean) => void,
) => void

/** Where a connection breaks the library gives it back twice, which would end the process. */
class ForgivingPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>
  override connect(answer: Answer): void
  override connect(answer?: Answer): Promise<pg.PoolClient> | void {
    if (!answer) return super.connect().then(givenBackOnce)
    super.connect((error, client, release) => {
      const given = client && givenBackOnce(client)
      answer(error, given, given ? given.release.bind(given) : release)
    })
  }
}

function givenBackOnce(client: pg.PoolClient): pg.PoolClient {
  const release = client.release.bind(client)
  let given = false
  client.release = (broken) => {
    if (given) return
    given = true
    release(broken)
  }
  return client
}

/**
 * A pool of our own: that of the library loses its error listener while its connections still close, and a database
 * that stops at that moment would end the process.
 */
function openPool({ config, log }: Services): pg.Pool {
  const pool = new ForgivingPool({
    connectionString: config.DATABASE_URL,
    max: 10,
    application_name: 'mamori jobs',
  })
  pool.on('error', ({ message }) =>
    log.warn({ reason: message }, 'a connection of the jobs broke; another is opened'),
  )
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

function runLibrary(
  services: Services,
  pgPool: pg.Pool,
  events: WorkerEvents,
  handlers: readonly JobHandler[],
  hourly: ReadonlyMap<string, number>,
): Promise<Runner> {
  const entries = handlers.map(
    (job) => [job.name, (payload: unknown) => runJob(services, job, payload)] as const,
  )
  return run({
    pgPool,
    concurrency: 8,
    noHandleSignals: true,
    pollInterval: 1000,
    taskList: Object.fromEntries(entries),
    events,
    parsedCronItems: parseCronItems(
      [...hourly].map(([task, minute]) => ({ task, match: `${minute} * * * *`, identifier: task })),
    ),
    // Without a batch the library lets a job's end that could not be written end the whole process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
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
