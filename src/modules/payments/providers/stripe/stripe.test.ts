import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AttemptRef, PayRequest } from '#modules/payments/port.ts'
import type { Context } from '#platform/context.ts'
import type { StoreId } from '#platform/ids.ts'
import { newId, publicId } from '#platform/ids.ts'
import type { TestServices } from '#test/support/context.ts'
import { contextOf, testServices } from '#test/support/context.ts'
import { describeProvider } from '#test/support/provider-suite.ts'
import type { StripeFault, StripeServer } from '#test/support/stripe-server.ts'
import { startStripe, stripeMessage } from '#test/support/stripe-server.ts'
import { stripeProvider } from './index.ts'

const storeId = newId<'sto'>(1)
const otherStore = newId<'sto'>(1)
const timeoutMs = 300

let vendor: StripeServer
let base: TestServices
let ctx: Context
let keys: Map<StoreId, Record<string, string>>
beforeAll(async () => {
  vendor = await startStripe()
  base = await testServices({ STRIPE_API_BASE: vendor.base, PUBLIC_URL: 'https://mamori.example' })
  ctx = contextOf(base.services)
  keys = new Map([
    [storeId, vendor.addAccount()],
    [otherStore, vendor.addAccount()],
  ])
})
afterAll(async () => {
  await vendor.close()
  await base.close()
})

const provider = stripeProvider((_ctx, store) => Promise.resolve(keys.get(store)), { timeoutMs })
const nameOf = ({ attemptId }: { attemptId: string }) => publicId('att', attemptId)

function requestOf(more: Partial<PayRequest> = {}): PayRequest {
  return {
    attemptId: newId<'att'>(1),
    tender: 'card',
    amount: 1200,
    currency: 'JPY',
    description: '守りの保証',
    storeId,
    register: null,
    accountId: newId<'pac'>(1),
    token: 'pm_card_visa',
    expiresAt: Temporal.Instant.from(ctx.clock.now()).add({ minutes: 5 }).toString(),
    ...more,
  }
}
function refOf(request: PayRequest, providerRef: string | null = null): AttemptRef {
  const { attemptId, tender, amount, currency, storeId: store, accountId } = request
  return {
    attemptId,
    tender,
    amount,
    currency,
    storeId: store,
    accountId,
    providerRef,
    createdAt: ctx.clock.now(),
  }
}
/** The SDK tries twice. */
const pays = 'POST /v1/payment_intents'
const refunds = 'POST /v1/refunds'
const breaks = (on: string, of: string, does: StripeFault['does']) => {
  vendor.fail({ on, of, does })
  vendor.fail({ on, of, does: 'hang' })
}
const calls = (call: string, request: PayRequest) =>
  vendor.requests.filter((seen) => seen.call === call && Object.values(seen.params).includes(nameOf(request)))

describeProvider('stripe', () =>
  Promise.resolve({
    ctx,
    provider,
    signed: true,
    request: ({ amount = 1200 } = {}) => Promise.resolve(requestOf({ amount })),
    script(request, behaviour) {
      const name = nameOf(request)
      if (behaviour === 'declined') request.token = 'pm_card_chargeDeclined'
      if (behaviour === 'late_success') request.token = 'pm_processing'
      if (behaviour === 'amount_changed') vendor.received.set(name, request.amount - 1)
      if (behaviour === 'timeout') breaks(pays, name, 'hang')
      if (behaviour === 'timeout_with_effect') breaks(pays, name, 'lost')
      if (behaviour === 'refund_timeout') breaks(refunds, name, 'hang')
      if (behaviour === 'refund_timeout_with_effect') breaks(refunds, name, 'lost')
      return Promise.resolve()
    },
    customerPays(request) {
      for (const intent of vendor.ofAttempt(nameOf(request))) vendor.settle(intent)
      return Promise.resolve()
    },
    passWindow() {
      base.clock.advance({ minutes: 10 })
      return Promise.resolve()
    },
    books(request) {
      const paid = vendor.ofAttempt(nameOf(request)).filter(({ status }) => status === 'succeeded')
      const ids = new Set(paid.map(({ id }) => id))
      const given = [...vendor.refunds.values()].filter((refund) => ids.has(refund.payment_intent))
      return Promise.resolve({
        payments: paid.length,
        captured: paid.reduce((sum, intent) => sum + intent.amount_received, 0),
        refunds: given.length,
        refunded: given.reduce((sum, refund) => sum + refund.amount, 0),
      })
    },
    webhook(request) {
      const [intent] = vendor.ofAttempt(nameOf(request))
      return Promise.resolve(messageOf(intent as object))
    },
  }),
)

function messageOf(
  object: object,
  { secret, secondsAgo = 0 }: { secret?: string; secondsAgo?: number } = {},
) {
  const now = Temporal.Instant.from(ctx.clock.now()).epochMilliseconds
  return stripeMessage(
    'payment_intent.succeeded',
    object,
    secret ?? (keys.get(storeId)?.['webhookSecret'] as string),
    now - secondsAgo * 1000,
  )
}

describe('a payment at Stripe', () => {
  test('goes out once, confirmed, with its id as key and mark, and a card with its customer', async () => {
    const request = requestOf({ token: 'cus_1/pm_card_visa', currency: 'USD', amount: 1999 })
    expect(await provider.pay(ctx, request)).toMatchObject({
      state: 'captured',
      providerRef: expect.stringMatching(/^pi_/),
      captured: { amount: 1999, currency: 'USD' },
    })
    expect(calls(pays, request)).toEqual([
      {
        call: pays,
        key: nameOf(request),
        replayed: false,
        params: {
          amount: '1999',
          currency: 'usd',
          description: '守りの保証',
          confirm: 'true',
          payment_method: 'pm_card_visa',
          customer: 'cus_1',
          'allowed_payment_method_types[0]': 'card',
          'metadata[attempt]': nameOf(request),
          return_url: 'https://mamori.example/wallet',
        },
      },
    ])
  })

  test.each([
    ['pm_card_chargeDeclined', 'declined'],
    ['pm_card_chargeDeclinedInsufficientFunds', 'insufficient_balance'],
    ['pm_card_chargeDeclinedExpiredCard', 'card_expired'],
    ['nothing of Stripe', 'account_unusable'],
  ])('that is refused (%s) has failed: %s', async (token, reason) => {
    expect(await provider.pay(ctx, requestOf({ token }))).toMatchObject({ state: 'failed', reason })
  })

  test('that the bank wants confirmed leads the customer there, and ends where they do not go', async () => {
    const request = requestOf({ token: 'pm_card_authenticationRequired' })
    const outcome = await provider.pay(ctx, request)
    expect(outcome).toMatchObject({
      state: 'customer_action',
      captured: null,
      action: { kind: 'redirect', url: expect.stringMatching(/^https:/), expiresAt: request.expiresAt },
    })
    const ref = refOf(request, outcome.providerRef)
    expect(await provider.ask(ctx, ref)).toMatchObject({ state: 'customer_action' })
    expect(await provider.cancel(ctx, ref)).toMatchObject({ state: 'cancelled' })
    expect(await provider.ask(ctx, ref)).toMatchObject({ state: 'cancelled' })
  })

  test.each<[StripeFault['does'], string]>([
    ['unavailable', 'captured'],
    ['cut', 'captured'],
    ['in_use', 'captured'],
    ['broken', 'unknown'],
    ['nonsense', 'unknown'],
  ])('whose call meets "%s" once is %s, and is taken once at most', async (does, state) => {
    const request = requestOf()
    vendor.fail({ on: pays, of: nameOf(request), does })
    expect(await provider.pay(ctx, request)).toMatchObject({ state })
    const all = calls(pays, request)
    expect(new Set(all.map(({ key }) => key))).toEqual(new Set([nameOf(request)]))
    expect(vendor.ofAttempt(nameOf(request)).length).toBeLessThanOrEqual(1)
  })

  test('whose key is at work all the time is unknown', async () => {
    const request = requestOf()
    vendor.fail({ on: pays, of: nameOf(request), does: 'in_use', times: 2 })
    expect(await provider.pay(ctx, request)).toMatchObject({ state: 'unknown', providerRef: null })
  })

  test('answered 500 stays so for its key, and is found when asked', async () => {
    const request = requestOf()
    vendor.fail({ on: pays, of: nameOf(request), does: 'broken' })
    expect(await provider.pay(ctx, request)).toMatchObject({ state: 'unknown' })
    expect(await provider.pay(ctx, request)).toMatchObject({ state: 'unknown' })
    expect(calls(pays, request).at(-1)?.replayed).toBe(true)
    expect(await provider.ask(ctx, refOf(request))).toMatchObject({ state: 'captured' })
  })

  test('under one key with other parameters is a fault of ours, and thrown', async () => {
    const request = requestOf()
    await provider.pay(ctx, request)
    await expect(provider.pay(ctx, { ...request, amount: 1 })).rejects.toMatchObject({
      type: 'StripeIdempotencyError',
    })
  })

  test('is found in the list while the search does not show it', async () => {
    const request = requestOf()
    vendor.hidden.add(nameOf(request))
    breaks(pays, nameOf(request), 'lost')
    await provider.pay(ctx, request)
    expect(await provider.ask(ctx, refOf(request))).toMatchObject({ state: 'captured' })
  })

  test('older than Stripe keeps keys is looked for before it is sent again', async () => {
    const day = 25 * 3_600_000
    const request = requestOf({ attemptId: newId<'att'>(1, Date.now() - day) })
    const first = await provider.pay(ctx, request)
    const sent = calls(pays, request).length
    expect(await provider.pay(ctx, request)).toEqual(first)
    expect(calls(pays, request)).toHaveLength(sent)
  })

  test('that was cancelled before it arrived is refused by Stripe when it does', async () => {
    const request = requestOf()
    breaks(pays, nameOf(request), 'hang')
    expect(await provider.pay(ctx, request)).toMatchObject({ state: 'unknown' })
    expect(await provider.cancel(ctx, refOf(request))).toMatchObject({ state: 'cancelled' })
    await expect(provider.pay(ctx, request)).rejects.toMatchObject({ type: 'StripeIdempotencyError' })
    expect(vendor.ofAttempt(nameOf(request)).map(({ status }) => status)).toEqual(['canceled'])
    expect(await provider.cancel(ctx, refOf(request))).toMatchObject({ state: 'cancelled' })
  })

  test('that is cancelled after it was taken is given back once, and certain only when Stripe is', async () => {
    const request = requestOf()
    const { providerRef } = await provider.pay(ctx, request)
    const ref = refOf(request, providerRef)
    vendor.refundsBecome('pending')
    try {
      expect(await provider.cancel(ctx, ref)).toMatchObject({ state: 'unknown', providerRef })
    } finally {
      vendor.refundsBecome('succeeded')
    }
    expect(await provider.ask(ctx, ref)).toMatchObject({ state: 'unknown' })
    const given = [...vendor.refunds.values()].filter(({ payment_intent: of }) => of === providerRef)
    expect(given).toMatchObject([{ amount: 1200 }])
    for (const refund of given) refund.status = 'succeeded'
    expect(await provider.cancel(ctx, ref)).toMatchObject({ state: 'cancelled' })
    expect(await provider.ask(ctx, ref)).toMatchObject({ state: 'cancelled' })
    expect(vendor.refunds.get(given[0]?.id as string)?.amount).toBe(1200)
  })

  test('needs keys of its store, and right ones; what went out before is not failed for lack of them', async () => {
    const stranger = newId<'sto'>(1)
    const request = requestOf({ storeId: stranger })
    expect(await provider.pay(ctx, request)).toMatchObject({ state: 'failed', reason: 'provider_not_set_up' })
    expect(await provider.ask(ctx, refOf(request))).toMatchObject({ state: 'unknown' })
    keys.set(stranger, { secretKey: 'sk_test_wrong' })
    expect(await provider.pay(ctx, request)).toMatchObject({
      state: 'failed',
      reason: 'provider_keys_refused',
    })
    expect(await provider.ask(ctx, refOf(request))).toMatchObject({ state: 'unknown' })
    expect(await provider.cancel(ctx, refOf(request))).toMatchObject({ state: 'unknown' })
  })

  test('of one store is not seen with the keys of another', async () => {
    const request = requestOf()
    const { providerRef } = await provider.pay(ctx, request)
    const foreign = { ...refOf(request, providerRef), storeId: otherStore }
    expect(await provider.ask(ctx, foreign)).toMatchObject({ state: 'unknown' })
    expect(await provider.cancel(ctx, { ...foreign, providerRef: null })).not.toMatchObject({
      state: 'captured',
    })
    expect(await provider.ask(ctx, refOf(request, providerRef))).toMatchObject({ state: 'captured' })
  })
})

describe('a refund at Stripe', () => {
  test('that Stripe has taken is asked for, and ends as Stripe says', async () => {
    const request = requestOf()
    const { providerRef } = await provider.pay(ctx, request)
    const wish = {
      refundId: newId<'rfd'>(1),
      attempt: refOf(request, providerRef),
      amount: 300,
      reason: 'test',
    }
    vendor.refundsBecome('pending')
    const first = await provider.refund(ctx, wish).finally(() => vendor.refundsBecome('succeeded'))
    expect(first).toMatchObject({ state: 'requested', providerRef: expect.stringMatching(/^re_/) })
    const refund = vendor.refunds.get(first.providerRef as string)
    expect(refund?.metadata).toEqual({ attempt: nameOf(request), refund: publicId('rfd', wish.refundId) })
    const ask = () => provider.askRefund(ctx, { ...wish, providerRef: first.providerRef })
    expect(await ask()).toEqual(first)
    if (refund) refund.status = 'failed'
    expect(await ask()).toMatchObject({ state: 'failed', reason: 'refused_by_provider' })
    expect(await provider.ask(ctx, wish.attempt)).toMatchObject({ state: 'captured' })
  })

  test('older than Stripe keeps keys is not given a second time', async () => {
    const request = requestOf()
    const { providerRef } = await provider.pay(ctx, request)
    const refundId = newId<'rfd'>(1, Date.now() - 25 * 3_600_000)
    const wish = { refundId, attempt: refOf(request, providerRef), amount: 300, reason: 'test' }
    const first = await provider.refund(ctx, wish)
    expect(await provider.refund(ctx, wish)).toEqual(first)
    expect(calls(refunds, request)).toHaveLength(1)
  })
})

describe('a message of Stripe', () => {
  const read = ({ headers, raw }: { headers: Record<string, string>; raw: Buffer }) =>
    provider.readEvent(ctx, storeId, headers, raw)
  const metadata = { attempt: publicId('att', newId<'att'>(1)) }

  test('is good for 300 seconds', async () => {
    expect(await read(messageOf({ metadata }, { secondsAgo: 299 }))).toMatchObject({ verified: true })
    await expect(read(messageOf({ metadata }, { secondsAgo: 302 }))).rejects.toMatchObject({
      code: 'webhook_refused',
      status: 401,
    })
  })

  test('is signed with the store’s own secret; the header is needed', async () => {
    const foreign = messageOf({ metadata }, { secret: keys.get(otherStore)?.['webhookSecret'] as string })
    await expect(read(foreign)).rejects.toMatchObject({ code: 'webhook_refused' })
    const { raw } = messageOf({ metadata })
    await expect(read({ headers: {}, raw })).rejects.toMatchObject({ code: 'webhook_refused' })
    await expect(provider.readEvent(ctx, newId<'sto'>(1), {}, raw)).rejects.toMatchObject({
      code: 'webhook_refused',
    })
  })

  test('about what is not ours names no attempt', async () => {
    expect(await read(messageOf({}))).toMatchObject({ attemptId: null, verified: true })
    expect(await read(messageOf({ metadata: { attempt: 'of another system' } }))).toMatchObject({
      attemptId: null,
    })
  })
})
