import { putItems, UnreadableRow } from '#modules/catalog/index.ts'
import type { Store } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { invalidRequest } from '#platform/errors.ts'
import type { Line } from '#platform/ndjson.ts'
import { readJsonLines } from './ndjson.ts'
import type { InputFile } from './open-file.ts'
import type { Run } from './run.ts'

const chunkSize = 1000

/**
 * Items of a file → the catalogue, by the function of `PUT /v1/stores/{storeCode}/items`.
 * @returns false where it was stopped before the end of the file
 */
export async function importCatalog(ctx: Context, store: Store, file: InputFile, run: Run): Promise<boolean> {
  let chunk: Line[] = []
  const flush = async () => {
    const lines = chunk
    chunk = []
    const before = run.tally.rows
    const result = await putItems(
      ctx,
      store,
      lines.map((line) => (line.ok ? line.value : new UnreadableRow(line.message))),
    )
    for (let i = 0; i < result.created + result.updated; i += 1) run.tally.add('recorded', 1)
    for (let i = 0; i < result.unchanged; i += 1) run.tally.add('replayed', 1)
    const refused = result.rejected.map(({ row, code, errors }) => {
      const line = lines[row - 1] as Line
      const problem = invalidRequest(errors)
      run.tally.addRefusal(errors[0]?.code ?? problem.code, 1)
      return {
        entry: {
          row: before + row,
          rows: 1,
          reference: code,
          original: line.ok ? line.value : (line.text ?? null),
        },
        problem,
      }
    })
    run.refused.write(refused)
    run.progress.update(run.tally.rows)
  }
  for await (const line of readJsonLines(file.chunks)) {
    chunk.push(line)
    if (chunk.length < chunkSize) continue
    if (run.stopping.aborted) return false
    await flush()
  }
  if (chunk.length > 0) await flush()
  return true
}
