import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { testServices } from '#test/support/context.ts'
import { BUCKETS, bucketOf, bucketOfText, madeAt, newId, parsePublicId, publicId } from './ids.ts'

const { services, close } = await testServices()
afterAll(close)

const buckets = fc.integer({ min: 0, max: BUCKETS - 1 })
const instants = fc.integer({ min: 0, max: 2 ** 48 - 1 })
const ids = fc.tuple(buckets, instants).map(([bucket, at]) => newId<'pur'>(bucket, at))

describe('ids', () => {
  test('are UUIDs of version 8 that carry their bucket and when they were made', () => {
    fc.assert(
      fc.property(buckets, instants, (bucket, at) => {
        const id = newId(bucket, at)
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
        expect(bucketOf(id)).toBe(bucket)
        expect(madeAt(id)).toBe(at)
      }),
    )
  })

  test("SQL's bucket_of reads the same bucket as ours", async () => {
    const made = fc.sample(ids, 2000)
    const { rows } = await sql<{ bucket: number }>`
      select bucket_of(id) as bucket from unnest(${made}::uuid[]) with ordinality as t (id, n) order by n`.execute(
      services.db,
    )
    expect(rows.map((row) => row.bucket)).toEqual(made.map(bucketOf))
    expect(new Set(made.map(bucketOf)).size).toBeGreaterThan(500)
  })

  test('sort by the time at which they were made, in JavaScript as in SQL', async () => {
    const times = fc.sample(instants, 300)
    const made = times.map((at, i) => ({ at, id: newId(i % BUCKETS, at) }))
    const byTime = [...made].sort((a, b) => a.at - b.at).map(({ at }) => at)
    expect([...made].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ at }) => at)).toEqual(byTime)
    const { rows } = await sql<{
      id: string
    }>`select id::text from unnest(${made.map((m) => m.id)}::uuid[]) as t (id) order by t.id`.execute(
      services.db,
    )
    const timeOf = new Map(made.map(({ id, at }) => [id as string, at]))
    expect(rows.map(({ id }) => timeOf.get(id))).toEqual(byTime)
  })

  test('are all different, also those of one bucket and millisecond', () => {
    expect(new Set(Array.from({ length: 20_000 }, () => newId(7, 1_800_000_000_000))).size).toBe(20_000)
  })

  test('the public form leads back to the id', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          ids,
          fc.uuid().map((id) => id as ReturnType<typeof newId>),
        ),
        (id) => {
          const text = publicId('pur', id)
          expect(text).toMatch(/^pur_[0-7][0-9a-hjkmnp-tv-z]{25}$/)
          expect(parsePublicId('pur', text)).toBe(id)
        },
      ),
    )
  })

  test('public forms sort as their ids do', () => {
    fc.assert(
      fc.property(ids, ids, (a, b) => {
        expect(publicId('pur', a) < publicId('pur', b)).toBe(a < b)
      }),
    )
  })

  test.each([
    ['nothing', ''],
    ['a prefix alone', 'pur_'],
    ['another prefix', publicId('ctr', newId(1))],
    ['one symbol less', publicId('pur', newId(1)).slice(0, -1)],
    ['one symbol more', `${publicId('pur', newId(1))}0`],
    ['capital letters', publicId('pur', newId(1)).toUpperCase()],
    ['a letter outside the alphabet', `pur_${'0'.repeat(25)}u`],
    ['more than 128 bits', `pur_8${'0'.repeat(25)}`],
    ['a UUID', newId(1)],
    ['a sign of two code units', `pur_${'0'.repeat(24)}😀`],
  ])('%s is no public id', (_what, garbage) => {
    expect(parsePublicId('pur', garbage)).toBeUndefined()
  })

  test('what is read as a public id is written as the same text', () => {
    const almost = fc.string({
      unit: fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyzuil'),
      minLength: 26,
      maxLength: 26,
    })
    fc.assert(
      fc.property(almost, (symbols) => {
        const id = parsePublicId('pur', `pur_${symbols}`)
        fc.pre(id !== undefined)
        expect(publicId('pur', id)).toBe(`pur_${symbols}`)
      }),
    )
  })

  test('texts spread over all buckets and always fall into the same', () => {
    const spread = Array.from({ length: 20_000 }, (_, i) => bucketOfText(`store\nR-${i}`))
    expect(new Set(spread).size).toBe(BUCKETS)
    expect(Math.min(...spread)).toBe(0)
    expect(Math.max(...spread)).toBe(BUCKETS - 1)
    // A change of this value would lose every row that was found by a key before.
    expect(bucketOfText('store\nR-1')).toBe(spread[1])
    expect(bucketOfText('Mamori')).toBe(271)
  })
})
