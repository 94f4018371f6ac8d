import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { inTransaction } from '#platform/context.ts'
import type { AttemptId } from '#platform/ids.ts'
import { newId } from '#platform/ids.ts'
import { contextOf } from '#test/support/context.ts'
import { unique } from '#test/support/people.ts'
import { openShop, startProduct } from '#test/support/product.ts'
import type { Attempt } from './index.ts'
import { createAttempts, runAttempt } from './index.ts'
import { attemptRefOf } from './attempts.ts'
import { approve } from './providers/sandbox/index.ts'
import { writeEvent } from './providers/sandbox/webhook.ts'
import { findAttempt } from './queries.ts'

const product = await startProduct()
const ctx = contextOf(product.services)
const shop = await openShop(product, { mode: 'test' })
const path = (storeCode = shop.store.code, provider = 'sandbox') =>
  `/v1/providers/${provider}/stores/${storeCode}/events`

async function waiting(): Promise<AttemptId> {
  const [attempt] = await inTransaction(ctx, (tx) =>
    createAttempts(tx, ctx, [
      {
        subject: { kind: 'settlement', id: newId<'stl'>(9) },
        store: shop.store,
        tender: 'qr',
        provider: 'sandbox',
        accountId: null,
        mandateId: null,
        amount: 300,
        currency: 'JPY',
        at: product.clock.now(),
      },
    ]),
  )
  const { id } = attempt as Attempt
  await runAttempt(ctx, id)
  return id
}
const stateOf = async (id: AttemptId) => (await findAttempt(ctx.db, id))?.state
async function pay(id: AttemptId): Promise<void> {
  const row = await findAttempt(ctx.db, id)
  if (row) await approve(ctx, attemptRefOf(row))
}
const send = (message: { headers: Record<string, string>; raw: Buffer }, to = path()) =>
  product.call<{ code: string }>('POST', to, {
    body: message.raw.toString(),
    headers: { ...message.headers, 'content-type': 'application/json' },
  })
async function kept(eventId: string) {
  const { rows } = await sql<{
    body: Buffer
    done_at: string | null
  }>`select body, done_at from provider_events
    where event_id = ${eventId}`.execute(ctx.db)
  return rows
}

describe('messages of providers', () => {
  test('are kept as they came, once, and the provider is asked what happened', async () => {
    const id = await waiting()
    await pay(id)
    const eventId = unique('evt')
    const message = writeEvent(ctx, eventId, id)
    const answers = await Promise.all([send(message), send(message), send(message)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    await product.settled()
    expect(await stateOf(id)).toBe('captured')
    const rows = await kept(eventId)
    expect(rows).toHaveLength(1)
    expect(rows[0]?.body.equals(message.raw)).toBe(true)
    expect(rows[0]?.done_at).not.toBeNull()
  })

  test('move no money by themselves: what is not paid stays so', async () => {
    const id = await waiting()
    expect((await send(writeEvent(ctx, unique('evt'), id))).status).toBe(200)
    await product.settled()
    expect(await stateOf(id)).toBe('customer_action')
  })

  test('with a wrong signature, or none, are refused and not kept', async () => {
    const id = await waiting()
    const eventId = unique('evt')
    const { headers, raw } = writeEvent(ctx, eventId, id)
    const changed = Buffer.from(raw.toString().replace(eventId, `${eventId}x`))
    for (const message of [
      { headers, raw: changed },
      { headers: {}, raw },
      { headers: { 'sandbox-signature': 'zz' }, raw },
    ]) {
      const { status, body } = await send(message)
      expect([status, body.code]).toEqual([401, 'webhook_refused'])
    }
    expect(await kept(eventId)).toEqual([])
  })

  test('sent to another store’s address ask about nothing', async () => {
    const other = await openShop(product, { mode: 'test' })
    const id = await waiting()
    await pay(id)
    expect((await send(writeEvent(ctx, unique('evt'), id), path(other.store.code))).status).toBe(200)
    await product.settled()
    expect(await stateOf(id)).toBe('customer_action')
  })

  test('of nobody, to nobody, and too large ones are refused', async () => {
    const message = writeEvent(ctx, unique('evt'), await waiting())
    expect((await send(message, path(shop.store.code, 'nobody'))).body.code).toBe('provider_unknown')
    expect((await send(message, path('no-such-store'))).body.code).toBe('store_not_found')
    const large = { ...message, raw: Buffer.alloc(256 * 1024 + 1, 0x20) }
    expect((await send(large)).status).toBe(413)
  })
})
