import type { Problem } from '#platform/errors.ts'

/** One report as a file has it, whatever its format: a line of NDJSON, or the rows of one invoice. */
export type Entry = {
  /** Its first row, counted from 1; neither a header nor an empty line is a row. */
  row: number
  /** How many rows of the file it is made of. */
  rows: number
  reference: string | null
  /** The row or rows as they stood in the file, for the file of refused rows. */
  original: unknown
  /** What its codes are called from then on, where the file says so; null where it is silent about a code. */
  names?: ReadonlyMap<string, string | null>
  /** What goes to the ledger, or why nothing does. */
  content: { input: unknown } | { problem: Problem }
}

/** Reports and rows of one transaction: large enough to be fast, small enough to let a shop's tills in between. */
const mostEntries = 500
const mostRows = 4000

/**
 * Gathers entries for one transaction each. An entry that calls a code otherwise than an entry before it starts the
 * next one, because all lines of a transaction get their names from one state of the catalogue.
 */
export async function* inChunks(entries: AsyncIterable<Entry>): AsyncGenerator<Entry[]> {
  let chunk: Entry[] = []
  let rows = 0
  const called = new Map<string, string | null>()
  for await (const entry of entries) {
    if (chunk.length >= mostEntries || rows >= mostRows || callsOtherwise(called, entry)) {
      yield chunk
      chunk = []
      rows = 0
      called.clear()
    }
    chunk.push(entry)
    rows += entry.rows
    // The first word on a code stands: a later one is the same or is silent.
    for (const [code, name] of entry.names ?? []) if (!called.has(code)) called.set(code, name)
  }
  if (chunk.length > 0) yield chunk
}

function callsOtherwise(called: ReadonlyMap<string, string | null>, { names }: Entry): boolean {
  for (const [code, name] of names ?? []) {
    if (name !== null && called.has(code) && called.get(code) !== name) return true
  }
  return false
}
