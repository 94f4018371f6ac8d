import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { contextOf, testServices } from '#test/support/context.ts'
import { inTransaction } from './context.ts'
import { hexBytes, insertRows, isTransient, openDatabase, sqlState } from './db.ts'
import type { Db } from './db.ts'

const { services, close } = await testServices()
afterAll(close)
const { db } = services

async function one<T>(query: ReturnType<typeof sql<T>>, on: Db = db): Promise<T> {
  return (await query.execute(on)).rows[0] as T
}

describe('what the database answers', () => {
  test('whole numbers up to 2^53 - 1 are exact; a larger one is an error, never rounded', async () => {
    for (const safe of ['9007199254740991', '-9007199254740991', '0']) {
      expect((await one(sql<{ n: number }>`select ${safe}::int8 as n`)).n).toBe(Number(safe))
    }
    for (const unsafe of ['9007199254740993', '-9007199254740992', '9223372036854775807']) {
      await expect(one(sql`select ${unsafe}::int8 as n`)).rejects.toThrow('int8 out of range')
    }
    // The connection goes on after it.
    expect((await one(sql<{ n: number }>`select 1::int8 as n`)).n).toBe(1)
  })

  test.each([
    ['2026-11-22T12:00:00+09:00', '2026-11-22T03:00:00.000Z'],
    ['2026-11-22T03:00:00.1Z', '2026-11-22T03:00:00.100Z'],
    ['2026-11-22T03:00:00.123456Z', '2026-11-22T03:00:00.123Z'],
    ['1900-01-01T00:00:00Z', '1900-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('the instant %s comes back as %s', async (sent, wanted) => {
    expect((await one(sql<{ at: string }>`select ${sent}::timestamptz as at`)).at).toBe(wanted)
  })

  test('days are text, whatever the zone of the machine', async () => {
    expect((await one(sql<{ on: string }>`select '2026-11-22'::date as on`)).on).toBe('2026-11-22')
  })

  test('each connection speaks UTC and gives up on what hangs', async () => {
    const settings =
      await one(sql`select current_setting('timezone') as zone, current_setting('lock_timeout') as lock,
      current_setting('statement_timeout') as statement, current_setting('idle_in_transaction_session_timeout') as idle`)
    expect(settings).toEqual({ zone: 'UTC', lock: '10s', statement: '1min', idle: '1min' })
  })
})

describe('statements', () => {
  test('a text is prepared once per connection under a name of its own', async () => {
    const narrow = openDatabase(services.config.DATABASE_URL, 1, 'one connection')
    const ask = (n: number) => one(sql<{ n: number }>`select ${n}::int + 41 as n`, narrow.db)
    expect([(await ask(1)).n, (await ask(2)).n, (await ask(3)).n]).toEqual([42, 43, 44])
    await one(sql`select ${1}::int as other`, narrow.db)
    const { rows } = await sql<{ name: string; statement: string; calls: number }>`
      select name, statement, generic_plans + custom_plans as calls from pg_prepared_statements where statement like 'select $1::int%'`.execute(
      narrow.db,
    )
    await narrow.close()
    expect(rows.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^s\d+$/),
      expect.stringMatching(/^s\d+$/),
    ])
    expect(new Set(rows.map(({ name }) => name)).size).toBe(2)
    expect(rows.find(({ statement }) => statement.includes('+ 41'))?.calls).toBe(3)
  })

  test('a connection that breaks while idle is replaced', async () => {
    const narrow = openDatabase(services.config.DATABASE_URL, 1, 'to be broken')
    const { pid } = await one(sql<{ pid: number }>`select pg_backend_pid() as pid`, narrow.db)
    const gone = new Promise<void>((resolve) => narrow.pool.once('error', () => resolve()))
    await sql`select pg_terminate_backend(${pid})`.execute(db)
    await gone
    expect((await one(sql<{ pid: number }>`select pg_backend_pid() as pid`, narrow.db)).pid).not.toBe(pid)
    await narrow.close()
  })
})

describe('insertRows', () => {
  const ctx = contextOf(services)

  test('writes any number of rows with their types, in one statement and one parameter', async () => {
    const bucketRows = Array.from({ length: 2000 }, (_, i) => ({
      bucket: i % 1024,
      key_hash: hexBytes(Buffer.from(`key ${i}`)),
      body_hash: hexBytes(Buffer.alloc(4)),
      status: 200,
      answer: hexBytes(Buffer.from(`answer ${i}`)),
      created_at: '2026-11-22T12:00:00+09:00',
    }))
    await inTransaction(ctx, (tx) => insertRows(tx, 'idempotency_keys', bucketRows))
    const found = await db
      .selectFrom('idempotency_keys')
      .selectAll()
      .where('key_hash', '=', Buffer.from('key 1999'))
      .execute()
    expect(found).toEqual([
      {
        bucket: 975,
        key_hash: Buffer.from('key 1999'),
        body_hash: Buffer.alloc(4),
        status: 200,
        answer: Buffer.from('answer 1999'),
        created_at: '2026-11-22T03:00:00.000Z',
      },
    ])
  })

  test('fails on a row that is there, or skips it where that was asked', async () => {
    const row = { name: 'work', done_at: '2026-11-22T00:00:00Z', result: { a: [1, null] } }
    await inTransaction(ctx, (tx) => insertRows(tx, 'one_time_work', [row]))
    await expect(inTransaction(ctx, (tx) => insertRows(tx, 'one_time_work', [row]))).rejects.toThrow(
      'one_time_work_pkey',
    )
    await inTransaction(ctx, (tx) =>
      insertRows(
        tx,
        'one_time_work',
        [
          { ...row, result: null },
          { ...row, name: `'"\\ é` },
        ],
        'skip',
      ),
    )
    const rows = await db.selectFrom('one_time_work').select(['name', 'result']).orderBy('name').execute()
    expect(rows).toEqual([
      { name: `'"\\ é`, result: { a: [1, null] } },
      { name: 'work', result: { a: [1, null] } },
    ])
  })

  test('no rows are no statement', async () => {
    await inTransaction(ctx, (tx) => insertRows(tx, 'no such table' as never, []))
  })
})

describe('inTransaction', () => {
  const ctx = contextOf(services)
  const failWith = (state: string) =>
    sql`do ${sql.lit(`begin raise exception 'made' using errcode = '${state}'; end`)}`

  test.each(['40P01', '40001', '55P03'])('%s is tried again, at most three times in all', async (state) => {
    let attempts = 0
    const work = inTransaction(ctx, async (tx) => {
      attempts += 1
      await failWith(state).execute(tx)
    })
    const error = await work.catch((e: unknown) => e)
    expect(attempts).toBe(3)
    expect(sqlState(error)).toBe(state)
    expect(isTransient(error)).toBe(true)
  })

  test('another error is not', async () => {
    let attempts = 0
    await expect(
      inTransaction(ctx, async (tx) => {
        attempts += 1
        await failWith('23505').execute(tx)
      }),
    ).rejects.toThrow('made')
    expect(attempts).toBe(1)
  })

  test('two that wait for each other both get through', async () => {
    await insertNames(['left', 'right'])
    const both = Promise.withResolvers<void>()
    let first = 0
    const swap = (mine: string, other: string) =>
      inTransaction(ctx, async (tx) => {
        await sql`update one_time_work set done_at = now() where name = ${mine}`.execute(tx)
        first += 1
        if (first === 2) both.resolve()
        await both.promise
        await sql`update one_time_work set done_at = now() where name = ${other}`.execute(tx)
        return mine
      })
    expect(await Promise.all([swap('left', 'right'), swap('right', 'left')])).toEqual(['left', 'right'])
    expect(first).toBeGreaterThan(2)
  })

  test('a connection that the server ends is not the end of the work', async () => {
    let attempts = 0
    const answer = await inTransaction(ctx, async (tx) => {
      attempts += 1
      await sql`insert into one_time_work (name) values (${'ended by the server'})`.execute(tx)
      if (attempts === 1) await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx)
      return 'done'
    })
    expect([answer, attempts]).toEqual(['done', 2])
    const { rows } = await sql`select 1 from one_time_work where name = 'ended by the server'`.execute(db)
    expect(rows).toHaveLength(1)
  })

  test('one inside another is the same transaction', async () => {
    const failed = inTransaction(ctx, async (tx) => {
      await inTransaction({ ...ctx, tx }, (inner) =>
        sql`insert into one_time_work (name) values ('inner')`.execute(inner),
      )
      throw new Error('outer fails')
    })
    await expect(failed).rejects.toThrow('outer fails')
    expect((await sql`select 1 from one_time_work where name = 'inner'`.execute(db)).rows).toEqual([])
  })

  function insertNames(names: string[]): Promise<void> {
    return inTransaction(ctx, (tx) =>
      insertRows(
        tx,
        'one_time_work',
        names.map((name) => ({ name, done_at: '2026-01-01T00:00:00Z' })),
      ),
    )
  }
})
