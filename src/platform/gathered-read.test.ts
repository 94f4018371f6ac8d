import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { contextOf, testServices } from '#test/support/context.ts'
import { inTransaction } from './context.ts'
import { gatheredRead } from './gathered-read.ts'

const { services, close } = await testServices()
afterAll(close)
const ctx = contextOf(services)

/** Doubles numbers, and notes which it was asked for together. */
function doubling() {
  const asked: (readonly number[])[] = []
  const read = gatheredRead(async (db, keys: readonly number[]) => {
    asked.push(keys)
    const { rows } = await sql<{ twice: number }>`
      select n * 2 as twice from unnest(${keys}::int[]) with ordinality as k (n, at) order by at`.execute(db)
    return rows.map((row) => row.twice)
  })
  return { asked, read }
}

test('calls of one turn share a statement, and each is answered with its own', async () => {
  const { asked, read } = doubling()
  expect(await Promise.all([1, 2, 3].map((n) => read(ctx, n)))).toEqual([2, 4, 6])
  expect(asked).toEqual([[1, 2, 3]])
})

test('nothing is kept: the same key is read again', async () => {
  const { asked, read } = doubling()
  await read(ctx, 4)
  await read(ctx, 4)
  expect(asked).toEqual([[4], [4]])
})

test('while two statements run, what comes waits and goes together', async () => {
  const asked: (readonly number[])[] = []
  const { promise: answered, resolve } = Promise.withResolvers<void>()
  const read = gatheredRead(async (_db, keys: readonly number[]) => {
    asked.push(keys)
    await answered
    return keys
  })
  const all = []
  for (const n of [1, 2, 3, 4]) {
    all.push(read(ctx, n))
    await new Promise(setImmediate)
  }
  expect(asked).toEqual([[1], [2]])
  resolve()
  expect(await Promise.all(all)).toEqual([1, 2, 3, 4])
  expect(asked).toEqual([[1], [2], [3, 4]])
})

test('a hundred keys at most go together', async () => {
  const { asked, read } = doubling()
  const keys = Array.from({ length: 250 }, (_, i) => i)
  expect(await Promise.all(keys.map((key) => read(ctx, key)))).toEqual(keys.map((key) => key * 2))
  expect(asked.map((together) => together.length)).toEqual([100, 100, 50])
})

test('within a transaction it sees what the transaction wrote', async () => {
  const settings = gatheredRead(async (db, names: readonly string[]) => {
    const { rows } = await sql<{ value: string | null }>`
      select current_setting(n, true) as value from unnest(${names}::text[]) as n`.execute(db)
    return rows.map((row) => row.value)
  })
  const seen = await inTransaction(ctx, async (tx) => {
    await sql`select set_config('mamori.note', 'of this one', true)`.execute(tx)
    return settings({ ...ctx, tx }, 'mamori.note')
  })
  expect(seen).toBe('of this one')
})

test('a failure is told to all who asked, and the next call is answered', async () => {
  const { read } = doubling()
  const failed = await Promise.allSettled([read(ctx, 2 ** 31), read(ctx, 1)])
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await read(ctx, 5)).toBe(10)
})
