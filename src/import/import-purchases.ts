import type { Store } from '#modules/identity/index.ts'
import type { Row, Sale, SaleOutcome } from '#modules/sales/index.ts'
import { recordRows, rowOf } from '#modules/sales/index.ts'
import type { Context } from '#platform/context.ts'
import type { Format } from './arguments.ts'
import type { Entry } from './entries.ts'
import { inChunks } from './entries.ts'
import { ImportFailure } from './failure.ts'
import { readInvoices } from './invoices.ts'
import { nameItems } from './name-items.ts'
import { readNdjson } from './ndjson.ts'
import { currency } from './online-retail.ts'
import type { InputFile } from './open-file.ts'
import type { Run } from './run.ts'

/**
 * Reports of a file → the ledger, by the functions of `POST /v1/purchases/batch`, a transaction for each chunk.
 * @returns false where it was stopped before the end of the file
 */
export async function importPurchases(
  ctx: Context,
  store: Store,
  format: Format,
  file: InputFile,
  run: Run,
): Promise<boolean> {
  if (format === 'online-retail' && store.currency !== currency) {
    throw new ImportFailure(`The file is in ${currency}, the store ${store.code} in ${store.currency}.`)
  }
  const entries = format === 'ndjson' ? readNdjson(file.chunks, store) : readInvoices(file.chunks)
  for await (const chunk of oneAhead(inChunks(entries))) {
    if (run.stopping.aborted) return false
    await record(ctx, store, chunk, run)
  }
  return true
}

async function record(ctx: Context, store: Store, chunk: readonly Entry[], run: Run): Promise<void> {
  const rows: Row[] = []
  const names = new Map<Sale, NonNullable<Entry['names']>>()
  for (const entry of chunk) {
    const row = await rowFrom(ctx, store, entry)
    rows.push(row)
    if ('sale' in row && entry.names) names.set(row.sale, entry.names)
  }
  const outcomes = await recordRows(
    ctx,
    rows,
    names.size === 0 ? undefined : nameItems(ctx, store, (sale) => names.get(sale)),
  )
  await mustBeAlive(ctx, outcomes)
  const refused = []
  for (const [i, outcome] of outcomes.entries()) {
    const entry = chunk[i] as Entry
    if ('problem' in outcome) {
      refused.push({ entry, problem: outcome.problem })
      run.tally.addRefusal(outcome.problem.code, entry.rows)
    } else {
      const { purchase, replayed } = outcome.sale
      run.tally.add(replayed ? 'replayed' : 'recorded', entry.rows)
      run.tally.addAmount(purchase.kind, purchase.currency, purchase.total)
    }
  }
  run.refused.write(refused)
  run.progress.update(run.tally.rows)
}

async function rowFrom(ctx: Context, store: Store, { row, reference, content }: Entry): Promise<Row> {
  if ('problem' in content) return { row, reference, problem: content.problem }
  // A file format of our own says nothing of the store; NDJSON says the right one or was refused.
  const value = { storeCode: store.code, ...(content.input as object) }
  return rowOf(ctx, row, { ok: true, value: isObject(content.input) ? value : content.input })
}

function isObject(value: unknown): value is object {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

/** Rows that failed on our side because the database is gone are not the file's fault: the import ends instead. */
async function mustBeAlive(ctx: Context, outcomes: readonly SaleOutcome[]): Promise<void> {
  if (!outcomes.some((outcome) => 'problem' in outcome && outcome.problem.status >= 500)) return
  try {
    await ctx.db.selectFrom('one_time_work').select('name').limit(1).execute()
  } catch (error) {
    throw new ImportFailure(`The database does not answer: ${(error as Error).message}`)
  }
}

/** Reads the next chunk while this one is worked on: parsing and the database share the time. */
async function* oneAhead<T>(items: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = items.next()
  try {
    for (;;) {
      const item = await next
      if (item.done) return
      next = items.next()
      // A failure is met when its turn comes, after what was read before it.
      next.catch(() => {})
      yield item.value
    }
  } finally {
    await next.catch(() => {})
    await items.return(undefined)
  }
}
