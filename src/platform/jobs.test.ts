import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { startWorker } from '#src/worker.ts'
import { contextOf, runJobs, testServices } from '#test/support/context.ts'
import { startProcess } from '#test/support/process.ts'
import { until } from '#test/support/until.ts'
import { inTransaction } from './context.ts'
import { defineJob, enqueue, handle } from './jobs.ts'
import { openMessage, sendMessage } from './messages.ts'
import type { Message } from './messages.ts'

const { services, clock, close } = await testServices()
afterAll(close)
const { db } = services
const ctx = contextOf(services)

const addJob = defineJob('test.add', z.object({ n: z.int() }), { maxAttempts: 3 })
type Job = {
  task: string
  attempts: number
  max_attempts: number
  locked_by: string | null
  last_error: string | null
}
async function jobs(): Promise<Job[]> {
  const { rows } =
    await sql<Job>`select t.identifier as task, j.attempts, j.max_attempts, j.locked_by, j.last_error
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`.execute(
      db,
    )
  return rows
}

describe('jobs', () => {
  test('are of the transaction: rolled back with it, there with its commit', async () => {
    const failed = inTransaction(ctx, async (tx) => {
      await enqueue(tx, addJob, { n: 1 })
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    expect(await jobs()).toEqual([])
    await inTransaction(ctx, (tx) => enqueue(tx, addJob, { n: 2 }))
    expect(await jobs()).toEqual([
      { task: 'test.add', attempts: 0, max_attempts: 3, locked_by: null, last_error: null },
    ])
    const seen: unknown[] = []
    await runJobs(services, [
      handle(addJob, async (job, payload) => void seen.push([job.actor, job.origin.via, payload])),
    ])
    expect(seen).toEqual([[{ kind: 'system', name: 'test.add' }, 'job', { n: 2 }]])
    await until('the job is gone', async () => (await jobs()).length === 0)
  })

  test('under one key are one', async () => {
    for (const n of [1, 2]) await inTransaction(ctx, (tx) => enqueue(tx, addJob, { n }, { key: 'same' }))
    const seen: number[] = []
    await runJobs(services, [handle(addJob, async (_ctx, { n }) => void seen.push(n))])
    expect(seen).toEqual([2])
  })

  test('that fail stay, with their error, for another attempt', async () => {
    await inTransaction(ctx, (tx) => enqueue(tx, addJob, { n: 5 }))
    const failing = handle(addJob, () => Promise.reject(new Error('not yet')))
    await expect(runJobs(services, [failing])).rejects.toThrow('not yet')
    const [job] = await until('it is given back', async () =>
      (await jobs())[0]?.locked_by === null ? jobs() : false,
    )
    expect(job).toEqual({
      task: 'test.add',
      attempts: 1,
      max_attempts: 3,
      locked_by: null,
      last_error: 'not yet',
    })
    await sql`delete from graphile_worker._private_jobs`.execute(db)
  })

  test('with a payload of another shape are not run', async () => {
    await inTransaction(ctx, (tx) => enqueue(tx, { ...addJob, schema: z.any() }, { n: 'one' }))
    await expect(
      runJobs(services, [handle(addJob, () => Promise.reject(new Error('was run')))]),
    ).rejects.toThrow(/expected number/)
    await sql`delete from graphile_worker._private_jobs`.execute(db)
  })
})

const message: Message<'sign_in_code'> = {
  to: { kind: 'email', value: 'hanako@example.com' },
  mode: 'live',
  template: 'sign_in_code',
  language: 'ja',
  data: { code: '424242', minutes: 10 },
}

test('a message waits sealed: neither recipient nor content can be read in the database', async () => {
  await inTransaction(ctx, (tx) => sendMessage(tx, ctx, message))
  const { rows } = await sql<{
    payload: { id: string; sealed: string }
  }>`select payload from graphile_worker._private_jobs`.execute(db)
  const payload = rows[0]?.payload as { id: string; sealed: string }
  expect(JSON.stringify(payload)).not.toMatch(/hanako|424242/)
  expect(Buffer.from(payload.sealed, 'base64').toString('latin1')).not.toMatch(/hanako|424242/)
  expect(openMessage(ctx, payload)).toEqual(message)
  expect(() => openMessage(ctx, { ...payload, id: crypto.randomUUID() })).toThrow()
  await sql`delete from graphile_worker._private_jobs`.execute(db)
})

describe('workers', () => {
  /** A mail server that takes calls and says nothing: whoever calls it is at work for as long as we want. */
  const callers: Socket[] = []
  const silent = createServer((socket) => void callers.push(socket.on('error', () => {})))
  afterAll(() => {
    for (const socket of callers) socket.destroy()
    silent.close()
  })
  const delivered = async () => (await sql`select 1 from mailbox_messages`.execute(db)).rows.length
  const locks = async () =>
    (
      await sql<{
        pid: number
      }>`select distinct pid from pg_locks where locktype = 'advisory' and classid = 730226
    and database = (select oid from pg_database where datname = current_database())`.execute(db)
    ).rows.map(({ pid }) => pid)

  test(
    'the job of a worker killed with SIGKILL is freed and done by another; that of a living one is left alone',
    { timeout: 60_000 },
    async () => {
      silent.listen(0, '127.0.0.1')
      await once(silent, 'listening')
      const { port } = silent.address() as AddressInfo
      const first = await startProcess('worker', services.config.DATABASE_URL, {
        SMTP_URL: `smtp://127.0.0.1:${port}`,
      })
      await inTransaction(ctx, (tx) => sendMessage(tx, ctx, message))
      await until('the first worker is at work', () => callers.length > 0)
      const holder = (await jobs())[0]?.locked_by
      expect(holder).toEqual(expect.any(String))

      const second = await startWorker(services)
      expect((await jobs())[0]?.locked_by).toBe(holder)
      await second.stop()

      expect([callers.length, await delivered()]).toEqual([1, 0])

      await first.end('SIGKILL')
      expect((await jobs())[0]?.locked_by).toBe(holder)
      await until('PostgreSQL knows that it is gone', async () => (await locks()).length === 0)
      const third = await startWorker(services)
      await until('the message arrives', async () => (await delivered()) === 1)
      await third.stop()
      await until('the job is gone', async () => (await jobs()).length === 0)
    },
  )

  test('that end in good order leave nothing locked', async () => {
    const worker = await startWorker(services)
    await until('it shows that it lives', async () => (await locks()).length === 1)
    await worker.stop()
    expect(await locks()).toEqual([])
  })

  test(
    'whose connections are all cut work on and still show that they live',
    { timeout: 30_000 },
    async () => {
      clock.set(new Date().toISOString())
      const worker = await startWorker(services)
      const [before] = await until('it shows that it lives', async () =>
        (await locks()).length === 1 ? locks() : false,
      )
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(
        db,
      )
      const [after] = await until('it shows that again', async () => {
        const pids = (await locks()).filter((pid) => pid !== before)
        return pids.length === 1 && pids
      })
      expect(after).not.toBe(before)
      const count = await delivered()
      await inTransaction(ctx, (tx) => sendMessage(tx, ctx, message))
      await until('it does a job', async () => (await delivered()) > count, { seconds: 20 }).catch(
        async (error: Error) => {
          throw new Error(`${error.message}: ${JSON.stringify(await jobs())}`)
        },
      )
      await worker.stop()
    },
  )
})
