import type { Bench } from './figures.ts'
import { freshPrefix } from './figures.ts'
import { skipEvents } from './database.ts'
import { usedUp } from './limits/captured.ts'
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

/**
 * Settlements of the past, by COPY of the rows that the product writes for one. In empty tables every plan is made for
 * reading the whole of them, and stays so for the minute until they are analysed.
 */
export async function fillSettlements(bench: Bench): Promise<void> {
  bench.log(`filling up to ${bench.sizes.settlements} settlements`)
  const job: CopyJob = {
    url: bench.url,
    templates: bench.settlements,
    knownIds: [],
    prefix: freshPrefix(),
    connections: 2,
    purchases: bench.sizes.settlements,
    together: 1000,
    without: ['outbox', ...Object.keys(usedUp)],
  }
  await bench.children.copy.ask<CopyResult>(job)
  await skipEvents(bench.admin)
}
