import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { contextOf, testServices } from '#test/support/context.ts'
import { until } from '#test/support/until.ts'
import { inTransaction } from './context.ts'
import { defineEvent, publish } from './events.ts'
import { createFeed } from './feed.ts'

const { services, close } = await testServices()
afterAll(close)
const ctx = contextOf(services)
const counted = defineEvent('test.counted', z.object({ n: z.int() }))
const tell = (n: number) => inTransaction(ctx, (tx) => publish(tx, counted, { n }))
const all = () => true

describe('the feed', () => {
  test('brings what is committed from now on, in order, to those whom it concerns', async () => {
    const feed = createFeed(services)
    await tell(0)
    const even: number[] = []
    const each: number[] = []
    const note = (heard: number[]) => (event: { payload: unknown }) => {
      const { n } = event.payload as { n: number }
      // What was told just before may be heard again: whoever listens reads the data anew anyway.
      if (n > 0) heard.push(n)
    }
    feed.listen((_topic, payload) => (payload as { n: number }).n % 2 === 0, note(even))
    feed.listen((topic) => topic === 'test.counted', note(each))
    feed.listen(
      (topic) => topic === 'test.other',
      () => each.push(-1),
    )
    await feed.ready()
    for (const n of [1, 2, 3]) await tell(n)
    await until('all three are heard', () => each.length === 3)
    expect([each, even]).toEqual([[1, 2, 3], [2]])
    feed.close()
  })

  test('does not pass over what a slow transaction commits', async () => {
    const feed = createFeed(services)
    const heard: unknown[] = []
    const first = 100
    feed.listen(
      (_topic, payload) => (payload as { n: number }).n >= first,
      ({ payload }) => void heard.push((payload as { n: number }).n),
    )
    const mayEnd = Promise.withResolvers<void>()
    const slow = inTransaction(ctx, async (tx) => {
      await publish(tx, counted, { n: first })
      await feed.ready()
      await tell(first + 1)
      await mayEnd.promise
    })
    mayEnd.resolve()
    await slow
    await until('both are heard', () => heard.length === 2)
    expect(heard).toEqual([first, first + 1])
    feed.close()
  })

  test('one listener that fails does not keep it from the others, one that stopped hears no more', async () => {
    const feed = createFeed(services)
    const heard: number[] = []
    feed.listen(all, () => {
      throw new Error('broken screen')
    })
    const from = (least: number) => (_topic: string, payload: unknown) =>
      (payload as { n: number }).n >= least
    const stop = feed.listen(from(200), () => void heard.push(1))
    await feed.ready()
    await tell(200)
    await until('the other one hears', () => heard.length === 1)
    stop()
    feed.listen(from(201), () => void heard.push(2))
    await tell(201)
    await until('the next one hears', () => heard.length > 1)
    expect(heard).toEqual([1, 2])
    feed.close()
  })

  test('tells streams when it closes, also those that come late', () => {
    const feed = createFeed(services)
    const told: string[] = []
    feed.onClose(() => void told.push('open'))
    feed.onClose(() => void told.push('forgotten'))()
    feed.close()
    feed.close()
    feed.onClose(() => void told.push('late'))
    expect(told).toEqual(['open', 'late'])
  })
})
