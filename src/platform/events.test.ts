import { sql } from 'kysely'
import { afterAll, afterEach, describe, expect, inject, test, vi } from 'vitest'
import { z } from 'zod'
import { onConnection } from '#scripts/database.ts'
import { contextOf, testServices } from '#test/support/context.ts'
import { until as eventually } from '#test/support/until.ts'
import { inTransaction } from './context.ts'
import type { Tx } from './db.ts'
import { openDatabase } from './db.ts'
import { startDispatcher } from './dispatcher.ts'
import type { Subscription } from './events.ts'
import { defineEvent, publish, subscribe } from './events.ts'

const { services, close } = await testServices()
afterAll(close)
const { db } = services
const ctx = contextOf(services)

const counted = defineEvent('test.counted', z.object({ n: z.int() }))
const other = defineEvent('test.other', z.object({}))
type Dispatcher = Awaited<ReturnType<typeof startDispatcher>>
const running: Dispatcher[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((dispatcher) => dispatcher.stop()))
})

async function dispatch(subscriptions: Subscription[], on = services): Promise<Dispatcher> {
  const dispatcher = await startDispatcher(on, subscriptions)
  running.push(dispatcher)
  return dispatcher
}
const tell = (...numbers: number[]) =>
  inTransaction(ctx, (tx) => publish(tx, counted, ...numbers.map((n) => ({ n }))))

const until = (fact: () => boolean | Promise<boolean>, dispatcher: Dispatcher) =>
  eventually('the events arrived', () => {
    dispatcher.nudge()
    return fact()
  })

/** Writes an effect in the transaction of the event. */
const effect = (tx: Tx, who: string, n: number) =>
  sql`insert into one_time_work (name, result) values (${`${who} ${n}`}, ${JSON.stringify(n)}::jsonb)`.execute(
    tx,
  )
async function effects(who: string): Promise<number[]> {
  const { rows } = await sql<{
    result: number
  }>`select result from one_time_work where name like ${`${who} %`} order by result::int`.execute(db)
  return rows.map(({ result }) => result)
}

describe('events', () => {
  test('are of the transaction: rolled back with it', async () => {
    const failed = inTransaction(ctx, async (tx) => {
      await publish(tx, counted, { n: 1 })
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    expect((await sql`select 1 from outbox`.execute(db)).rows).toEqual([])
  })

  test('reach each subscriber in order, in batches, only what it follows', async () => {
    const seen = new Map<string, number[]>([
      ['order-a', []],
      ['order-b', []],
    ])
    const batches: number[] = []
    const follow = (who: string) =>
      subscribe(who, counted, async (_ctx, _tx, events) => {
        batches.push(events.length)
        seen.get(who)?.push(...events.map(({ payload }) => payload.n))
      })
    const dispatcher = await dispatch([follow('order-a'), follow('order-b')])
    const all = Array.from({ length: 1200 }, (_, i) => i)
    for (let i = 0; i < 1200; i += 300) await tell(...all.slice(i, i + 300))
    await inTransaction(ctx, (tx) => publish(tx, other, {}))
    await until(
      () => seen.get('order-a')?.length === 1200 && seen.get('order-b')?.length === 1200,
      dispatcher,
    )
    expect(seen.get('order-a')).toEqual(all)
    expect(seen.get('order-b')).toEqual(all)
    expect(Math.max(...batches)).toBeGreaterThan(1)
    expect(Math.max(...batches)).toBeLessThanOrEqual(500)
  })

  test('a new subscriber starts with what happens from now on, one that was away goes on where it was', async () => {
    const seen: number[] = []
    const follower = subscribe(
      'late',
      counted,
      async (_ctx, _tx, events) => void seen.push(...events.map(({ payload }) => payload.n)),
    )
    const first = await dispatch([follower])
    await tell(1)
    await until(() => seen.length === 1, first)
    await first.stop()
    await tell(2, 3)
    const second = await dispatch([follower])
    await until(() => seen.length === 3, second)
    expect(seen).toEqual([1, 2, 3])
  })

  test('one that failed comes again, and what was written of it stands once', async () => {
    let calls = 0
    const failing = subscribe('fails-at-first', counted, async (_ctx, tx, events) => {
      calls += 1
      for (const { payload } of events) await effect(tx, 'once', payload.n)
      if (calls <= 3) throw new Error('not yet')
    })
    const dispatcher = await dispatch([failing])
    await tell(1, 2, 3)
    await until(async () => (await effects('once')).length === 3, dispatcher)
    expect(await effects('once')).toEqual([1, 2, 3])
    expect(calls).toBeGreaterThan(3)
    expect(await setAside('fails-at-first')).toEqual([])
  })

  test('one that always fails is set aside after five times on its own, and holds up no other', async () => {
    const alone: number[] = []
    const failing = subscribe('poisoned', counted, async (_ctx, tx, events) => {
      if (events.length === 1) alone.push(events[0]?.payload.n ?? 0)
      for (const { payload } of events) {
        if (payload.n === 13) throw new Error('unlucky')
        await effect(tx, 'poisoned', payload.n)
      }
    })
    const calm: number[] = []
    const dispatcher = await dispatch([
      failing,
      subscribe(
        'calm',
        counted,
        async (_ctx, _tx, events) => void calm.push(...events.map((e) => e.payload.n)),
      ),
    ])
    await tell(...Array.from({ length: 30 }, (_, i) => i))
    await until(async () => (await effects('poisoned')).length === 29, dispatcher)
    expect(await effects('poisoned')).toEqual(Array.from({ length: 30 }, (_, i) => i).filter((n) => n !== 13))
    expect(calm).toHaveLength(30)
    expect(alone.filter((n) => n === 13)).toHaveLength(5)
    expect(await setAside('poisoned')).toEqual([
      { topic: 'test.counted', payload: { n: 13 }, error: 'Error: unlucky' },
    ])
  })

  test('one with a payload of another shape is set aside too', async () => {
    const seen: number[] = []
    const dispatcher = await dispatch([
      subscribe(
        'strict',
        counted,
        async (_ctx, _tx, events) => void seen.push(...events.map((e) => e.payload.n)),
      ),
    ])
    await inTransaction(ctx, (tx) =>
      publish(tx, { topic: counted.topic, schema: z.any() }, { n: 'one' }, { n: 2 }),
    )
    await until(() => seen.includes(2), dispatcher)
    expect(await setAside('strict')).toHaveLength(1)
  })

  test('an event of a slow transaction is not passed over', async () => {
    const seen: number[] = []
    const dispatcher = await dispatch([
      subscribe(
        'patient',
        counted,
        async (_ctx, _tx, events) => void seen.push(...events.map((e) => e.payload.n)),
      ),
    ])
    const mayEnd = Promise.withResolvers<void>()
    const written = Promise.withResolvers<void>()
    const slow = inTransaction(ctx, async (tx) => {
      await publish(tx, counted, { n: 1 })
      written.resolve()
      await mayEnd.promise
    })
    await written.promise
    await tell(2)
    // Several rounds pass in which the later event stands there alone.
    const { rows: committed } = await sql<{
      n: number
    }>`select (payload ->> 'n')::int as n from outbox order by xid desc limit 1`.execute(db)
    expect(committed).toEqual([{ n: 2 }])
    for (let i = 0; i < 20; i += 1) {
      dispatcher.nudge()
      await sql`select 1`.execute(db)
    }
    expect(seen).toEqual([])
    mayEnd.resolve()
    await slow
    await until(() => seen.length === 2, dispatcher)
    expect(seen).toEqual([1, 2])
  })

  test('two dispatchers at once do each event once, in order', async () => {
    const order: number[] = []
    const at = (who: string): Subscription =>
      subscribe('shared', counted, async (_ctx, tx, events) => {
        for (const { payload } of events) {
          await effect(tx, 'shared', payload.n)
          order.push(payload.n)
        }
        by.add(who)
      })
    const by = new Set<string>()
    const elsewhere = openDatabase(services.config.DATABASE_URL, 4, 'another process')
    const one = await dispatch([at('one')])
    const two = await dispatch([at('two')], { ...services, db: elsewhere.db })
    for (let n = 0; n < 60; n += 1) {
      await tell(n)
      one.nudge()
      two.nudge()
    }
    await until(async () => (await effects('shared')).length === 60, one)
    expect(await effects('shared')).toEqual(Array.from({ length: 60 }, (_, i) => i))
    expect(order).toEqual(Array.from({ length: 60 }, (_, i) => i))
    expect(by).toEqual(new Set(['one', 'two']))
    await two.stop()
    await elsewhere.close()
  })

  test('two dispatchers at which one event fails set aside that one alone', async () => {
    const failing = subscribe('both-fail', counted, async (_ctx, tx, events) => {
      for (const { payload } of events) {
        if (payload.n === 0) throw new Error('unlucky')
        await effect(tx, 'both', payload.n)
      }
    })
    const elsewhere = openDatabase(services.config.DATABASE_URL, 4, 'another process')
    const one = await dispatch([failing])
    const two = await dispatch([failing], { ...services, db: elsewhere.db })
    await tell(0, 1, 2, 3, 4, 5)
    await until(async () => {
      two.nudge()
      return (await effects('both')).length === 5
    }, one)
    expect(await setAside('both-fail')).toHaveLength(1)
    await two.stop()
    await elsewhere.close()
  })

  test('while the database is away nothing is set aside and the dispatcher lives', async () => {
    const fragile = openDatabase(services.config.DATABASE_URL, 2, 'away')
    const failures = vi.spyOn(services.log, 'error')
    const seen: number[] = []
    const dispatcher = await dispatch(
      [
        subscribe(
          'steady',
          counted,
          async (_ctx, _tx, events) => void seen.push(...events.map((e) => e.payload.n)),
        ),
      ],
      { ...services, db: fragile.db },
    )
    const name = new URL(services.config.DATABASE_URL).pathname.slice(1)
    const accept = (yes: boolean) =>
      onConnection(inject('testServer').url, (client) =>
        client.query(`alter database ${name} with allow_connections ${yes}`),
      )
    await tell(0)
    await until(() => seen.length === 1, dispatcher)
    // An event that waits while no connection can be had, for more rounds than an event may fail.
    await accept(false)
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'away'`.execute(
      db,
    )
    await tell(1)
    await until(() => failures.mock.calls.length > 12, dispatcher)
    await accept(true)
    await until(() => seen.length === 2, dispatcher)
    expect(seen).toEqual([0, 1])
    expect(await setAside('steady')).toEqual([])
    await dispatcher.stop()
    await fragile.close()
  })

  async function setAside(subscriber: string): Promise<unknown[]> {
    return db
      .selectFrom('failed_events')
      .select(['topic', 'payload', 'error'])
      .where('subscriber', '=', subscriber)
      .execute()
  }
})
