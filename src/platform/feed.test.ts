import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import type { FeedEvent } from './feed.ts'
import { createFeed } from './feed.ts'
import { testServices } from '#test/support/context.ts'

const { services, close } = await testServices()
afterAll(close)

async function write(...names: string[]): Promise<void> {
  for (const name of names) {
    await sql`insert into outbox (topic, payload) values (${name}, '{"n": 1}')`.execute(services.db)
  }
}
async function eventually(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 5000
  while (!condition()) {
    if (performance.now() > deadline) throw new Error('not within 5 s')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('listeners hear what is committed after they came, in order, and what they match', async () => {
  const feed = createFeed(services)
  const all: string[] = []
  const some: FeedEvent[] = []
  feed.listen(
    () => true,
    (event) => all.push(event.topic),
  )
  feed.listen(
    (topic) => topic === 'b',
    (event) => some.push(event),
  )
  await feed.ready()
  await write('a', 'b', 'c')
  await eventually(() => all.includes('c'))
  expect(all).toEqual(['a', 'b', 'c'])
  expect(some).toEqual([{ topic: 'b', payload: { n: 1 } }])
  feed.close()
})

test('an event of a slow transaction is not passed over by a later one', async () => {
  const feed = createFeed(services)
  const all: string[] = []
  feed.listen(
    () => true,
    (event) => all.push(event.topic),
  )
  await feed.ready()
  await services.db.transaction().execute(async (slow) => {
    await sql`insert into outbox (topic, payload) values ('slow', '{}')`.execute(slow)
    await write('fast')
    await pause(600)
    expect(all).not.toContain('fast')
  })
  await eventually(() => all.includes('fast'))
  expect(all.slice(-2)).toEqual(['slow', 'fast'])
  feed.close()
})

test('nothing is asked while nobody listens', async () => {
  const queries: string[] = []
  const db = services.db.withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      queries.push('one')
      return result
    },
  })
  const feed = createFeed({ db, log: services.log })
  await pause(500)
  expect(queries).toEqual([])
  const heard: string[] = []
  const stop = [
    feed.listen(
      () => true,
      (event) => heard.push(event.topic),
    ),
    feed.listen(
      () => true,
      () => {},
    ),
  ]
  await feed.ready()
  await pause(700)
  // Where reading began, and at most one poll every 200 ms for both.
  expect(queries.length).toBeLessThanOrEqual(5)
  await eventually(() => queries.length >= 3)
  for (const end of stop) end()
  await pause(300)
  const rest = queries.length
  await pause(500)
  expect(queries.length).toBe(rest)
  feed.listen(
    () => true,
    (event) => heard.push(event.topic),
  )
  await feed.ready()
  await write('again')
  await eventually(() => heard.includes('again'))
  feed.close()
})

test('a listener that fails does not keep the others from hearing', async () => {
  const feed = createFeed(services)
  const heard: string[] = []
  feed.listen(
    () => true,
    () => {
      throw new Error('broken screen')
    },
  )
  feed.listen(
    () => true,
    (event) => heard.push(event.topic),
  )
  await feed.ready()
  await write('x')
  await eventually(() => heard.includes('x'))
  feed.close()
})

test('closing tells those who follow, once, and whoever comes later', async () => {
  const feed = createFeed(services)
  const told: string[] = []
  const forget = feed.onClose(() => told.push('forgotten'))
  feed.onClose(() => told.push('told'))
  forget()
  feed.close()
  feed.close()
  feed.onClose(() => told.push('late'))
  expect(told).toEqual(['told', 'late'])
})
