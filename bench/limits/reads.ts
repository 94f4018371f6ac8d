import fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { Kysely, PostgresDialect } from 'kysely'
import type { CompiledQuery } from 'kysely'
import pg from 'pg'
import { ContractPage } from '#modules/contracts/schemas.ts'
import { OffersView } from '#modules/plans/schemas.ts'
import { PurchasePage } from '#modules/purchases/schemas.ts'
import { Quote } from '#modules/settlements/schemas.ts'
import { readConfig } from '#platform/config.ts'
import { sessionSettings } from '#platform/db.ts'
import type { DB } from '#platform/db.ts'
import { serializer } from '#platform/serializer.ts'
import { createApp } from '#src/app.ts'
import { openServices } from '#src/services.ts'
import { answerJobs } from '../child.ts'

/*
 * Limit of the reads: a bare Fastify with the same compiled serializer, which runs the statements that the product
 * runs for a request, prepared and with the same parameters, and then writes the same JSON.
 * What they are is learnt by asking the product in this process before the port opens: the statements of its second
 * answer to each request (what it keeps in memory is warm then), and that answer. `answerOnly` leaves the statements out
 * as well: the body is parsed and the JSON is written, and nothing is read.
 * Left out: who asks (key, session, rate limit), the checks of the query and the body, turning rows into the
 * answer (of a quote: choosing coupons and computing the tax), headers, metrics.
 */
export type ReadsJob = {
  environment: Record<string, string>
  /** With a body it is posted; whose `account` is another in each. */
  requests: { url: string; cookie?: string; key?: string; body?: string }[]
  answer: keyof typeof schemas
  answerOnly?: boolean
}
type Known = { statements: { name: string; text: string; values: unknown[] }[]; answer: unknown }

const schemas = { offers: OffersView, contracts: ContractPage, purchases: PurchasePage, quotes: Quote }
let running: { app: FastifyInstance; pool: pg.Pool } | undefined

async function start({
  environment,
  requests,
  answer,
  answerOnly,
}: ReadsJob): Promise<{ port: number; statements: number }> {
  await running?.app.close()
  await running?.pool.end()
  const known = await learn(environment, requests)
  const config = readConfig(environment)
  const options = Object.entries(sessionSettings)
    .map(([setting, value]) => `-c ${setting}=${value}`)
    .join(' ')
  const raw = { getTypeParser: () => (value: unknown) => value }
  const pool = new pg.Pool({
    connectionString: config.DATABASE_URL,
    max: config.POOL_SIZE,
    options,
    types: raw as never,
  })
  const app = fastify({ logger: false })
  app.setSerializerCompiler(({ schema }) => serializer(schema as never, false))
  const path = (requests[0]?.url ?? '').split('?')[0] as string
  const options200 = { schema: { response: { 200: schemas[answer] } } }
  const answered = async (found: Known) => {
    if (!answerOnly) for (const statement of found.statements) await pool.query(statement)
    return found.answer
  }
  // oxlint-disable oxc/no-async-endpoint-handlers -- Fastify, not Express: it takes promises
  if (requests[0]?.body === undefined)
    app.get(path, options200, async ({ url, headers }) =>
      answered(known.get(`${url} ${headers.cookie ?? ''}`) as Known),
    )
  else
    app.post(path, options200, async ({ url, body }) =>
      answered(known.get(`${url} ${(body as { account: string }).account}`) as Known),
    )
  // oxlint-enable oxc/no-async-endpoint-handlers
  await app.listen({ port: 0, host: '127.0.0.1' })
  running = { app, pool }
  const [first] = known.values()
  return { port: (app.server.address() as { port: number }).port, statements: first?.statements.length ?? 0 }
}

/** What the product does for each request. */
async function learn(
  environment: Record<string, string>,
  requests: ReadsJob['requests'],
): Promise<Map<string, Known>> {
  const config = readConfig(environment)
  const services = openServices(config)
  let seen: CompiledQuery[] = []
  // Types are read as the product's own pool reads them: it has set them for the whole process.
  const pool = new pg.Pool({ connectionString: config.DATABASE_URL, max: 2 })
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    log: (event) => void seen.push(event.query),
  })
  const app = await createApp({ ...services, db })
  const names = new Map<string, string>()
  const known = new Map<string, Known>()
  for (const [i, { url, cookie, key, body }] of requests.entries()) {
    const headers = {
      'x-forwarded-for': `10.0.${i >> 8}.${i & 255}`,
      ...(cookie === undefined ? {} : { cookie }),
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    }
    const ask = () =>
      body === undefined
        ? app.inject({ url, headers })
        : app.inject({
            method: 'POST',
            url,
            headers: { ...headers, 'content-type': 'application/json' },
            payload: body,
          })
    let answer
    do {
      await ask()
      seen = []
      answer = await ask()
      // Now and then a session is asked for anew just between the two.
    } while (seen.some((query) => query.sql.includes('auth_sessions')))
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body}`)
    if (seen.length === 0) throw new Error(`${url}: the product asked nothing of the database`)
    const statements = seen.map(({ sql, parameters }) => {
      const name = names.get(sql) ?? `l${names.size}`
      names.set(sql, name)
      return { name, text: sql, values: [...parameters] }
    })
    const of = body === undefined ? (cookie ?? '') : (JSON.parse(body) as { account: string }).account
    known.set(`${url} ${of}`, { statements, answer: answer.json() })
  }
  await app.close()
  await db.destroy()
  await services.close()
  return known
}

answerJobs(start)
