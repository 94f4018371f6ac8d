import { parseJson } from './body.ts'
import type { Problem } from './errors.ts'

/** A longer line is refused as a row, and skipped without being kept. */
const longestLine = 1024 * 1024
const newline = 10

/** `text` is the line as it came, where it was kept. */
export type Line = { ok: true; value: unknown } | { ok: false; message: string; text?: string }

/**
 * NDJSON → parsed lines, one at a time, in memory bounded by the longest line. Empty lines are skipped. A line that
 * is too long, no UTF-8 or no JSON comes out as a fault of its own and the next one is read.
 */
export async function* readLines(stream: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let parts: Buffer[] = []
  let size = 0
  const take = (part: Buffer) => {
    size += part.length
    if (size <= longestLine) parts.push(part)
    else parts = []
  }
  const finish = (): Line | undefined => {
    const line =
      size > longestLine ? tooLong : parse(parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts))
    parts = []
    size = 0
    return line
  }
  for await (const chunk of stream) {
    let start = 0
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      take(chunk.subarray(start, end))
      start = end + 1
      const line = finish()
      if (line) yield line
    }
    if (start < chunk.length) take(chunk.subarray(start))
  }
  const last = finish()
  if (last) yield last
}

const tooLong: Line = { ok: false, message: `a line may have ${longestLine} bytes at most` }

function parse(bytes: Buffer): Line | undefined {
  if (bytes.every((byte) => byte === 32 || byte === 13 || byte === 9)) return undefined
  try {
    return { ok: true, value: parseJson(bytes) }
  } catch (error) {
    return { ok: false, message: (error as Problem).message, text: bytes.toString('utf8') }
  }
}
