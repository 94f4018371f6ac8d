import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CsvParser } from './csv.ts'

function parse(...pieces: string[]): string[][] {
  const parser = new CsvParser()
  return [...pieces.flatMap((piece) => parser.push(piece)), ...parser.end()]
}

it('reads fields in quotes with commas, quotes and line ends in them', () => {
  expect(parse('a,"b, ""c""",d\r\n"line\nend",,\n\nlast')).toEqual([
    ['a', 'b, "c"', 'd'],
    ['line\nend', '', ''],
    ['last'],
  ])
})

it('refuses a quote that does not end', () => {
  expect(() => parse('a,"b\nc,d\n')).toThrow('quoted field')
})

it('reads back what was written, wherever the pieces are cut', () => {
  const field = fc.string({ unit: fc.constantFrom('a', 'é', ',', '"', '\n', ' ') })
  const records = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(records, fc.nat(), (rows, seed) => {
      const text = rows
        .map((row) => row.map((f) => (/[",\n]/.test(f) ? `"${f.replaceAll('"', '""')}"` : f)).join(','))
        .join('\n')
      const cut = seed % (text.length + 1)
      expect(parse(text.slice(0, cut), text.slice(cut))).toEqual(rows)
    }),
  )
})
