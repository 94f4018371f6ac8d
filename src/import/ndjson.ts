import type { Store } from '#modules/identity/index.ts'
import { malformedBody } from '#platform/errors.ts'
import type { Line } from '#platform/ndjson.ts'
import { readLines } from '#platform/ndjson.ts'
import type { Entry } from './entries.ts'
import { otherStore } from './errors.ts'
import { ImportFailure } from './failure.ts'

/** One report a line, as `POST /v1/purchases/batch` takes them; `storeCode` may be left out. */
export async function* readNdjson(chunks: AsyncIterable<Buffer>, store: Store): AsyncGenerator<Entry> {
  let row = 0
  for await (const line of readJsonLines(chunks)) yield entryOf((row += 1), line, store)
}

/** @throws ImportFailure where the first line shows that the file is something else */
export async function* readJsonLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let first = true
  for await (const line of readLines(chunks)) {
    if (first && !line.ok && !line.text?.trimStart().startsWith('{')) {
      throw new ImportFailure(
        'The file is no NDJSON: its first line is no JSON object. Is another --format meant?',
      )
    }
    first = false
    yield line
  }
}

function entryOf(row: number, line: Line, store: Store): Entry {
  if (!line.ok) {
    return {
      row,
      rows: 1,
      reference: null,
      original: line.text ?? null,
      content: { problem: malformedBody(line.message) },
    }
  }
  const { value } = line
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return { row, rows: 1, reference: null, original: value, content: { input: value } }
  }
  const { reference, storeCode } = value as { reference?: unknown; storeCode?: unknown }
  const known = {
    row,
    rows: 1,
    reference: typeof reference === 'string' ? reference.slice(0, 100) : null,
    original: value,
  }
  if (typeof storeCode === 'string' && storeCode !== store.code) {
    return { ...known, content: { problem: otherStore(storeCode, store.code) } }
  }
  return {
    ...known,
    content: { input: storeCode === undefined ? { ...value, storeCode: store.code } : value },
  }
}
