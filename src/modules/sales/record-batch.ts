import type { FastifyReply, FastifyRequest } from 'fastify'
import { actingStore } from '#modules/identity/index.ts'
import { PurchaseInput } from '#modules/purchases/index.ts'
import { AnswerStream } from '#platform/answer-stream.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import { Problem, fieldErrors, invalidRequest, malformedBody } from '#platform/errors.ts'
import type { Line } from '#platform/ndjson.ts'
import { readLines } from '#platform/ndjson.ts'
import type { Sale, SaleOutcome } from './record-purchases.ts'
import { recordPurchases } from './record-purchases.ts'
import { batchAnswer, unexpected } from './views.ts'

/** Rows of one transaction; and rows read ahead while one runs. */
export const rowsOfTransaction = 500
const readAhead = 1000

export type Row =
  | { row: number; reference: string | null; sale: Sale }
  | { row: number; reference: string | null; problem: Problem }

/**
 * Reads purchases as NDJSON of any length and answers a line for each while it reads, in the order of the rows.
 * Memory is bounded by the rows read ahead; answers that the client does not fetch wait in a file.
 */
export async function recordBatch(
  ctx: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  write: (answer: unknown) => string,
): Promise<void> {
  reply.hijack()
  const raw = reply.raw
  raw.writeHead(200, {
    'content-type': 'application/x-ndjson',
    'cache-control': 'no-store',
    'x-request-id': request.id,
  })
  raw.flushHeaders()
  const answers = new AnswerStream(raw)
  try {
    // One transaction is prepared while the one before it is written: two at most, answered in their order.
    let before: Running | undefined
    const answer = async ({ rows, outcomes }: Running) => {
      const recorded = await outcomes
      answers.write(
        rows
          .map((row, i) => `${write(batchAnswer(ctx, row.row, row.reference, recorded[i] as SaleOutcome))}\n`)
          .join(''),
      )
    }
    for await (const rows of gathered(rowsOf(ctx, request.body as AsyncIterable<Buffer>))) {
      if (answers.closed) break
      if (before && standOn(rows, before)) {
        await answer(before)
        before = undefined
      }
      const next = startRecording(ctx, rows)
      if (before) await answer(before)
      before = next
    }
    if (before) await answer(before)
  } catch (error) {
    // The sender broke off or the body is not what its headers say: what was answered stands.
    const problem = error instanceof Problem ? error : malformedBody('The body ended before its end.')
    answers.write(`${write(batchAnswer(ctx, 0, null, { problem }))}\n`)
  }
  await answers.end()
}

type Running = { rows: readonly Row[]; keys: ReadonlySet<string>; outcomes: Promise<SaleOutcome[]> }

function startRecording(ctx: Context, rows: readonly Row[]): Running {
  return { rows, keys: new Set(rows.flatMap(namesOf)), outcomes: recordRows(ctx, rows) }
}

/** True where a row names a purchase that a transaction under way names too: their order must stay. */
function standOn(rows: readonly Row[], running: Running): boolean {
  return rows.some((row) => namesOf(row).some((name) => running.keys.has(name)))
}

/** The purchases that a row names: itself, and the original that it returns. */
function namesOf(row: Row): string[] {
  if (!('sale' in row)) return []
  const { store, input } = row.sale
  const own = `${store.id}\n${input.reference}`
  return input.returnOf === null ? [own] : [own, `${store.id}\n${input.returnOf}`]
}

/** Parses and checks each line; a wrong one becomes a row with its problem. */
async function* rowsOf(ctx: Context, body: AsyncIterable<Buffer>): AsyncGenerator<Row> {
  let row = 0
  for await (const line of readLines(body)) yield rowOf(ctx, ++row, line)
}

export async function rowOf(ctx: Context, row: number, line: Line): Promise<Row> {
  if (!line.ok) return { row, reference: null, problem: malformedBody(line.message) }
  const sent = (line.value as { reference?: unknown } | null)?.reference
  const reference = typeof sent === 'string' ? sent.slice(0, 100) : null
  const parsed = PurchaseInput.safeParse(line.value)
  if (!parsed.success) return { row, reference, problem: invalidRequest(fieldErrors(parsed.error)) }
  try {
    const store = await actingStore(ctx, parsed.data.storeCode)
    return { row, reference, sale: { store, input: parsed.data, by: ctx } }
  } catch (error) {
    return { row, reference, ...unexpected(error) }
  }
}

/** What an import does for its sales in the transaction that records them, before it. */
export type BeforeSales = (tx: Tx, sales: readonly Sale[]) => Promise<void>

/** Records the good rows in one transaction; if that fails as a whole, each on its own. */
export async function recordRows(
  ctx: Context,
  rows: readonly Row[],
  before?: BeforeSales,
): Promise<SaleOutcome[]> {
  const sales = rows.flatMap((row) => ('sale' in row ? [row.sale] : []))
  const recorded = await recordTogether(ctx, sales, before)
  let next = 0
  return rows.map((row): SaleOutcome =>
    'sale' in row ? (recorded[next++] as SaleOutcome) : { problem: row.problem },
  )
}

async function recordTogether(
  ctx: Context,
  sales: readonly Sale[],
  before?: BeforeSales,
): Promise<SaleOutcome[]> {
  if (sales.length === 0) return []
  try {
    return await inTransaction(ctx, async (tx) => {
      await before?.(tx, sales)
      return recordPurchases(tx, ctx, sales)
    })
  } catch (error) {
    if (sales.length > 1) {
      const outcomes: SaleOutcome[] = []
      for (const sale of sales) outcomes.push(...(await recordTogether(ctx, [sale], before)))
      return outcomes
    }
    ctx.log.error({ err: error, requestId: ctx.origin.requestId }, 'row failed')
    return [unexpected(error)]
  }
}

/** Whatever has been read while the last rows were worked on, so that a slow sender is answered row by row. */
async function* gathered(rows: AsyncGenerator<Row>): AsyncGenerator<Row[]> {
  const queue: Row[] = []
  let done = false
  let failure: unknown
  let wakeReader: (() => void) | undefined
  let wakeWorker: (() => void) | undefined
  const reading = (async () => {
    try {
      for await (const row of rows) {
        queue.push(row)
        wakeWorker?.()
        if (queue.length >= readAhead) await new Promise<void>((resolve) => (wakeReader = resolve))
      }
    } catch (error) {
      failure = error
    }
    done = true
    wakeWorker?.()
  })()
  while (!done || queue.length > 0) {
    if (queue.length === 0) await new Promise<void>((resolve) => (wakeWorker = resolve))
    wakeWorker = undefined
    const batch = queue.splice(0, rowsOfTransaction)
    wakeReader?.()
    wakeReader = undefined
    if (batch.length > 0) yield batch
  }
  await reading
  if (failure !== undefined) throw failure
}
