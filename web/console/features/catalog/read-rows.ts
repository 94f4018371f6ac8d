/** Rows of a catalogue as they were pasted or read from a file, and those that could not be read. */
export type ReadRows = {
  rows: { line: number; value: unknown }[]
  unreadable: { line: number; text: string }[]
}
export type RowsFault = 'empty' | 'csv' | 'not_array' | 'not_json'

/** Reads a JSON array, or NDJSON with one item a line. @returns a fault where it is neither */
export function readRows(text: string): ReadRows | { fault: RowsFault } {
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  if (trimmed === '') return { fault: 'empty' }
  if (trimmed.startsWith('[')) return readArray(trimmed)
  if (!trimmed.startsWith('{'))
    return { fault: /^[^\n{}]*[,\t][^\n{}]*(\n|$)/.test(trimmed) ? 'csv' : 'not_json' }
  // One item over several lines is JSON too, but no list.
  const whole = parse(trimmed)
  if (whole !== undefined && trimmed.includes('\n')) return { fault: 'not_array' }
  return readLines(trimmed)
}

function readArray(text: string): ReadRows | { fault: RowsFault } {
  const value = parse(text)
  if (value === undefined) return { fault: 'not_json' }
  if (!Array.isArray(value)) return { fault: 'not_array' }
  if (value.length === 0) return { fault: 'empty' }
  return { rows: value.map((row: unknown, i) => ({ line: i + 1, value: row })), unreadable: [] }
}

function readLines(text: string): ReadRows {
  const read: ReadRows = { rows: [], unreadable: [] }
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const value = parse(line)
    if (value === undefined) read.unreadable.push({ line: i + 1, text: line.slice(0, 200) })
    else read.rows.push({ line: i + 1, value })
  }
  return read
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
