import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Problem } from './errors.ts'
import { PageQuery, page, readCursor, writeCursor } from './paging.ts'

const key = z.tuple([z.iso.datetime(), z.uuid()])
const right: [string, string] = ['2026-11-22T03:00:00.000Z', '0193514e-0000-8000-8000-000000000001']

function refusal(cursor: string): Problem {
  try {
    readCursor(cursor, key)
  } catch (error) {
    return error as Problem
  }
  throw new Error(`${cursor} was taken`)
}

describe('cursors', () => {
  test('come back as the key they were made of', () => {
    const keys = fc.array(fc.oneof(fc.string(), fc.integer()), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(keys, (made) => {
        expect(readCursor(writeCursor(made), z.array(z.union([z.string(), z.number()])))).toEqual(made)
      }),
    )
    expect(readCursor(undefined, key)).toBeUndefined()
    expect(readCursor(writeCursor(right), key)).toEqual(right)
  })

  test.each([
    ['no base 64', '***'],
    ['nothing', ''],
    ['no JSON', Buffer.from('{').toString('base64url')],
    ['another list', writeCursor(['TV-55X90'])],
    ['one part more', writeCursor([...right, 1])],
    ['an object', Buffer.from('{"0":"a"}').toString('base64url')],
    ['null', Buffer.from('null').toString('base64url')],
    ['an instant that is none', writeCursor(['tomorrow', right[1]])],
    ['an id that is none', writeCursor([right[0], "'; drop table purchases"])],
    ['cut off', writeCursor(right).slice(0, -4)],
  ])('%s is invalid_cursor and names the field', (_what, cursor) => {
    const problem = refusal(cursor)
    expect(problem).toBeInstanceOf(Problem)
    expect(problem.status).toBe(400)
    expect(problem.errors).toEqual([{ field: 'cursor', code: 'invalid_cursor', message: expect.any(String) }])
  })

  test('a change of any character is refused or is still a key of the right kind', () => {
    const cursor = writeCursor(right)
    fc.assert(
      fc.property(fc.nat(cursor.length - 1), fc.constantFrom(...'abcXYZ019-_.'), (place, symbol) => {
        const changed = cursor.slice(0, place) + symbol + cursor.slice(place + 1)
        try {
          expect(key.safeParse(readCursor(changed, key)).success).toBe(true)
        } catch (error) {
          expect((error as Problem).errors[0]?.code).toBe('invalid_cursor')
        }
      }),
    )
  })
})

describe('pages', () => {
  test('put together they are the list, each row once', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.integer({ min: 1, max: 20 }), (count, limit) => {
        const all = Array.from({ length: count }, (_, i) => i)
        const seen: number[] = []
        for (let after = -1, pages = 0; ; pages += 1) {
          const rows = all.filter((n) => n > after).slice(0, limit + 1)
          const { rows: kept, nextCursor } = page(rows, limit, (n) => [n])
          seen.push(...kept)
          if (nextCursor === null) break
          expect(pages).toBeLessThan(count)
          after = readCursor(nextCursor, z.tuple([z.number()]))?.[0] ?? Infinity
        }
        expect(seen).toEqual(all)
      }),
    )
  })

  test('a page has 1 to 200 rows, 50 unless said', () => {
    expect(PageQuery.parse({}).limit).toBe(50)
    expect(PageQuery.parse({ limit: '200' }).limit).toBe(200)
    for (const limit of ['0', '201', '-1', '1.5', 'all', ''])
      expect(PageQuery.safeParse({ limit }).success, limit).toBe(false)
  })
})
