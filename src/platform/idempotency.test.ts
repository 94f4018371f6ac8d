import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { contextOf, startTestServer } from '#test/support/context.ts'
import type { Answer } from '#test/support/context.ts'
import { inTransaction } from './context.ts'
import { defineError } from './errors.ts'
import { once } from './idempotency.ts'
import type { PurchaserId } from './ids.ts'
import { newId } from './ids.ts'
import { route } from './route.ts'

const unlucky = defineError('unlucky', 409, () => 'Not today.')
let calls = 0
/** What a call waits for in the middle of its work. */
let middle: () => Promise<void> = async () => {}
const caller = { current: newId<'per'>(1) satisfies PurchaserId }

const server = await startTestServer({
  authenticate: () => () => ({
    kind: 'buyer',
    purchaserId: caller.current,
    identities: [],
    mode: 'test',
    sessionId: 's',
  }),
  routes(app) {
    const common = {
      method: 'POST',
      summary: 'Writes',
      tag: 'test',
      access: { buyer: true },
      errors: [unlucky],
    } as const
    const body = z.object({ name: z.string(), fail: z.boolean().default(false) })
    const response = z.object({ name: z.string(), call: z.int(), at: z.number() })
    for (const name of ['write', 'writeElsewhere']) {
      route(app, {
        ...common,
        url: `/${name}`,
        operationId: name,
        body,
        status: 201,
        response,
        handler: (ctx, input) =>
          inTransaction(ctx, async (tx) => {
            calls += 1
            await sql`insert into one_time_work (name) values (${input.body.name})`.execute(tx)
            await middle()
            if (input.body.fail) throw unlucky()
            return { name: input.body.name, call: calls, at: Math.random() }
          }),
      })
    }
  },
})
const { services } = server

const write = (key: string, body: unknown, url = '/write'): Promise<Answer> =>
  server.call('POST', url, { body, headers: { 'idempotency-key': key } })
async function written(name: string): Promise<number> {
  return (await sql`select 1 from one_time_work where name = ${name}`.execute(services.db)).rows.length
}

describe('Idempotency-Key', () => {
  test('the same key answers the same bytes and writes once', async () => {
    const first = await write('k1', { name: 'one' })
    expect([first.status, first.headers['idempotency-replayed']]).toEqual([201, undefined])
    // Other spelling of the same content.
    const second = await write('k1', '{ "fail":false,"name":"one" }')
    expect(second.text).toBe(first.text)
    expect([second.status, second.headers['idempotency-replayed'], second.headers['content-type']]).toEqual([
      201,
      'true',
      first.headers['content-type'],
    ])
    expect(await written('one')).toBe(1)
  })

  test('with other content it is refused', async () => {
    await write('k2', { name: 'two' })
    const answer = await write('k2', { name: 'three' })
    expect([answer.status, answer.body['code']]).toEqual([422, 'idempotency_key_reused'])
    expect(await written('three')).toBe(0)
  })

  test('belongs to its caller and its route', async () => {
    const first = await write('k3', { name: 'four' })
    expect((await write('k3', { name: 'five' }, '/writeElsewhere')).status).toBe(201)
    caller.current = newId<'per'>(2)
    const stranger = await write('k3', { name: 'six' })
    expect(stranger.status).toBe(201)
    expect(stranger.text).not.toBe(first.text)
  })

  test('while the first call is at work a second one is told to ask again', async () => {
    const atWork = Promise.withResolvers<void>()
    const mayEnd = Promise.withResolvers<void>()
    middle = async () => {
      atWork.resolve()
      await mayEnd.promise
    }
    const first = write('k4', { name: 'seven' })
    await atWork.promise
    const second = await write('k4', { name: 'seven' })
    expect([second.status, second.body['code'], second.headers['retry-after']]).toEqual([
      409,
      'idempotency_key_in_use',
      '1',
    ])
    mayEnd.resolve()
    middle = async () => {}
    const answer = await first
    expect(answer.status).toBe(201)
    expect((await write('k4', { name: 'seven' })).text).toBe(answer.text)
    expect(await written('seven')).toBe(1)
  })

  test('of twenty at once one writes, the others are told to wait or get its answer', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => write('k5', { name: 'eight' })))
    const good = answers.filter(({ status }) => status === 201)
    expect(good.length).toBeGreaterThan(0)
    expect(new Set(good.map(({ text }) => text)).size).toBe(1)
    expect(
      answers
        .filter(({ status }) => status !== 201)
        .map(({ body, headers }) => [body['code'], headers['retry-after']]),
    ).toEqual(Array.from({ length: 20 - good.length }, () => ['idempotency_key_in_use', '1']))
    expect(await written('eight')).toBe(1)
  })

  test('a refusal is not kept: the call can be sent again under its key', async () => {
    const refused = await write('k6', { name: 'nine', fail: true })
    expect([refused.status, refused.body['code']]).toEqual([409, 'unlucky'])
    expect(await written('nine')).toBe(0)
    expect((await write('k6', { name: 'nine' })).status).toBe(201)
  })

  test('a crash before the commit leaves neither the write nor the answer', async () => {
    const ctx = contextOf(services)
    const gone = once(ctx, 'k7', { a: 1 }, async ({ tx }) => {
      await sql`insert into one_time_work (name) values ('ten')`.execute(tx as never)
      // As if the process were killed here: its connection ends, three times over.
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx as never)
      return { status: 201, body: '{}' }
    })
    await expect(gone).rejects.toThrow()
    expect(await written('ten')).toBe(0)
    const again = await once(ctx, 'k7', { a: 1 }, async ({ tx }) => {
      await sql`insert into one_time_work (name) values ('ten')`.execute(tx as never)
      return { status: 201, body: '{}' }
    })
    expect([again.replayed, await written('ten')]).toEqual([false, 1])
    expect((await once(ctx, 'k7', { a: 1 }, () => Promise.reject(new Error('not called')))).replayed).toBe(
      true,
    )
  })

  test.each([
    ['empty', ''],
    ['too long', 'x'.repeat(256)],
  ])('one that is %s is refused', async (_what, key) => {
    const answer = await write(key, { name: 'eleven' })
    expect(answer.status).toBe(400)
    expect(answer.body['errors']).toEqual([expect.objectContaining({ field: 'Idempotency-Key' })])
  })

  test('opens its kept answer to nobody else, not even to whoever reads the table and has the keys', async () => {
    const key = 'k-sealed-1'
    const name = 'himitsu no namae'
    await write(key, { name })
    const { rows } = await sql<{ row: string; answer: Buffer }>`
      select k::text as row, answer from idempotency_keys k order by created_at desc`.execute(services.db)
    expect(rows.length).toBeGreaterThan(0)
    for (const { row, answer } of rows) {
      for (const form of [name, Buffer.from(name).toString('hex'), key, Buffer.from(key).toString('hex')])
        expect(row).not.toContain(form)
      expect(() => services.secrets.open(answer, 'idempotency answer')).toThrow()
    }
    expect((await write(key, { name })).body['name']).toBe(name)
  })

  test('without one each call writes', async () => {
    const before = calls
    await server.call('POST', '/write', { body: { name: 'twelve' } })
    await server.call('POST', '/write', { body: { name: 'thirteen' } })
    expect(calls - before).toBe(2)
  })
})
