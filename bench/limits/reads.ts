import fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { Kysely, PostgresDialect } from 'kysely'
import type { CompiledQuery } from 'kysely'
import pg from 'pg'
import { ContractPage } from '#modules/contracts/schemas.ts'
import { OffersView } from '#modules/plans/schemas.ts'
import { PurchasePage } from '#modules/purchases/schemas.ts'
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
 * answer to each request (what it keeps in memory is warm then), and that answer.
 * Left out: who asks (key, session, rate limit), the query's checks, turning rows into the answer, headers, metrics.
 */
export type ReadsJob = {
  environment: Record<string, string>
  requests: { url: string; cookie?: string }[]
  answer: 'offers' | 'contracts' | 'purchases'
}
type Known = { statements: { name: string; text: string; values: unknown[] }[]; answer: unknown }

const schemas = { offers: OffersView, contracts: ContractPage, purchases: PurchasePage }
let running: { app: FastifyInstance; pool: pg.Pool } | undefined

async function start({ environment, requests, answer }: ReadsJob): Promise<{ port: number }> {
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
  // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- Fastify, not Express: it takes promises
  app.get(path, { schema: { response: { 200: schemas[answer] } } }, async (request) => {
    const found = known.get(`${request.url} ${request.headers.cookie ?? ''}`) as Known
    for (const statement of found.statements) await pool.query(statement)
    return found.answer
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  running = { app, pool }
  return { port: (app.server.address() as { port: number }).port }
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
  for (const [i, { url, cookie }] of requests.entries()) {
    const headers = {
      'x-forwarded-for': `10.0.${i >> 8}.${i & 255}`,
      ...(cookie === undefined ? {} : { cookie }),
    }
    let answer
    do {
      await app.inject({ url, headers })
      seen = []
      answer = await app.inject({ url, headers })
      // Now and then a session is asked for anew just between the two.
    } while (seen.some((query) => query.sql.includes('auth_sessions')))
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body}`)
    if (seen.length === 0) throw new Error(`${url}: the product asked nothing of the database`)
    const statements = seen.map(({ sql, parameters }) => {
      const name = names.get(sql) ?? `l${names.size}`
      names.set(sql, name)
      return { name, text: sql, values: [...parameters] }
    })
    known.set(`${url} ${cookie ?? ''}`, { statements, answer: answer.json() })
  }
  await app.close()
  await db.destroy()
  await services.close()
  return known
}

answerJobs(start)
