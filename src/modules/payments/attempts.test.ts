import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { contextOf } from '#test/support/context.ts'
import { signInBuyer, unique } from '#test/support/people.ts'
import { openShop, startProduct } from '#test/support/product.ts'
import { inTransaction } from '#platform/context.ts'
import type { AccountId, AttemptId, MandateId } from '#platform/ids.ts'
import { newId, parsePublicId, publicId } from '#platform/ids.ts'
import type { Attempt, NewAttempt } from './index.ts'
import {
  askAttempt,
  attemptsOf,
  cancelAttempt,
  createAttempts,
  mandateFor,
  payingAccountOf,
  requestRefund,
  runAttempt,
} from './index.ts'
import type { Script } from './providers/sandbox/scripts.ts'
import { approveSandboxPayment } from './approve-sandbox-payment.ts'
import { findAttempt } from './queries.ts'

const product = await startProduct()
const ctx = contextOf(product.services)
const shop = await openShop(product, { mode: 'test' })
const { cookie, person } = await signInBuyer(product, { email: `${unique('pay')}@example.com` }, 'test')
const purchaserId = parsePublicId('per', person.id) as string

const now = () => product.clock.now()
const create = (changes: Partial<NewAttempt> = {}) =>
  inTransaction(ctx, async (tx) => {
    const [attempt] = await createAttempts(tx, ctx, [
      {
        subject: { kind: 'settlement', id: newId<'stl'>(Math.floor(Math.random() * 1024)) },
        store: shop.store,
        tender: 'card',
        provider: 'sandbox',
        accountId: null,
        mandateId: null,
        amount: 1000,
        currency: 'JPY',
        at: now(),
        ...changes,
      },
    ])
    return attempt as Attempt
  })
async function script(name: Script, count = 1): Promise<void> {
  const answer = await product.call('PUT', '/v1/sandbox/payments', {
    key: shop.key,
    body: { script: name, count },
  })
  expect(answer.status, answer.text).toBe(200)
}
const refund = (attemptId: AttemptId, amount: number, key = unique('refund')) =>
  inTransaction(ctx, (tx) =>
    requestRefund(tx, ctx, { attemptId, key, amount, reason: 'returned', at: now() }),
  )
type PaymentAnswer = {
  state: string
  refunded: number
  refunds: { id: string; state: string; failure: string | null }[]
}
const seen = async (id: AttemptId) =>
  (await product.call<PaymentAnswer>('GET', `/v1/payments/${publicId('att', id)}`, { key: shop.key })).body
async function sweep(duration: Temporal.DurationLike): Promise<void> {
  product.clock.advance(duration)
  const { sweepDue } = await import('#src/due-works.ts')
  await sweepDue(product.services)
  await product.settled()
}
async function openAccount(kind: 'deposit' | 'card' = 'card') {
  const answer = await product.call<{ id: string; identifier: string }>('POST', '/v1/me/accounts', {
    cookie,
    body: { kind, provider: 'sandbox', label: 'x', ...(kind === 'card' ? { token: 'tok_1' } : {}) },
  })
  expect(answer.status, answer.text).toBe(201)
  return { ...answer.body, accountId: parsePublicId('pac', answer.body.id) as AccountId }
}

describe('attempts', () => {
  test('M04 are intents first; run, they are captured, and run again they stay', async () => {
    const attempt = await create()
    expect(attempt.state).toBe('created')
    const done = await runAttempt(ctx, attempt.id)
    expect(done).toMatchObject({ state: 'captured', captured: 1000, outcomeUnknown: false })
    expect(await runAttempt(ctx, attempt.id)).toEqual(done)
  })

  test('two runs at the same time take the money once', async () => {
    const attempt = await create()
    await Promise.all([runAttempt(ctx, attempt.id), runAttempt(ctx, attempt.id), runAttempt(ctx, attempt.id)])
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from sandbox_payments
      where attempt_id = ${attempt.id} and captured = 1000`.execute(ctx.db)
    expect(rows).toEqual([{ n: 1 }])
  })

  test('each change of state is told once, and left in the audit log', async () => {
    const attempt = await create()
    await runAttempt(ctx, attempt.id)
    await askAttempt(ctx, attempt.id)
    const { rows } = await sql<{ payload: { state: string } }>`select payload from outbox
      where topic = 'payment.changed' and payload->>'attemptId' = ${attempt.id}`.execute(ctx.db)
    expect(rows.map(({ payload }) => payload.state)).toEqual(['captured'])
    const audited = await sql<{ after: { state: string } }>`select after from audit_entries
      where entity = 'payment' and entity_id = ${attempt.id} order by id`.execute(ctx.db)
    expect(audited.rows.map(({ after }) => after.state)).toEqual(['created', 'captured'])
  })

  test('a timeout is unknown, never failed; the janitor finds what became of it', async () => {
    await script('sandbox:timeout_effect')
    const lost = await create()
    expect(await runAttempt(ctx, lost.id)).toMatchObject({ state: 'processing', outcomeUnknown: true })
    await sweep({ seconds: 6 })
    expect(await seen(lost.id)).toMatchObject({ state: 'captured' })
  })

  test('a timeout without effect is asked about, cancelled when its window is over, and never captured', async () => {
    await script('sandbox:timeout')
    const attempt = await create()
    await runAttempt(ctx, attempt.id)
    await sweep({ seconds: 6 })
    expect(await seen(attempt.id)).toMatchObject({ state: 'processing' })
    await sweep({ minutes: 10 })
    expect((await seen(attempt.id)).state).toMatch(/^(?:expired|cancelled)$/)
  })

  test('one that nobody came to run is brought to an end', async () => {
    const attempt = await create()
    await sweep({ minutes: 2 })
    await sweep({ minutes: 20 })
    expect((await seen(attempt.id)).state).toMatch(/^(?:expired|cancelled)$/)
    expect((await runAttempt(ctx, attempt.id)).captured).toBe(0)
  })

  test('a QR code waits for its customer, and is over when its time is', async () => {
    const attempt = await create({ tender: 'qr' })
    const waiting = await runAttempt(ctx, attempt.id)
    expect(waiting).toMatchObject({ state: 'customer_action', action: { kind: 'qr' } })
    const row = await findAttempt(ctx.db, attempt.id)
    if (!row) throw new Error('no row')
    await approveSandboxPayment(ctx, row)
    expect(await seen(attempt.id)).toMatchObject({ state: 'captured' })
    await expect(approveSandboxPayment(ctx, row)).rejects.toMatchObject({ code: 'nothing_to_approve' })

    const late = await create({ tender: 'qr' })
    await runAttempt(ctx, late.id)
    await sweep({ minutes: 6 })
    expect((await seen(late.id)).state).toBe('expired')
  })

  test('another amount than was asked is a conflict, with what was captured', async () => {
    await script('sandbox:double_success')
    const attempt = await create()
    expect(await runAttempt(ctx, attempt.id)).toMatchObject({ state: 'conflicted', captured: 2000 })
  })

  test('one that is cancelled takes nothing later; a success that comes all the same is a conflict', async () => {
    await script('sandbox:late_success')
    const attempt = await create({ tender: 'qr' })
    await runAttempt(ctx, attempt.id)
    expect(await cancelAttempt(ctx, attempt.id)).toMatchObject({ state: 'cancelled' })
    const row = await findAttempt(ctx.db, attempt.id)
    if (!row) throw new Error('no row')
    await approveSandboxPayment(ctx, row)
    expect(await askAttempt(ctx, attempt.id)).toMatchObject({ state: 'conflicted', captured: 1000 })
    await refund(attempt.id, 1000)
    await product.settled()
    expect(await seen(attempt.id)).toMatchObject({ refunded: 1000, refunds: [{ state: 'succeeded' }] })
  })

  test('the sandbox takes no money of live organisations', async () => {
    const live = await openShop(product, { mode: 'live' })
    await expect(create({ store: live.store })).rejects.toMatchObject({ code: 'test_provider_only' })
    const { accountId } = await openAccount('deposit')
    await expect(create({ store: live.store, tender: 'account', accountId })).rejects.toMatchObject({
      code: 'bank_not_licensed',
    })
  })

  test('an account of somebody in another mode, or of another currency, pays nothing', async () => {
    const { accountId } = await openAccount()
    await expect(create({ accountId, currency: 'USD' })).rejects.toMatchObject({ code: 'account_unknown' })
    await expect(create({ accountId: newId<'pac'>(1) })).rejects.toMatchObject({ code: 'account_unknown' })
    await expect(create({ tender: 'account' })).rejects.toMatchObject({ code: 'account_unknown' })
  })
})

describe('refunds', () => {
  test('all together never exceed what was captured, also at the same time', async () => {
    const { id } = await create()
    await runAttempt(ctx, id)
    const results = await Promise.allSettled([300, 300, 300, 300, 300].map((amount) => refund(id, amount)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    await expect(refund(id, 101)).rejects.toMatchObject({ code: 'refund_exceeds_payment' })
    await refund(id, 100)
    await product.settled()
    const view = await seen(id)
    expect(view.refunded).toBe(1000)
    expect(view.refunds.map(({ state }) => state)).toEqual(Array(4).fill('succeeded'))
  })

  test('one of the same key is the same refund', async () => {
    const { id } = await create()
    await runAttempt(ctx, id)
    const key = unique('key')
    const [first, second] = await Promise.all([refund(id, 400, key), refund(id, 400, key)])
    expect(second).toBe(first)
    await product.settled()
    expect((await seen(id)).refunded).toBe(400)
  })

  test('one that fails gives its amount back', async () => {
    await script('sandbox:refund_declined')
    const { id } = await create()
    await runAttempt(ctx, id)
    await refund(id, 1000)
    await product.settled()
    expect(await seen(id)).toMatchObject({ refunded: 0, refunds: [{ state: 'failed', failure: 'refused' }] })
    await refund(id, 1000)
    await product.settled()
    expect((await seen(id)).refunded).toBe(1000)
  })

  test.each(['sandbox:refund_timeout', 'sandbox:refund_timeout_effect'] as const)(
    '%s: unknown, then found or sent again under the same id, given back once',
    async (name) => {
      const { id } = await create()
      await runAttempt(ctx, id)
      await script(name)
      await refund(id, 700)
      await product.settled()
      expect(await seen(id)).toMatchObject({ refunded: 700, refunds: [{ state: 'unknown' }] })
      await sweep({ seconds: 6 })
      expect(await seen(id)).toMatchObject({ refunded: 700, refunds: [{ state: 'succeeded' }] })
      const { rows } = await sql<{ refunded: number }>`select refunded from sandbox_payments
        where attempt_id = ${id}`.execute(ctx.db)
      expect(rows).toEqual([{ refunded: 700 }])
    },
  )

  test('nothing is given back of what was never captured', async () => {
    const { id } = await create()
    await expect(refund(id, 1)).rejects.toMatchObject({ code: 'refund_exceeds_payment' })
  })
})

describe('M01 mandates', () => {
  async function withMandate(perPayment: number, perDay: number) {
    const { id, accountId } = await openAccount()
    const answer = await product.call<{ id: string }>('POST', `/v1/me/accounts/${id}/mandates`, {
      cookie,
      body: { storeCode: shop.store.code, perPayment, perDay },
    })
    expect(answer.status, answer.text).toBe(201)
    const mandateId = parsePublicId('mdt', answer.body.id) as MandateId
    const take = (amount: number) => create({ accountId, mandateId, amount })
    return { id, accountId, mandateId, take }
  }

  test('allow so much a payment and a day, also for payments at the same time', async () => {
    const { take, accountId, mandateId } = await withMandate(1000, 2500)
    await expect(take(1001)).rejects.toMatchObject({ code: 'mandate_cap_reached' })
    const results = await Promise.allSettled([take(1000), take(1000), take(1000), take(1000)])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    const asked = (amount: number) => mandateFor(ctx, { accountId, store: shop.store, amount, at: now() })
    expect(await asked(500)).toBe(mandateId)
    expect(await asked(501)).toBeUndefined()
    product.clock.advance({ hours: 24 })
    expect(await asked(1000)).toBe(mandateId)
  })

  test('get back what a payment took that came to nothing, once', async () => {
    const { take } = await withMandate(1000, 1000)
    await script('sandbox:declined')
    const attempt = await take(1000)
    await expect(take(1)).rejects.toMatchObject({ code: 'mandate_cap_reached' })
    expect(await runAttempt(ctx, attempt.id)).toMatchObject({ state: 'failed', reason: 'declined' })
    await askAttempt(ctx, attempt.id)
    await take(1000)
    await expect(take(1)).rejects.toMatchObject({ code: 'mandate_cap_reached' })
  })

  test('one that was taken back, or is another store’s, takes nothing', async () => {
    const { id, take, mandateId, accountId } = await withMandate(1000, 1000)
    const other = await openShop(product, { mode: 'test' })
    await expect(create({ store: other.store, accountId, mandateId, amount: 1 })).rejects.toMatchObject({
      code: 'mandate_cap_reached',
    })
    const path = `/v1/me/accounts/${id}/mandates/${publicId('mdt', mandateId)}`
    expect((await product.call('DELETE', path, { cookie })).status).toBe(200)
    await expect(take(1)).rejects.toMatchObject({ code: 'mandate_cap_reached' })
  })
})

test('the account that pays is the one chosen last, else the oldest', async () => {
  const first = await openAccount()
  const second = await openAccount()
  await product.call('POST', `/v1/me/accounts/${second.id}/default`, { cookie })
  expect((await payingAccountOf(ctx.db, ctx, purchaserId))?.id).toBe(second.accountId)
  await product.call('POST', `/v1/me/accounts/${first.id}/default`, { cookie })
  expect((await payingAccountOf(ctx.db, ctx, purchaserId))?.id).toBe(first.accountId)
})

test('the attempts of one thing lie with it', async () => {
  const subject = { kind: 'settlement', id: newId<'stl'>(5) }
  const attempt = await create({ subject })
  expect(await attemptsOf(ctx.db, subject.id)).toEqual([attempt])
})
