import { ImportFailure } from './failure.ts'

/** A record longer than this is a quote that was never closed. */
const longestRecord = 1024 * 1024

/**
 * Comma-separated records as RFC 4180 has them: fields in quotes may hold commas, quotes (doubled) and line ends.
 * Text comes in pieces; records come out as soon as they are whole. Empty lines are skipped.
 */
export class CsvParser {
  #rest = ''

  push(text: string): string[][] {
    this.#rest += text
    const records: string[][] = []
    let start = 0
    for (let end = this.#recordEnd(start); end >= 0; end = this.#recordEnd(start)) {
      this.#add(records, this.#rest.slice(start, end))
      start = end + 1
    }
    this.#rest = this.#rest.slice(start)
    if (this.#rest.length > longestRecord) throw unclosed()
    return records
  }

  /** What is left after the last line end. */
  end(): string[][] {
    if (!hasClosedQuotes(this.#rest)) throw unclosed()
    const records: string[][] = []
    this.#add(records, this.#rest)
    this.#rest = ''
    return records
  }

  #add(records: string[][], line: string): void {
    const record = line.endsWith('\r') ? line.slice(0, -1) : line
    if (record !== '') records.push(record.includes('"') ? splitQuoted(record) : record.split(','))
  }

  /** The line end that ends the record, or -1 while it is not there. A record's quotes are even in number. */
  #recordEnd(start: number): number {
    let end = this.#rest.indexOf('\n', start)
    while (end >= 0 && !hasClosedQuotes(this.#rest.slice(start, end))) end = this.#rest.indexOf('\n', end + 1)
    return end
  }
}

function hasClosedQuotes(text: string): boolean {
  let count = 0
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count += 1
  return count % 2 === 0
}

function splitQuoted(record: string): string[] {
  const fields: string[] = []
  let at = 0
  while (at <= record.length) {
    if (record[at] === '"') {
      let close = record.indexOf('"', at + 1)
      while (record[close + 1] === '"') close = record.indexOf('"', close + 2)
      fields.push(record.slice(at + 1, close).replaceAll('""', '"'))
      at = close + 2
    } else {
      const comma = record.indexOf(',', at)
      const end = comma < 0 ? record.length : comma
      fields.push(record.slice(at, end))
      at = end + 1
    }
  }
  return fields
}

function unclosed(): ImportFailure {
  return new ImportFailure('The file is no CSV: a quoted field does not end.')
}

/** Records of a file, gathered by the pieces in which it is read. */
export async function* readCsv(chunks: AsyncIterable<Buffer>): AsyncGenerator<string[][]> {
  const parser = new CsvParser()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decode = (bytes?: Buffer) => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode()
    } catch {
      throw new ImportFailure('The file is not UTF-8.')
    }
  }
  for await (const chunk of chunks) yield parser.push(decode(chunk))
  yield [...parser.push(decode()), ...parser.end()]
}
