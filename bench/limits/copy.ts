import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Client, escapeIdentifier } from 'pg'
import { from } from 'pg-copy-streams'
import { answerJobs } from '../child.ts'
import type { Template } from './captured.ts'
import { fill, freshValues } from './captured.ts'

/*
 * Limit of an import: the rows that the product writes for its purchases, into the same tables with the same indexes
 * and constraints, by COPY, with as many purchases a transaction. All text is made before the clock starts.
 * Left out: HTTP, JSON and its checks; every look-up (keys, buyers, items, plans); hashing and sealing (random bytes
 * of the same length); conflicts (a row that is there already would break the COPY); the answers.
 */
export type CopyJob = {
  url: string
  templates: Template[]
  knownIds: string[]
  prefix: string
  connections: number
  purchases: number
  /** Purchases of one transaction. */
  together: number
  /** Tables to leave empty, where rows are written to fill the database and not to measure. */
  without?: string[]
}
export type CopyResult = { seconds: number; purchases: number }

type Batch = { table: string; columns: string; text: Buffer }[]

async function run(job: CopyJob): Promise<CopyResult> {
  const clients = await Promise.all(
    Array.from({ length: job.connections }, async () => {
      const client = new Client({ connectionString: job.url })
      await client.connect()
      return client
    }),
  )
  try {
    // What is made ahead stays below some hundred megabytes, however much is to be written.
    const slice = Math.max(job.together * job.connections, 100_000)
    let seconds = 0
    for (let done = 0; done < job.purchases; done += slice) {
      const batches = batchesOf(job, done, Math.min(job.purchases, done + slice))
      const begin = performance.now()
      await Promise.all(
        clients.map(async (client) => {
          for (let batch = batches.shift(); batch; batch = batches.shift()) await write(client, batch)
        }),
      )
      seconds += (performance.now() - begin) / 1000
    }
    return { seconds, purchases: job.purchases }
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}

async function write(client: Client, batch: Batch): Promise<void> {
  await client.query('begin')
  for (const { table, columns, text } of batch) {
    const copy = client.query(from(`copy ${escapeIdentifier(table)} (${columns}) from stdin`))
    copy.end(text)
    await once(copy, 'finish')
  }
  await client.query('commit')
}

function batchesOf(job: CopyJob, begin: number, end: number): Batch[] {
  const now = new Date().toISOString()
  const randomHex = (bytes: number) => randomBytes(bytes).toString('hex')
  const batches: Batch[] = []
  for (let n = begin; n < end;) {
    const texts = new Map<string, { columns: string; lines: string[] }>()
    for (const last = Math.min(end, n + job.together); n < last; n += 1) {
      const template = job.templates[n % job.templates.length] as Template
      const values = freshValues(template, `${job.prefix}-${n}`, now, job.knownIds, randomHex)
      for (const { table, rows } of template.tables) {
        if (job.without?.includes(table)) continue
        let entry = texts.get(table)
        if (!entry)
          texts.set(
            table,
            (entry = {
              columns: (rows[0] ?? []).map((cell) => escapeIdentifier(cell.column)).join(', '),
              lines: [],
            }),
          )
        for (const row of rows)
          entry.lines.push(
            row
              .map(({ parts }) => (parts === null ? '\\N' : fill(parts, values).replaceAll('\\', '\\\\')))
              .join('\t'),
          )
      }
    }
    // Tables of a sale with a new buyer come first in their order, so the union is in order too.
    const order = job.templates.reduce(
      (most, t) => (t.tables.length > most.length ? t.tables : most),
      [] as Template['tables'],
    )
    const sorted = [...texts].sort(
      ([a], [b]) => order.findIndex((t) => t.table === a) - order.findIndex((t) => t.table === b),
    )
    batches.push(
      sorted.map(([table, { columns, lines }]) => ({
        table,
        columns,
        text: Buffer.from(`${lines.join('\n')}\n`),
      })),
    )
  }
  return batches
}

answerJobs(run)
