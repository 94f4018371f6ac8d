import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readLines } from './ndjson.ts'
import type { Line } from './ndjson.ts'

async function* pieces(bytes: Buffer, cuts: readonly number[]): AsyncGenerator<Buffer> {
  const places = [0, ...[...cuts].map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  for (const [i, place] of places.entries()) yield bytes.subarray(places[i - 1] ?? 0, place)
}

async function linesOf(text: string | Buffer, cuts: readonly number[] = []): Promise<Line[]> {
  return Array.fromAsync(readLines(pieces(Buffer.from(text as string), cuts)))
}

const values = fc.array(
  fc
    .jsonValue({ maxDepth: 2, stringUnit: 'binary' })
    .filter((value) => !JSON.stringify(value).includes('__proto__')),
  { maxLength: 12 },
)

describe('readLines', () => {
  test('gives the same lines however the bytes arrive', async () => {
    await fc.assert(
      fc.asyncProperty(
        values,
        fc.array(fc.nat(5000), { maxLength: 20 }),
        fc.constantFrom('\n', '\r\n', '\n\n', '\n \t\n'),
        fc.boolean(),
        async (sent, cuts, between, last) => {
          const text = sent.map((value) => JSON.stringify(value)).join(between) + (last ? between : '')
          const lines = await linesOf(text, cuts)
          expect(lines).toEqual(
            sent.map((value) => ({ ok: true, value: JSON.parse(JSON.stringify(value)) as unknown })),
          )
        },
      ),
    )
  })

  test('byte by byte, signs of several bytes too', async () => {
    const text = '{"name":"冷蔵庫𠮷"}\n{"name":"é"}\n'
    const cuts = Array.from({ length: Buffer.byteLength(text) }, (_, i) => i)
    expect(await linesOf(text, cuts)).toEqual([
      { ok: true, value: { name: '冷蔵庫𠮷' } },
      { ok: true, value: { name: 'é' } },
    ])
  })

  test('a wrong line is a fault of its own and the next one is read', async () => {
    const wrong = Buffer.concat([
      Buffer.from('{"a":1}\n{"a":\n'),
      Buffer.from([0x22, 0xff, 0xfe, 0x22, 10]),
      Buffer.from('{"__proto__":{}}\n{"a":2}'),
    ])
    const lines = await linesOf(wrong)
    expect(lines.map((line) => line.ok)).toEqual([true, false, false, false, true])
    expect(lines[1]).toEqual({ ok: false, message: expect.stringContaining('not JSON'), text: '{"a":' })
    expect(lines[2]).toMatchObject({ ok: false, message: 'The body is not UTF-8.' })
    expect(lines[4]).toEqual({ ok: true, value: { a: 2 } })
  })

  test('half a sign at the end of a line is not joined with the next line', async () => {
    const lines = await linesOf(Buffer.from([0x22, 0xe5, 10, 0x86, 0xb7, 0x22, 10, 0x31]))
    expect(lines.map((line) => line.ok)).toEqual([false, false, true])
  })

  test('a line may have 1 MiB; a longer one is refused and skipped', async () => {
    const line = (length: number) => `"${'x'.repeat(length - 2)}"`
    const text = [line(1024 * 1024), line(1024 * 1024 + 1), '"after"'].join('\n')
    for (const cuts of [[], [17, 1_000_000, 1_048_577, 1_500_000, 2_097_154]]) {
      const lines = await linesOf(text, cuts)
      expect(lines.map(({ ok }) => ok)).toEqual([true, false, true])
      expect(lines[1]).toEqual({ ok: false, message: 'a line may have 1048576 bytes at most' })
    }
  })

  test('a line without an end does not fill the memory', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 'x')
    let most = 0
    async function* endless(): AsyncGenerator<Buffer> {
      for (let i = 0; i < 400; i += 1) {
        yield Buffer.from(chunk)
        most = Math.max(most, process.memoryUsage().arrayBuffers)
      }
      yield Buffer.from('\n1\n')
    }
    const before = process.memoryUsage().arrayBuffers
    const lines = await Array.fromAsync(readLines(endless()))
    expect(lines.map(({ ok }) => ok)).toEqual([false, true])
    expect(most - before).toBeLessThan(200 * 1024 * 1024)
  })

  test('nothing and empty lines are no lines', async () => {
    expect(await linesOf('')).toEqual([])
    expect(await linesOf('\n\r\n \t\r\n\n')).toEqual([])
  })
})
