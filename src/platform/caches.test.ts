import { sql } from 'kysely'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { contextOf, testServices } from '#test/support/context.ts'
import { until } from '#test/support/until.ts'
import type { CacheDefinition, Caches } from './caches.ts'
import { createCaches, invalidate } from './caches.ts'
import { inTransaction } from './context.ts'
import { openDatabase } from './db.ts'
import type { Db } from './db.ts'

const { services, close } = await testServices()
afterAll(close)
const { db, log } = services
const url = services.config.DATABASE_URL

let loads = 0
let nameLoads = 0
const names: CacheDefinition<{ result: unknown }> = {
  name: 'names',
  most: 3,
  async load(on, key) {
    nameLoads += 1
    return (await sql<{ result: unknown }>`select result from one_time_work where name = ${key}`.execute(on))
      .rows[0]
  },
}
const others: CacheDefinition<string> = {
  name: 'others',
  most: 3,
  load: async (_db, key) => `${key} ${(loads += 1)}`,
}

const open: Caches[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((caches) => caches.close()))
})
/** Caches as another process has them; they listen by then. */
async function anotherProcess(): Promise<Caches> {
  const caches = createCaches(log, url)
  open.push(caches)
  // One more belongs to this file's own services.
  await listeners(open.length + 1)
  return caches
}
/** Waits until so many connections of ours listen beside those that did before. */
function listeners(count: number, not: readonly number[] = []): Promise<number[]> {
  return until('somebody listens', async () => {
    const { rows } = await sql<{
      pid: number
    }>`select pid from pg_stat_activity where application_name = 'mamori caches'
      and datname = current_database() and query like 'listen%' and state = 'idle'`.execute(db)
    const pids = rows.map(({ pid }) => pid).filter((pid) => !not.includes(pid))
    return pids.length === count && pids
  })
}
async function put(name: string, result: unknown, on: Db = db): Promise<void> {
  await inTransaction({ ...contextOf(services), db: on }, async (tx) => {
    await sql`insert into one_time_work (name, result) values (${name}, ${JSON.stringify(result)}::jsonb)
      on conflict (name) do update set result = excluded.result`.execute(tx)
    await invalidate(tx, names)
  })
}
const seen = async (caches: Caches, key: string) => (await caches.get(names, db, key))?.result
async function becomes(caches: Caches, key: string, wanted: unknown): Promise<void> {
  await until(`${key} is ${String(wanted)}`, async () => (await seen(caches, key)) === wanted)
}

describe('caches', () => {
  test('load a row once', async () => {
    await put('a', 1)
    const caches = await anotherProcess()
    await becomes(caches, 'a', 1)
    const before = nameLoads
    expect([await seen(caches, 'a'), await seen(caches, 'a'), await seen(caches, 'a')]).toEqual([1, 1, 1])
    // One more where the announcement of the row itself arrives only now.
    expect(nameLoads - before).toBeLessThanOrEqual(1)
  })

  test('hear of a change from the connection of another process', async () => {
    const caches = await anotherProcess()
    await put('b', 'old')
    await becomes(caches, 'b', 'old')
    const elsewhere = openDatabase(url, 1, 'another process')
    await put('b', 'new', elsewhere.db)
    await elsewhere.close()
    await becomes(caches, 'b', 'new')
  })

  test('keep what a change of another kind does not touch', async () => {
    const caches = await anotherProcess()
    const kept = await caches.get(others, db, 'x')
    await put('c', 1)
    await becomes(caches, 'c', 1)
    expect(await caches.get(others, db, 'x')).toBe(kept)
  })

  test('do not hear of a change that was rolled back', async () => {
    const caches = await anotherProcess()
    /** What was announced before this one has arrived when this one has. */
    const allHeard = async () => {
      const kept = await caches.get(others, db, 'y')
      await inTransaction(contextOf(services), (tx) => invalidate(tx, others))
      await until('the announcement arrived', async () => (await caches.get(others, db, 'y')) !== kept)
    }
    await put('d', 1)
    await allHeard()
    expect(await seen(caches, 'd')).toBe(1)
    const before = nameLoads
    const failed = inTransaction(contextOf(services), async (tx) => {
      await sql`update one_time_work set result = '2' where name = 'd'`.execute(tx)
      await invalidate(tx, names)
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    await allHeard()
    expect(await seen(caches, 'd')).toBe(1)
    expect(nameLoads - before).toBe(0)
  })

  test('drop everything after a broken connection: what was announced meanwhile is unknown', async () => {
    const caches = await anotherProcess()
    await put('e', 'before')
    await becomes(caches, 'e', 'before')
    const pids = await listeners(2)
    await sql`select pg_terminate_backend(pid) from unnest(${pids}::int[]) as p (pid)`.execute(db)
    // Nobody listens now, so this is not heard.
    await put('e', 'after')
    await listeners(2, pids)
    await becomes(caches, 'e', 'after')
    await put('e', 'heard again')
    await becomes(caches, 'e', 'heard again')
  })

  test('keep nothing that was read before a change and arrived after it', async () => {
    const caches = createCaches(log)
    const started = Promise.withResolvers<void>()
    const mayEnd = Promise.withResolvers<void>()
    let value = 'old'
    const slow: CacheDefinition<string> = {
      name: 'slow',
      most: 3,
      async load() {
        const read = value
        started.resolve()
        await mayEnd.promise
        return read
      },
    }
    const first = caches.get(slow, db, 'k')
    await started.promise
    value = 'new'
    caches.drop('slow')
    mayEnd.resolve()
    expect(await first).toBe('old')
    expect(await caches.get(slow, db, 'k')).toBe('new')
  })

  test('what is not there is asked for again', async () => {
    const caches = createCaches(log)
    expect(await seen(caches, 'f')).toBeUndefined()
    await put('f', 1)
    expect(await seen(caches, 'f')).toBe(1)
  })

  test('hold no more than they may', async () => {
    const caches = createCaches(log)
    const all = ['1', '2', '3', '4']
    for (const key of all) await caches.get(others, db, key)
    const before = loads
    for (const key of all) await caches.get(others, db, key)
    expect(loads - before).toBeGreaterThan(0)
    expect(loads - before).toBeLessThanOrEqual(4)
  })
})
