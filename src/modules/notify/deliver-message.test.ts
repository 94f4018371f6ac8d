import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '#platform/context.ts'
import { inTransaction, systemContext } from '#platform/context.ts'
import type { Message } from '#platform/messages.ts'
import { sendMessage } from '#platform/messages.ts'
import { contextOf, runJobs, startTestServer } from '#test/support/context.ts'
import { notifyJobs, notifyRoutes, pruneMailboxJob } from './index.ts'

type Mail = { id: string; channel: string; to: string; subject: string; text: string; at: string }

const received: string[] = []
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, _session, done) {
    let text = ''
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
    stream.on('end', () => {
      received.push(text)
      done()
    })
  },
})
const listening = smtp.listen(0, '127.0.0.1')
await once(listening, 'listening')
const smtpUrl = `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`
afterAll(() => new Promise<void>((resolve) => smtp.close(() => resolve())))

const server = await startTestServer({ routes: (app) => notifyRoutes(app), jobs: notifyJobs })
const { services, clock } = server
beforeEach(() => {
  received.length = 0
})

const code = { code: '424242', minutes: 10 }
let counter = 0
const someone = () => ({ kind: 'email' as const, value: `person${(counter += 1)}@example.com` })

function send(
  message: Partial<Message> & Pick<Message, 'to'>,
  ctx: Context = contextOf(services),
): Promise<void> {
  return inTransaction(ctx, (tx) =>
    sendMessage(tx, ctx, { mode: 'live', template: 'sign_in_code', language: 'en', data: code, ...message }),
  )
}
async function mailbox(query = ''): Promise<Mail[]> {
  const answer = await server.call<{ items: Mail[]; nextCursor: null }>('GET', `/v1/mailbox${query}`)
  expect(answer.status).toBe(200)
  return answer.body.items
}
const withSettings = (settings: Partial<Context['config']>) => ({
  ...services,
  config: { ...services.config, ...settings },
})

describe('a message', () => {
  test('goes to the mailbox where no mail server is set up', async () => {
    const to = someone()
    await send({ to })
    await server.runJobs()
    const [mail] = await mailbox(`?to=${to.value.toUpperCase()}`)
    expect(mail).toMatchObject({
      channel: 'email',
      to: to.value,
      subject: 'Mamori sign-in code',
      at: clock.now(),
    })
    expect(mail?.text).toContain('424242')
  })

  test('to a phone is short', async () => {
    await send({ to: { kind: 'phone', value: '+819012345678' } })
    await server.runJobs()
    const [mail] = await mailbox(`?to=${encodeURIComponent('090-1234-5678')}`)
    expect(mail).toMatchObject({
      channel: 'sms',
      to: '+819012345678',
      text: 'Mamori sign-in code: 424242 (valid for 10 minutes)',
    })
  })

  test('goes by SMTP where a mail server is set up', async () => {
    const to = someone()
    await send({ to, language: 'ja' })
    await runJobs(
      withSettings({ SMTP_URL: smtpUrl, MAIL_FROM: 'Mamori <no-reply@mamori.example>' }),
      notifyJobs,
    )
    expect(received).toHaveLength(1)
    expect(received[0]).toContain(`To: ${to.value}`)
    expect(received[0]).toMatch(/Message-ID: <[0-9a-f-]{36}@mamori\.example>/)
    expect(await mailbox(`?to=${to.value}`)).toEqual([])
  })

  test('of a test organisation goes to the mailbox whatever is set up', async () => {
    const to = someone()
    await send({ to, mode: 'test' })
    await runJobs(withSettings({ SMTP_URL: smtpUrl, MAMORI_ENV: 'production' }), notifyJobs)
    expect(received).toEqual([])
    expect(await mailbox(`?to=${to.value}`)).toHaveLength(1)
  })

  test('that is live fails in production without a carrier, for a retry, and is kept nowhere', async () => {
    for (const to of [someone(), { kind: 'phone' as const, value: '+819087654321' }]) {
      await send({ to })
      const settings = {
        MAMORI_ENV: 'production' as const,
        ...(to.kind === 'phone' ? { SMTP_URL: smtpUrl } : {}),
      }
      await expect(runJobs(withSettings(settings), notifyJobs)).rejects.toThrow(
        /SMTP_URL is not set|no provider of SMS/,
      )
      expect(await mailbox(`?to=${encodeURIComponent(to.value)}`)).toEqual([])
      const { rows } = await sql<{
        attempts: number
      }>`select attempts from graphile_worker._private_jobs`.execute(services.db)
      expect(rows).toEqual([{ attempts: 1 }])
      await sql`delete from graphile_worker._private_jobs`.execute(services.db)
    }
    expect(received).toEqual([])
  })

  test('to nobody is not sent, though it is left like any other', async () => {
    await send({ to: null })
    const { rows } = await sql`select 1 from graphile_worker._private_jobs`.execute(services.db)
    expect(rows).toHaveLength(1)
    const before = (await mailbox('?limit=200')).length
    await server.runJobs()
    expect(await mailbox('?limit=200')).toHaveLength(before)
  })

  test('that comes too late is dropped', async () => {
    const to = someone()
    await send({ to, dropAfter: clock.now() })
    clock.advance({ seconds: 1 })
    await server.runJobs()
    expect(await mailbox(`?to=${to.value}`)).toEqual([])
  })

  test('is gone with a transaction that is rolled back', async () => {
    const to = someone()
    const ctx = contextOf(services)
    await expect(
      inTransaction(ctx, async (tx) => {
        await sendMessage(tx, ctx, { to, mode: 'live', template: 'sign_in_code', language: 'en', data: code })
        throw new Error('changed our mind')
      }),
    ).rejects.toThrow('changed our mind')
    await server.runJobs()
    expect(await mailbox(`?to=${to.value}`)).toEqual([])
  })

  test('is kept once, however often its delivery is tried', async () => {
    const to = someone()
    await send({ to })
    const { rows } = await sql<{
      payload: unknown
    }>`select payload from graphile_worker._private_jobs`.execute(services.db)
    await server.runJobs()
    await notifyJobs[0]?.run(systemContext(services, 'test'), rows[0]?.payload)
    expect(await mailbox(`?to=${to.value}`)).toHaveLength(1)
  })
})

describe('the mailbox', () => {
  test('shows the newest first, of all or of one', async () => {
    const [a, b] = [someone(), someone()]
    for (const to of [a, b, a]) {
      clock.advance({ seconds: 1 })
      await send({ to })
      await server.runJobs()
    }
    expect((await mailbox('?limit=3')).map((mail) => mail.to)).toEqual([a.value, b.value, a.value])
    expect((await mailbox(`?to=${b.value}`)).map((mail) => mail.to)).toEqual([b.value])
  })

  test('is not there in production', async () => {
    const production = await startTestServer({
      routes: (app) => notifyRoutes(app),
      environment: { MAMORI_ENV: 'production' },
    })
    const answer = await production.call('GET', '/v1/mailbox')
    expect([answer.status, answer.body['code']]).toEqual([404, 'not_found'])
  })

  test('refuses what is no contact', async () => {
    const answer = await server.call<{ errors: { field: string }[] }>('GET', '/v1/mailbox?to=nobody')
    expect([answer.status, answer.body.errors[0]?.field]).toEqual([400, 'to'])
  })

  test('forgets after seven days', async () => {
    const to = someone()
    await send({ to })
    await server.runJobs()
    const prune = () =>
      notifyJobs.find((job) => job.name === pruneMailboxJob.name)?.run(systemContext(services, 'prune'), {})
    clock.advance({ days: 7 })
    await prune()
    expect(await mailbox(`?to=${to.value}`)).toHaveLength(1)
    clock.advance({ seconds: 1 })
    await prune()
    expect(await mailbox(`?to=${to.value}`)).toEqual([])
  })
})
