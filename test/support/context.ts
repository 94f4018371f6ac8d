import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { Logger as WorkerLogger, runOnce } from 'graphile-worker'
import { afterAll } from 'vitest'
import type { Actor } from '#platform/auth.ts'
import { cookieNames } from '#platform/auth.ts'
import { createCaches } from '#platform/caches.ts'
import { settableClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import type { Context, Services } from '#platform/context.ts'
import { systemContext } from '#platform/context.ts'
import { openDatabase } from '#platform/db.ts'
import type { Authenticate } from '#platform/http.ts'
import { createHttp } from '#platform/http.ts'
import type { JobHandler } from '#platform/jobs.ts'
import type { Logger } from '#platform/log.ts'
import { createLog } from '#platform/log.ts'
import { createMetrics } from '#platform/metrics.ts'
import { openFiles } from '#platform/open-files.ts'
import { loadSecrets } from '#platform/secrets.ts'
import { createDatabase } from './database.ts'

/** Keys of tests; the same in every run, so that a failure can be looked at again. */
export const testKeys = `t1:${Buffer.alloc(32, 7).toString('base64')}`

export type TestServices = {
  services: Services
  clock: ReturnType<typeof settableClock>
  close(): Promise<void>
}

/** The services of a process over a database of this file's own, with a clock that stands still until it is moved. */
export async function testServices(
  environment: Record<string, string> = {},
  givenLog?: Logger,
): Promise<TestServices> {
  const url = environment['DATABASE_URL'] ?? (await createDatabase()).url
  const folder = await mkdtemp(join(tmpdir(), 'mamori-files-'))
  const config = readConfig({
    DATABASE_URL: url,
    MAMORI_ENV: 'test',
    MAMORI_KEYS: testKeys,
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
    POOL_SIZE: '8',
    FILES: `folder:${folder}`,
    ...environment,
  })
  const log = givenLog ?? createLog(config.LOG_LEVEL)
  const database = openDatabase(url, config.POOL_SIZE, 'mamori test')
  const clock = settableClock(new Date().toISOString())
  const caches = createCaches(log, url)
  const services: Services = {
    db: database.db,
    clock,
    caches,
    secrets: loadSecrets(config),
    files: openFiles(config),
    log,
    metrics: createMetrics(),
    config,
  }
  return {
    services,
    clock,
    async close() {
      await caches.close()
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A context as an operation gets it, of the system unless another actor is given. */
export function contextOf(services: Services, actor?: Actor, operation = 'test'): Context {
  const ctx = systemContext(services, operation)
  return actor ? { ...ctx, actor } : ctx
}

export type Answer<T = Record<string, unknown>> = {
  status: number
  headers: Record<string, string | string[] | number | undefined>
  body: T
  text: string
}
export type CallOptions = {
  body?: unknown
  headers?: Record<string, string>
  cookie?: string
  key?: string
  ip?: string
}

export type TestServer = TestServices & {
  app: FastifyInstance
  /** Calls a route without the network. `cookie` is a session's token, `key` an API key. */
  call<T = Record<string, unknown>>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    options?: CallOptions,
  ): Promise<Answer<T>>
  /** Does the jobs that are due, all in this process. */
  runJobs(): Promise<void>
  /** Opens a port and returns the server's address, for what needs real connections. */
  listen(): Promise<string>
}

type Parts = {
  /** Some modules' routes, on the platform's server. */
  routes?: (app: FastifyInstance, services: Services) => void | Promise<void>
  authenticate?: (services: Services) => Authenticate
  /** Instead of `routes`: the whole application. */
  app?: (services: Services) => Promise<FastifyInstance>
  jobs?: readonly JobHandler[]
  environment?: Record<string, string>
  /** Instead of standard error, for a test that reads what is logged. */
  log?: Logger
}

/** A server of some modules' routes and jobs. It closes after the file's last test. */
export async function startTestServer({
  routes,
  authenticate,
  app: whole,
  jobs = [],
  environment = {},
  log,
}: Parts): Promise<TestServer> {
  const base = await testServices(environment, log)
  const { services } = base
  const app = await (whole?.(services) ??
    createHttp(services, authenticate?.(services) ?? (() => ({ kind: 'anonymous' }))))
  await routes?.(app, services)
  await app.ready()
  const close = async () => {
    await app.close()
    await base.close()
  }
  afterAll(close)
  return {
    ...base,
    app,
    close,
    async call<T>(
      method: string,
      url: string,
      { body, headers = {}, cookie, key, ip }: CallOptions = {},
    ): Promise<Answer<T>> {
      const answer = await app.inject({
        method: method as 'GET',
        url,
        ...(ip === undefined ? {} : { remoteAddress: ip }),
        headers: {
          ...(cookie === undefined ? {} : { cookie: cookiesOf(cookie) }),
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const parsed =
        answer.body.startsWith('{') || answer.body.startsWith('[')
          ? (JSON.parse(answer.body) as T)
          : ({} as T)
      return { status: answer.statusCode, headers: answer.headers, body: parsed, text: answer.body }
    },
    runJobs: () => runJobs(services, jobs),
    async listen() {
      await app.listen({ port: 0, host: '127.0.0.1' })
      const address = app.server.address()
      if (!address || typeof address === 'string') await once(app.server, 'listening')
      return `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
    },
  }
}

/** A session's token under the cookies of both apps: whose it is, not where it stands, decides what it opens. */
export function cookiesOf(token: string): string {
  return Object.values(cookieNames)
    .map((name) => `${name}=${token}`)
    .join('; ')
}

/** Does all jobs that are due now. A job that fails makes the test fail rather than wait for its retry. */
export async function runJobs(services: Services, handlers: readonly JobHandler[]): Promise<void> {
  const failures: unknown[] = []
  const taskList = Object.fromEntries(
    handlers.map((handler) => [
      handler.name,
      async (payload: unknown) => {
        try {
          await handler.run(systemContext(services, handler.name), payload)
        } catch (error) {
          failures.push(error)
          throw error
        }
      },
    ]),
  )
  await runOnce({
    connectionString: services.config.DATABASE_URL,
    taskList,
    noHandleSignals: true,
    logger: new WorkerLogger(() => () => {}),
  })
  if (failures.length > 0) throw failures[0]
}
