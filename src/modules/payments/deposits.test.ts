import { describe, expect, test } from 'vitest'
import { inTransaction } from '#platform/context.ts'
import type { AccountId } from '#platform/ids.ts'
import { newId, parsePublicId, publicId } from '#platform/ids.ts'
import { contextOf } from '#test/support/context.ts'
import { signInBuyer, unique } from '#test/support/people.ts'
import { openShop, startProduct } from '#test/support/product.ts'
import type { Attempt } from './index.ts'
import { accountByIdentifier, createAttempts, ownsAccount, requestRefund, runAttempt } from './index.ts'

const product = await startProduct()
const ctx = contextOf(product.services)
const shop = await openShop(product, { mode: 'test' })
const { cookie, person } = await signInBuyer(product, { email: `${unique('bank')}@example.com` }, 'test')
const purchaserId = parsePublicId('per', person.id) as never

type Account = { id: string; identifier: string; balance: number | null; pays: boolean }
type Entries = { items: { kind: string; amount: number; balance: number }[]; nextCursor: string | null }
type Problem = { code: string; detail: string; errors: { field: string; message: string }[] }

async function openDeposit(amount: number): Promise<Account & { accountId: AccountId }> {
  const opened = await product.call<Account>('POST', '/v1/me/accounts', {
    cookie,
    body: { kind: 'deposit', provider: 'sandbox', label: 'Sandbox bank' },
  })
  const account = await product.call<Account>('POST', `/v1/me/accounts/${opened.body.id}/deposits`, {
    cookie,
    body: { amount },
  })
  expect(account.status, account.text).toBe(201)
  return { ...account.body, accountId: parsePublicId('pac', account.body.id) as AccountId }
}
const create = (accountId: AccountId, amount: number, store = shop.store) =>
  inTransaction(ctx, async (tx) => {
    const [attempt] = await createAttempts(tx, ctx, [
      {
        subject: { kind: 'settlement', id: newId<'stl'>(Math.floor(Math.random() * 1024)) },
        store,
        tender: 'account',
        provider: 'sandbox',
        accountId,
        mandateId: null,
        amount,
        currency: 'JPY',
        at: product.clock.now(),
      },
    ])
    return attempt as Attempt
  })
async function balanceOf(id: string): Promise<number | null | undefined> {
  const { body } = await product.call<{ items: Account[] }>('GET', '/v1/me/accounts', { cookie })
  return body.items.find((account) => account.id === id)?.balance
}

describe('M01 a deposit at the sandbox bank', () => {
  test('pays within its balance, and its entries say what went in and out', async () => {
    const { id, accountId } = await openDeposit(5000)
    const paid = await create(accountId, 1200)
    expect(await runAttempt(ctx, paid.id)).toMatchObject({ state: 'captured', captured: 1200 })
    await inTransaction(ctx, (tx) =>
      requestRefund(tx, ctx, {
        attemptId: paid.id,
        key: 'half',
        amount: 600,
        reason: 'returned',
        at: product.clock.now(),
      }),
    )
    await product.settled()
    expect(await balanceOf(id)).toBe(4400)
    const { body } = await product.call<Entries>('GET', `/v1/me/accounts/${id}/entries?limit=2`, { cookie })
    expect(body.items).toMatchObject([
      { kind: 'bank.refund', amount: 600, balance: 4400 },
      { kind: 'bank.debit', amount: -1200, balance: 3800 },
    ])
    const next = await product.call<Entries>(
      'GET',
      `/v1/me/accounts/${id}/entries?cursor=${body.nextCursor}`,
      {
        cookie,
      },
    )
    expect(next.body.items).toMatchObject([{ kind: 'bank.deposit', amount: 5000, balance: 5000 }])
  })

  test('never falls below zero, also when it pays at several tills at once', async () => {
    const { id, accountId } = await openDeposit(1000)
    const attempts = await Promise.all([1, 2, 3, 4].map(() => create(accountId, 400)))
    const done = await Promise.all(attempts.map((attempt) => runAttempt(ctx, attempt.id)))
    expect(done.map(({ state }) => state).toSorted()).toEqual(['captured', 'captured', 'failed', 'failed'])
    expect(done.find(({ state }) => state === 'failed')?.reason).toBe('insufficient_balance')
    expect(await balanceOf(id)).toBe(200)
  })

  test('M09 its identifier leads to it however it is typed, and by itself proves nothing', async () => {
    const { identifier, accountId } = await openDeposit(1)
    const found = await accountByIdentifier(ctx, identifier.toLowerCase().replaceAll('-', ' '))
    expect(found).toMatchObject({ id: accountId, kind: 'deposit', provider: 'sandbox' })
    expect(await ownsAccount(ctx, accountId, [purchaserId])).toBe(true)
    expect(await ownsAccount(ctx, accountId, [newId<'per'>(1)])).toBe(false)
    for (const wrong of ['', 'nothing', `${identifier.slice(0, -1)}${identifier.endsWith('0') ? '1' : '0'}`])
      await expect(accountByIdentifier(ctx, wrong)).rejects.toMatchObject({ code: 'account_unknown' })
  })

  test('pays nothing while the bank is closed; the refusal says when it opens', async () => {
    const closedShop = await openShop(product, { mode: 'test' })
    const { accountId } = await openDeposit(1000)
    const days = Array.from({ length: 7 }, () => [] as { from: string; to: string }[])
    const tomorrow = Temporal.Instant.from(product.clock.now())
      .toZonedDateTimeISO('Asia/Tokyo')
      .add({ days: 1 })
    days[tomorrow.dayOfWeek - 1] = [{ from: '09:00', to: '15:00' }]
    const put = await product.call('PUT', '/v1/bank/hours', { key: closedShop.key, body: { hours: days } })
    expect(put.status).toBe(403)
    const { setBankHours } = await import('./set-bank.ts')
    await setBankHours(ctx, closedShop.organisation.id, days)
    const opensAt = tomorrow.with({
      hour: 9,
      minute: 0,
      second: 0,
      millisecond: 0,
      microsecond: 0,
      nanosecond: 0,
    })
    const wanted = opensAt.toInstant().toString({ fractionalSecondDigits: 3 })
    await expect(create(accountId, 100, closedShop.store)).rejects.toMatchObject({
      code: 'bank_closed',
      message: `The bank is closed; it opens again at ${wanted}.`,
      errors: [{ field: 'opensAt', message: wanted }],
    })
    await create(accountId, 100)
  })

  test('is not closed while money is on it or a payment under way', async () => {
    const { id, accountId } = await openDeposit(500)
    const path = `/v1/me/accounts/${id}`
    const full = await product.call<Problem>('DELETE', path, { cookie })
    expect(full.body.code).toBe('account_has_money')
    const attempt = await create(accountId, 500)
    const busy = await product.call<Problem>('DELETE', path, { cookie })
    expect(busy.body.code).toBe('account_busy')
    await runAttempt(ctx, attempt.id)
    expect((await product.call('DELETE', path, { cookie })).status).toBe(200)
    expect((await product.call<Problem>('DELETE', path, { cookie })).body.code).toBe('account_not_found')
    await expect(create(accountId, 1)).rejects.toMatchObject({ code: 'account_unknown' })
  })

  test('M01 a live organisation uses it under a recorded licence alone', async () => {
    const platform = await openShop(product, { mode: 'live' })
    const { setBankLicence } = await import('./set-bank.ts')
    const { accountId } = await openDeposit(1)
    await expect(create(accountId, 1, platform.store)).rejects.toMatchObject({ code: 'bank_not_licensed' })
    await setBankLicence(ctx, platform.organisation.id, 'No. 1')
    // Licensed, it is the account that does not fit: a test buyer's pays nothing in a live store.
    await expect(create(accountId, 1, platform.store)).rejects.toMatchObject({ code: 'account_unknown' })
  })
})

describe('what is not taken', () => {
  test.each([
    [{ kind: 'card', provider: 'sandbox', token: '4242 4242 4242 4242' }, 'token'],
    [{ kind: 'card', provider: 'sandbox' }, 'token'],
    [{ kind: 'deposit', provider: 'sandbox', token: 'tok_1' }, 'token'],
  ])('%j', async (account, field) => {
    const { status, body } = await product.call<Problem>('POST', '/v1/me/accounts', {
      cookie,
      body: { label: 'x', ...account },
    })
    expect([status, body.errors[0]?.field]).toEqual([400, field])
  })

  test('accounts of the sandbox for live buyers', async () => {
    const live = await signInBuyer(product, { email: `${unique('live')}@example.com` })
    const { status, body } = await product.call<Problem>('POST', '/v1/me/accounts', {
      cookie: live.cookie,
      body: { kind: 'deposit', provider: 'sandbox', label: 'x' },
    })
    expect([status, body.code]).toEqual([403, 'test_mode_only'])
  })

  test('a card’s token is kept sealed and shown to nobody', async () => {
    const token = unique('tok_secret')
    const made = await product.call<Account>('POST', '/v1/me/accounts', {
      cookie,
      body: { kind: 'card', provider: 'sandbox', token, label: 'Visa 4242' },
    })
    const list = await product.call('GET', '/v1/me/accounts', { cookie })
    expect(made.text + list.text).not.toContain(token)
    const row = await ctx.db
      .selectFrom('payment_accounts')
      .select('token_sealed')
      .where('bucket', '>=', 0)
      .where('id', '=', parsePublicId('pac', made.body.id) as string)
      .executeTakeFirstOrThrow()
    expect(row.token_sealed?.includes(token)).toBe(false)
    expect(publicId('pac', parsePublicId('pac', made.body.id) as string)).toBe(made.body.id)
  })
})
