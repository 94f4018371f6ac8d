import { sql } from 'kysely'
import { Webhook } from 'standardwebhooks'
import { Webhook as Svix } from 'svix'
import { describe, expect, test } from 'vitest'
import { defineEvent, publish } from '#platform/events.ts'
import { parsePublicId } from '#platform/ids.ts'
import { sweepDue } from '#src/due-works.ts'
import { contextOf } from '#test/support/context.ts'
import { unique } from '#test/support/people.ts'
import { openShop, startProduct } from '#test/support/product.ts'
import type { Shop } from '#test/support/product.ts'
import { startReceiver } from '#test/support/receiver.ts'
import { openWarrantyShop } from '#test/support/warranty.ts'
import { z } from 'zod'
import { deliverWebhook } from './deliver-webhook.ts'

const product = await startProduct({ environment: { WEBHOOKS_ALLOW_LOOPBACK: '1' } })
const { services, clock } = product
const receiver = await startReceiver()
const shop = await openWarrantyShop(product, {}, { mode: 'test' })

type Endpoint = { id: string; secret: string; state: string; disabledReason: string | null }
type Message = {
  id: string
  state: string
  body: string
  nextAt: string | null
  attempts: { status: number | null; error: string | null }[]
}

async function endpoint(of: Shop, more: object = {}): Promise<Endpoint> {
  const answer = await product.call<Endpoint>('POST', '/v1/webhook-endpoints', {
    key: of.key,
    body: { url: receiver.url, topics: ['*'], storeCode: of.store.code, ...more },
  })
  if (answer.status !== 201) throw new Error(answer.text)
  return answer.body
}
const path = (id: string, rest = '') => `/v1/webhook-endpoints/${id}${rest}`
const post = <T = Message>(of: Shop, url: string) => product.call<T>('POST', url, { key: of.key })
async function log(of: Shop, id: string): Promise<Message[]> {
  const { body } = await product.call<{ items: Message[] }>('GET', path(id, '/messages'), { key: of.key })
  return body.items
}
/** Makes an attempt of a message now, as its job does, without waiting for the job to be due. */
async function tryNow(message: Message): Promise<void> {
  await deliverWebhook(contextOf(services), { id: parsePublicId('whm', message.id) as string })
}
/** What was sent, once two libraries of others have found its signature right. */
function verified(arrived: { headers: Record<string, string>; body: string }, secret: string): unknown {
  new Svix(secret).verify(arrived.body, arrived.headers)
  return new Webhook(secret).verify(arrived.body, arrived.headers)
}

async function mails(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from mailbox_messages`.execute(
    services.db,
  )
  return rows[0]?.n ?? 0
}

describe('an event of a store', () => {
  test('arrives signed, with public ids and no people, and is logged', async () => {
    const { id, secret } = await endpoint(shop, { topics: ['contract.issued'] })
    receiver.arrived.length = 0
    clock.set(new Date().toISOString())
    const sold = await shop.sell({ buyer: { email: 'hanako@example.com', name: '山田 花子' } })
    await product.settled()
    const [arrived] = receiver.arrived as [(typeof receiver.arrived)[number]]
    expect(receiver.arrived).toHaveLength(1)
    expect(verified(arrived, secret)).toMatchObject({
      type: 'contract.issued',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data: { storeCode: shop.store.code, purchaseId: sold.purchaseId, contractIds: [sold.id] },
    })
    expect(arrived.body).not.toMatch(/hanako|山田|per_/)
    expect(arrived.headers['content-type']).toBe('application/json')
    const [message] = await log(shop, id)
    expect(message).toMatchObject({
      id: arrived.headers['webhook-id'],
      state: 'delivered',
      nextAt: null,
      body: arrived.body,
      attempts: [{ status: 204, error: null }],
    })
    await product.call('DELETE', path(id), { key: shop.key })
  })

  test('goes to endpoints of its store and organisation alone, and to those that listen', async () => {
    const second = await openShop(product, { organisation: shop.organisation, mode: 'test' })
    const stranger = await openShop(product, { mode: 'test' })
    const others = [
      await endpoint(second),
      await endpoint(stranger),
      await endpoint(shop, { topics: ['claim.*'] }),
    ]
    const mine = await endpoint(shop, { topics: ['contract.*'] })
    await shop.sell()
    await product.settled()
    for (const [i, of] of [second, stranger, shop].entries())
      expect(await log(of, others[i]?.id as string)).toEqual([])
    expect(await log(shop, mine.id)).toHaveLength(1)
    await product.call('DELETE', path(mine.id), { key: shop.key })
  })

  test('of a topic that only other modules define passes on ids, state and amounts', async () => {
    const of = await openShop(product, { mode: 'test' })
    const { id } = await endpoint(of, { topics: ['settlement.changed'] })
    const changed = defineEvent('settlement.changed', z.unknown())
    const payload = {
      settlementId: '0192f000-0000-8000-8000-000000000000',
      storeId: of.store.id,
      reference: 'R-1',
      state: 'completed',
      amountDue: 972,
      buyer: { email: 'hanako@example.com' },
    }
    await services.db.transaction().execute((tx) => publish(tx, changed, payload))
    await product.settled()
    const [message] = await log(of, id)
    expect(JSON.parse(message?.body ?? '{}')).toMatchObject({
      data: {
        storeCode: of.store.code,
        settlementId: expect.stringMatching(/^stl_/),
        reference: 'R-1',
        state: 'completed',
        amountDue: 972,
      },
    })
    expect(message?.body).not.toContain('hanako')
  })

  test('of a purchase of a thousand units is several messages, each below 20 kB', async () => {
    const of = await openWarrantyShop(product, {}, { mode: 'test' })
    const { id } = await endpoint(of, { topics: ['contract.issued'] })
    const sold = await product.call('POST', '/v1/purchases', {
      key: of.key,
      body: {
        storeCode: of.store.code,
        reference: unique('R'),
        purchasedAt: '2026-11-22T10:00:00+09:00',
        currency: 'JPY',
        buyer: null,
        lines: [{ code: 'TV', quantity: 250, unitPrice: 100_000, plan: { planCode: 'wide', price: 10_000 } }],
      },
    })
    expect(sold.status).toBe(201)
    await product.settled()
    const messages = await log(of, id)
    expect(messages).toHaveLength(3)
    for (const { body } of messages) expect(Buffer.byteLength(body)).toBeLessThan(20_000)
    const named = messages.flatMap(
      ({ body }) => (JSON.parse(body) as { data: { contractIds: string[] } }).data.contractIds,
    )
    expect(new Set(named).size).toBe(250)
  })
})

describe('a receiver that does not take a message', () => {
  test('gets it again with the same id, ten times, and then the owner is told once', async () => {
    const of = await openShop(product, { mode: 'test' })
    const { id } = await endpoint(of)
    await product.settled()
    const told = await mails()
    receiver.arrived.length = 0
    receiver.answer(...Array.from({ length: 10 }, () => ({ status: 500 })))
    const { body: made } = await post(of, path(id, '/test'))
    const waited: number[] = []
    for (let n = 1; n <= 10; n += 1) {
      if (n > 1) await tryNow(made)
      else await product.settled()
      const [message] = (await log(of, id)) as [Message]
      expect(message.attempts).toHaveLength(n)
      if (message.nextAt === null) break
      waited.push((Date.parse(message.nextAt) - Date.parse(clock.now())) / 1000)
      clock.set(message.nextAt)
    }
    const plan = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]
    expect(waited).toHaveLength(plan.length)
    for (const [i, seconds] of waited.entries()) {
      expect(seconds).toBeGreaterThanOrEqual(plan[i] as number)
      expect(seconds).toBeLessThanOrEqual((plan[i] as number) * 1.1 + 1)
    }
    expect((await log(of, id))[0]).toMatchObject({ state: 'failed', nextAt: null })
    expect(new Set(receiver.arrived.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([made.id]))
    expect(new Set(receiver.arrived.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(10)
    await tryNow(made)
    expect(receiver.arrived).toHaveLength(10)
    await product.settled()
    expect(await mails()).toBe(told + 1)
    receiver.answer({ status: 500 }, { status: 500 })
    const { body: second } = await post(of, path(id, '/test'))
    await product.settled()
    await sql`update webhook_messages set attempts = 9 where id = ${parsePublicId('whm', second.id)}`.execute(
      services.db,
    )
    await tryNow(second)
    await product.settled()
    expect((await log(of, id))[0]).toMatchObject({ id: second.id, state: 'failed' })
    expect(await mails()).toBe(told + 1)
  })

  test('is found by the sweep when it is due again, and not before', async () => {
    const of = await openShop(product, { mode: 'test' })
    const { id } = await endpoint(of)
    receiver.answer({ status: 503, headers: { 'retry-after': '120' } })
    await post(of, path(id, '/test'))
    await product.settled()
    const [message] = (await log(of, id)) as [Message]
    expect(message).toMatchObject({ state: 'waiting', attempts: [{ status: 503 }] })
    expect(Date.parse(message.nextAt as string) - Date.parse(clock.now())).toBe(120_000)
    await sweepDue(services)
    await product.settled()
    expect((await log(of, id))[0]?.attempts).toHaveLength(1)
    clock.advance({ seconds: 121 })
    await sweepDue(services)
    await product.settled()
    expect((await log(of, id))[0]).toMatchObject({
      state: 'delivered',
      attempts: [{ status: 503 }, { status: 204 }],
    })
  })

  test.each([
    [302, 'redirect'],
    [404, 'answered 404'],
  ])('by %i has failed', async (status, error) => {
    const of = await openShop(product, { mode: 'test' })
    const { id } = await endpoint(of)
    receiver.answer({ status, headers: { location: 'http://127.0.0.1:1/' } })
    const { body: made } = await post(of, path(id, '/test'))
    await product.settled()
    const [message] = (await log(of, id)) as [Message]
    expect(message).toMatchObject({ id: made.id, state: 'waiting' })
    expect(message.attempts[0]?.error).toContain(error)
  })

  test('because it is gone (410) is disabled, until it is resumed', async () => {
    const of = await openShop(product, { mode: 'test' })
    const { id } = await endpoint(of)
    receiver.answer({ status: 410 })
    await post(of, path(id, '/test'))
    await product.settled()
    const read = await product.call<Endpoint>('GET', path(id), { key: of.key })
    expect(read.body).toMatchObject({ state: 'disabled', disabledReason: 'answered_gone' })
    expect((await log(of, id))[0]).toMatchObject({ state: 'failed', attempts: [{ status: 410 }] })
    expect(await post(of, path(id, '/test'))).toMatchObject({ status: 409 })
    expect(await post(of, path(id, '/pause'))).toMatchObject({ status: 409 })
    expect((await post<Endpoint>(of, path(id, '/resume'))).body).toMatchObject({
      state: 'active',
      disabledReason: null,
    })
    expect((await post(of, path(id, '/test'))).status).toBe(201)
  })
})

describe('an endpoint', () => {
  test('that is paused gets nothing, and what waited when it is resumed', async () => {
    const of = await openShop(product, { mode: 'test' })
    const { id } = await endpoint(of)
    receiver.answer({ status: 500 })
    await post(of, path(id, '/test'))
    await product.settled()
    await post(of, path(id, '/pause'))
    clock.advance({ minutes: 20 })
    await sweepDue(services)
    await product.settled()
    expect((await log(of, id))[0]?.attempts).toHaveLength(1)
    await post(of, path(id, '/resume'))
    await sweepDue(services)
    await product.settled()
    expect((await log(of, id))[0]).toMatchObject({ state: 'delivered' })
  })

  test('of a new secret signs with both for 24 hours, then with the new one alone', async () => {
    const of = await openShop(product, { mode: 'test' })
    const { id, secret } = await endpoint(of)
    const rotated = await post<Endpoint & { previousSecretUntil: string }>(of, path(id, '/rotate-secret'))
    expect(rotated.body.secret).not.toBe(secret)
    clock.set(new Date(Math.max(Date.now(), Date.parse(clock.now()))).toISOString())
    const signatures = async () => {
      receiver.arrived.length = 0
      await post(of, path(id, '/test'))
      await product.settled()
      return receiver.arrived[0]?.headers['webhook-signature']?.split(' ') ?? []
    }
    expect(await signatures()).toHaveLength(2)
    clock.set(rotated.body.previousSecretUntil)
    const [only, ...more] = await signatures()
    expect(more).toEqual([])
    const { headers, body } = receiver.arrived[0] as (typeof receiver.arrived)[number]
    const sentAt = new Date(Number(headers['webhook-timestamp']) * 1000)
    expect(new Webhook(rotated.body.secret).sign(headers['webhook-id'] ?? '', sentAt, body)).toBe(only)
    const { text } = await product.call('GET', '/v1/webhook-endpoints', { key: of.key })
    expect(text).not.toContain('whsec_')
  })

  test('sends a message again by hand, with the same id', async () => {
    const of = await openShop(product, { mode: 'test' })
    const { id } = await endpoint(of)
    const { body: made } = await post(of, path(id, '/test'))
    await product.settled()
    receiver.arrived.length = 0
    expect(await post(of, path(id, `/messages/${made.id}/replay`))).toMatchObject({
      status: 200,
      body: { state: 'waiting' },
    })
    await product.settled()
    expect(receiver.arrived.map(({ headers }) => headers['webhook-id'])).toEqual([made.id])
    expect((await log(of, id))[0]).toMatchObject({ state: 'delivered', attempts: [{}, {}] })
  })

  test('is one of ten at most, also when they come together', async () => {
    const of = await openShop(product, { mode: 'test' })
    const all = await Promise.all(
      Array.from({ length: 12 }, () =>
        product.call('POST', '/v1/webhook-endpoints', {
          key: of.key,
          body: { url: receiver.url, topics: ['*'], storeCode: of.store.code },
        }),
      ),
    )
    expect(all.filter(({ status }) => status === 201)).toHaveLength(10)
    expect(all.filter(({ body }) => body['code'] === 'too_many_webhook_endpoints')).toHaveLength(2)
  })

  test('of all stores is not for a key of one', async () => {
    const answer = await product.call('POST', '/v1/webhook-endpoints', {
      key: shop.key,
      body: { url: receiver.url, topics: ['*'] },
    })
    expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  })
})

describe('an address that is refused', () => {
  test.each([
    ['ftp://shop.example/', 'invalid_url'],
    ['shop.example', 'invalid_url'],
    ['https://user:pass@shop.example/', 'url_with_password'],
    ['http://shop.example/hooks', 'https_required'],
    ['https://127.0.0.1/', 'private_address'],
    ['https://2130706433/', 'private_address'],
    ['https://10.1.2.3/', 'private_address'],
    ['https://100.64.1.1/', 'private_address'],
    ['https://169.254.169.254/latest/meta-data', 'private_address'],
    ['https://224.0.0.1/', 'private_address'],
    ['https://[::1]/', 'private_address'],
    ['https://[::ffff:10.0.0.1]/', 'private_address'],
    ['https://[fe80::1]/', 'private_address'],
    ['https://localhost/', 'private_address'],
    [`https://shop.example/${'x'.repeat(2000)}`, 'too_big'],
  ])('%s', async (url, code) => {
    const of = await liveShop
    const { status, body } = await product.call<{ errors: { field: string; code: string }[] }>(
      'POST',
      '/v1/webhook-endpoints',
      { key: of.key, body: { url, topics: ['*'], storeCode: of.store.code } },
    )
    expect(status).toBe(400)
    expect(body.errors).toMatchObject([{ field: 'url', code }])
  })

  test('a topic that nobody knows', async () => {
    const { status, text } = await product.call('POST', '/v1/webhook-endpoints', {
      key: shop.key,
      body: { url: receiver.url, topics: ['claim.unheard'], storeCode: shop.store.code },
    })
    expect(status).toBe(400)
    expect(text).toContain('topics[0]')
  })

  test('a name that leads inside is refused by the connection itself', async () => {
    const of = await liveShop
    const { id } = await endpoint(of, { url: 'https://shop.example/hooks' })
    await sql`update webhook_endpoints set url = 'https://localhost:9/' where id = ${parsePublicId('whe', id)}`.execute(
      services.db,
    )
    await post(of, path(id, '/test'))
    await product.settled()
    const [message] = (await log(of, id)) as [Message]
    expect(message).toMatchObject({ state: 'failed', nextAt: null })
    expect(message.attempts.map(({ error }) => error)).toEqual([expect.stringContaining('private address')])
  })
})

const liveShop = openShop(product, { mode: 'live' })
