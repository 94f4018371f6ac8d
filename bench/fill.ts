import type { Bench } from './figures.ts'
import { freshPrefix } from './figures.ts'
import { skipEvents } from './database.ts'
import type { CopyJob, CopyResult } from './limits/copy.ts'

/**
 * Brings the ledger to a number of contracts, by COPY of the rows that the product writes for purchases of new
 * buyers. Events are left out: nobody is to work on them.
 */
export async function fillDatabase(bench: Bench, contracts: number): Promise<void> {
  const { rows } = await bench.admin.query<{ count: string }>('select count(*) from contracts')
  const missing = contracts - Number(rows[0]?.count)
  if (missing <= 0) return
  bench.log(`filling up to ${contracts} contracts`)
  const templates = bench.templates.filter((template) =>
    template.tables.some((t) => t.table === 'purchasers'),
  )
  const job: CopyJob = {
    url: bench.url,
    templates,
    knownIds: bench.prepared.knownIds,
    prefix: freshPrefix(),
    connections: 2,
    purchases: missing,
    together: 2000,
    without: ['outbox'],
  }
  const { seconds } = await bench.children.copy.ask<CopyResult>(job)
  await skipEvents(bench.admin)
  bench.log(`${missing} purchases with their contracts in ${Math.round(seconds)} s`)
}
