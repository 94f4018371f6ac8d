import { randomBytes } from 'node:crypto'
import { Client, escapeIdentifier, escapeLiteral } from 'pg'
import { answerJobs } from '../child.ts'
import type { Cell, Template } from './captured.ts'
import { fill, freshValues, usedUp } from './captured.ts'

/*
 * Limit of purchases one by one, and of settlements: the rows that the product writes for one, into the same tables
 * with the same indexes and constraints, one durable transaction each, by a bare `pg` loop. Each is one prepared
 * writing CTE, so one round trip. All values are made before the clock starts.
 * Left out: HTTP, JSON and its checks; the key's and the buyer's look-up, items, plans, coupons and the tax (nothing is
 * read or computed); hashing and sealing (random bytes of the same length); finding out whether it is there already, and
 * whether a use of the coupon is left; that a coupon is held before it is used up, and a settlement begun before it is
 * settled (each row is written once, as it stands at the end); the answer.
 */
export type OneByOneJob = {
  url: string
  templates: Template[]
  knownIds: string[]
  prefix: string
  connections: number
  warmUpMs: number
  measureMs: number
  most: number
}
export type OneByOneResult = { perSecond: number; p50: number; p99: number; answers: number }

type Statement = { name: string; text: string; cells: (string | number)[][] }
type Ready = { name: string; text: string; values: string[] }

async function run(job: OneByOneJob): Promise<OneByOneResult> {
  const statements = job.templates.map((template, i) => statementOf(template, `limit${i}`))
  const now = new Date().toISOString()
  const randomHex = (bytes: number) => randomBytes(bytes).toString('hex')
  const ready = Array.from({ length: job.most }, (_, n): Ready => {
    const at = n % job.templates.length
    const { name, text, cells } = statements[at] as Statement
    const values = freshValues(
      job.templates[at] as Template,
      `${job.prefix}-${n}`,
      now,
      job.knownIds,
      randomHex,
    )
    return { name, text, values: cells.map((parts) => fill(parts, values)) }
  })
  const clients = await Promise.all(
    Array.from({ length: job.connections }, async () => {
      const client = new Client({ connectionString: job.url })
      await client.connect()
      return client
    }),
  )
  try {
    return await measure(job, ready, clients)
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}

async function measure(
  { warmUpMs, measureMs }: OneByOneJob,
  ready: readonly Ready[],
  clients: readonly Client[],
): Promise<OneByOneResult> {
  const from = performance.now() + warmUpMs
  const until = from + measureMs
  const latencies: number[] = []
  let next = 0
  let last = from
  await Promise.all(
    clients.map(async (client) => {
      for (let begin = performance.now(); begin < until && next < ready.length; begin = performance.now()) {
        await client.query(ready[next++] as Ready)
        const end = performance.now()
        if (begin < from || end > until) continue
        latencies.push(end - begin)
        last = end
      }
    }),
  )
  latencies.sort((a, b) => a - b)
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
  return {
    perSecond: latencies.length / ((last - from) / 1000),
    p50: at(0.5),
    p99: at(0.99),
    answers: latencies.length,
  }
}

/** One statement that writes all rows of a sale; what never changes stands in its text, the rest are parameters. */
function statementOf(template: Template, name: string): Statement {
  const cells: (string | number)[][] = []
  const numbers = new Map<string, number>()
  const written = ({ parts, type }: Cell): string => {
    if (parts === null) return `null::${type}`
    if (parts.every((part) => typeof part === 'string')) return `${escapeLiteral(parts.join(''))}::${type}`
    const key = `${type} ${JSON.stringify(parts)}`
    let at = numbers.get(key)
    if (at === undefined) numbers.set(key, (at = cells.push(parts)))
    return `$${at}::${type}`
  }
  const writes = template.tables.map(({ table, rows }) => {
    const [first = []] = rows
    const moved = usedUp[table]
    if (moved) {
      const key = first.filter(({ column }) => moved.key.includes(column))
      const where = key.map((cell) => `${escapeIdentifier(cell.column)} = ${written(cell)}`)
      return `update ${escapeIdentifier(table)} set ${moved.set} where ${where.join(' and ')}`
    }
    const columns = first.map((cell) => escapeIdentifier(cell.column))
    const values = rows.map((row) => `(${row.map(written).join(', ')})`)
    return `insert into ${escapeIdentifier(table)} (${columns.join(', ')}) values ${values.join(', ')}`
  })
  const last = writes.pop() as string
  return {
    name,
    text: `with ${writes.map((write, i) => `i${i} as (${write})`).join(', ')} ${last}`,
    cells,
  }
}

answerJobs(run)
