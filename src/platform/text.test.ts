import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { testServices } from '#test/support/context.ts'
import { fieldErrors } from './errors.ts'
import { canonicalJson, idText, text } from './text.ts'

const { services, close } = await testServices()
afterAll(close)

const anyText = fc.string({ unit: 'binary', maxLength: 30 })
const halves = fc.constantFrom('\ud800', '\udbff', '\udc00', '\udfff')

describe('text from outside', () => {
  test('what is taken is stored and read back as it was', async () => {
    const taken = fc.sample(anyText, 500).filter((value) => text(100).safeParse(value).success)
    expect(taken.length).toBeGreaterThan(100)
    const { rows } = await sql<{ value: string; json: string }>`
      select t.value, (to_json(t.value)::jsonb #>> '{}') as json from unnest(${taken}::text[]) with ordinality as t (value, n) order by n`.execute(
      services.db,
    )
    expect(rows.map((row) => row.value)).toEqual(taken)
    expect(rows.map((row) => row.json)).toEqual(taken)
  })

  test('NUL and lone surrogates are refused wherever they stand', () => {
    fc.assert(
      fc.property(anyText, fc.oneof(fc.constant('\0'), halves), anyText, (before, bad, after) => {
        const value = before + bad + after
        // Two halves that meet are one sign.
        fc.pre(bad === '\0' || !value.isWellFormed())
        const parsed = text(1000).safeParse(value)
        expect(parsed.success).toBe(false)
        expect(fieldErrors(parsed.error as never)[0]?.code).toBe('text_not_storable')
      }),
    )
  })

  test('signs of other planes count and pass', () => {
    expect(text(10).safeParse('𠮷野家👨‍👩‍👧').success).toBe(true)
    expect(text(3).safeParse('').success).toBe(false)
    expect(text(3, 0).safeParse('').success).toBe(true)
    expect(text(3).safeParse('abcd').success).toBe(false)
  })

  test('a public id has its prefix and 26 symbols', () => {
    expect(idText('pur').safeParse(`pur_01jd8x4y6m${'0'.repeat(16)}`).success).toBe(true)
    for (const wrong of [
      `ctr_${'0'.repeat(26)}`,
      `pur_${'0'.repeat(25)}`,
      `pur_${'u'.repeat(26)}`,
      `pur_${'0'.repeat(26)}\n`,
    ]) {
      expect(idText('pur').safeParse(wrong).success, JSON.stringify(wrong)).toBe(false)
    }
  })
})

describe('canonicalJson', () => {
  const json = fc.jsonValue({ maxDepth: 4 })

  function shuffled(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(shuffled)
    if (value === null || typeof value !== 'object') return value
    const entries = Object.entries(value).map(([key, inner]) => [key, shuffled(inner)] as const)
    return Object.fromEntries(entries.toReversed())
  }

  test('is the same whatever the order of the keys', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value))
      }),
    )
  })

  test('says all that JSON says', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('different content gives different text', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        const [first, second] = [JSON.stringify(a), JSON.stringify(b)]
        fc.pre(first !== second)
        if (canonicalJson(a) === canonicalJson(b)) expect(JSON.parse(first)).toEqual(JSON.parse(second))
      }),
    )
    expect(canonicalJson({ a: 1 })).not.toBe(canonicalJson({ a: '1' }))
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]))
  })

  test('what is left out and what is undefined are the same', () => {
    expect(canonicalJson({ b: undefined, a: [undefined] })).toBe('{"a":[null]}')
  })
})
