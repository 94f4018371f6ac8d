import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { AttemptRef, PayRequest } from '#modules/payments/port.ts'
import type { Context } from '#platform/context.ts'
import type { StoreId } from '#platform/ids.ts'
import { newId, publicId } from '#platform/ids.ts'
import type { TestServices } from '#test/support/context.ts'
import { contextOf, testServices } from '#test/support/context.ts'
import type { PayPayOrder, PayPayServer } from '#test/support/paypay-server.ts'
import { payPayMessage, startPayPay } from '#test/support/paypay-server.ts'
import { describeProvider } from '#test/support/provider-suite.ts'
import { paypayProvider } from './index.ts'

const storeId = newId<'sto'>(1)
const otherStore = newId<'sto'>(1)

let vendor: PayPayServer
let base: TestServices
let ctx: Context
const keys = new Map<StoreId, Record<string, string>>()
const nowMs = () => Temporal.Instant.from(ctx.clock.now()).epochMilliseconds
beforeAll(async () => {
  vendor = await startPayPay(() => nowMs())
  base = await testServices({ PAYPAY_API_BASE: vendor.base })
  ctx = contextOf(base.services)
  // Noon in Japan, so that a test's few minutes are one day there.
  const noon = Temporal.Now.zonedDateTimeISO('Asia/Tokyo').with({ hour: 12, minute: 0 })
  base.clock.set(noon.toInstant().toString())
  keys.set(storeId, vendor.addMerchant()).set(otherStore, vendor.addMerchant())
})
afterAll(async () => {
  await vendor.close()
  await base.close()
})

const provider = () =>
  paypayProvider((_ctx, store) => Promise.resolve(keys.get(store)), {
    timeoutMs: 400,
    trust: vendor.certificate,
  })
const nameOf = ({ attemptId }: { attemptId: string }) => publicId('att', attemptId)
const orderOf = (request: PayRequest) => vendor.orderOf(nameOf(request)) as PayPayOrder

function requestOf(more: Partial<PayRequest> = {}): PayRequest {
  return {
    attemptId: newId<'att'>(1, nowMs()),
    tender: 'qr',
    amount: 1200,
    currency: 'JPY',
    description: '守りの保証',
    storeId,
    register: 'R1',
    accountId: null,
    token: null,
    expiresAt: Temporal.Instant.fromEpochMilliseconds(nowMs()).add({ minutes: 5 }).toString(),
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

const codes = 'POST /v2/codes'
const refunds = 'POST /v2/refunds'

describeProvider('paypay', () => {
  const late = new Set<string>()
  const declined = new Set<string>()
  return Promise.resolve({
    ctx,
    provider: provider(),
    signed: false,
    request: ({ amount = 1200 } = {}) => Promise.resolve(requestOf({ amount })),
    script(request, behaviour) {
      const of = nameOf(request)
      if (behaviour === 'declined') declined.add(of)
      if (behaviour === 'late_success') late.add(of)
      if (behaviour === 'timeout') vendor.fail({ on: codes, of, does: 'hang' })
      if (behaviour === 'timeout_with_effect') vendor.fail({ on: codes, of, does: 'lost' })
      const paymentId = vendor.orderOf(of)?.paymentId
      if (behaviour === 'refund_timeout') vendor.fail({ on: refunds, of: paymentId ?? '', does: 'hang' })
      if (behaviour === 'refund_timeout_with_effect')
        vendor.fail({ on: refunds, of: paymentId ?? '', does: 'lost' })
      if (behaviour === 'amount_changed') changed.add(of)
      return Promise.resolve()
    },
    customerPays(request) {
      const order = vendor.orderOf(nameOf(request))
      if (order && changed.has(nameOf(request))) order.paid = order.amount - 1
      if (order)
        vendor.pay(order, { declined: declined.has(nameOf(request)), begun: late.has(nameOf(request)) })
      return Promise.resolve()
    },
    passWindow() {
      base.clock.advance({ minutes: 6 })
      return Promise.resolve()
    },
    books(request) {
      const order = vendor.orderOf(nameOf(request))
      const took = order && ['COMPLETED', 'REFUNDED'].includes(order.status)
      return Promise.resolve({
        payments: took ? 1 : 0,
        captured: took ? order.paid : 0,
        refunds: order?.refunds.length ?? 0,
        refunded: order ? vendor.refundedOf(order) : 0,
      })
    },
    webhook: (request) => Promise.resolve({ headers: {}, raw: payPayMessage(orderOf(request)) }),
  })
})
const changed = new Set<string>()

/** A payment that a customer made. */
async function paid(more: Partial<PayRequest> = {}) {
  const request = requestOf(more)
  const { providerRef } = await provider().pay(ctx, request)
  vendor.pay(orderOf(request))
  return { request, ref: refOf(request, providerRef), order: orderOf(request) }
}

describe('a code of PayPay', () => {
  test('is made once with our id, and shown as long as it lasts, or we want it to', async () => {
    const request = requestOf()
    const first = await provider().pay(ctx, request)
    const order = orderOf(request)
    expect(first).toEqual({
      state: 'customer_action',
      providerRef: order.codeId,
      captured: null,
      action: {
        kind: 'qr',
        url: `https://qr.paypay.test/${order.codeId}`,
        expiresAt: Temporal.Instant.fromEpochMilliseconds(order.expiryDate * 1000).toString(),
      },
      reason: null,
    })
    const soon = Temporal.Instant.fromEpochMilliseconds(nowMs()).add({ minutes: 1 }).toString()
    const short = await provider().pay(ctx, requestOf({ expiresAt: soon }))
    expect(short.action?.expiresAt).toBe(soon)
    expect(vendor.requests.find(({ call }) => call === codes)?.body).toMatchObject({ codeType: 'ORDER_QR' })
    const body = vendor.requests.findLast(({ call }) => call === codes)?.body
    expect(body).toMatchObject({
      amount: { amount: 1200, currency: 'JPY' },
      terminalId: 'R1',
      isAuthorization: false,
    })
  })

  test('is known by its id until somebody pays, then by the payment’s', async () => {
    const request = requestOf()
    const { providerRef } = await provider().pay(ctx, request)
    const ref = refOf(request, providerRef)
    expect(await provider().ask(ctx, ref)).toMatchObject({ state: 'customer_action', providerRef })
    vendor.pay(orderOf(request))
    expect(await provider().ask(ctx, ref)).toMatchObject({
      state: 'captured',
      providerRef: orderOf(request).paymentId,
    })
  })

  test('whose answer was lost is not there to be shown: that is told, and it can be cancelled', async () => {
    const request = requestOf()
    vendor.fail({ on: codes, of: nameOf(request), does: 'lost' })
    expect(await provider().pay(ctx, request)).toMatchObject({ state: 'unknown', action: null })
    const again = await provider().pay(ctx, request)
    expect(vendor.requests.at(-2)?.answered).toBe('DUPLICATE_DYNAMIC_QR_REQUEST')
    expect(again).toMatchObject({ state: 'unknown', action: null, reason: 'action_lost' })
    expect(await provider().cancel(ctx, refOf(request))).toMatchObject({ state: 'cancelled' })
    vendor.pay(orderOf(request))
    expect(orderOf(request).status).not.toBe('COMPLETED')
  })

  test('that ran out unpaid has expired; one that may still arrive is unknown', async () => {
    const request = requestOf()
    expect(await provider().ask(ctx, refOf(request))).toMatchObject({ state: 'unknown' })
    const { providerRef } = await provider().pay(ctx, request)
    base.clock.advance({ minutes: 6 })
    expect(await provider().ask(ctx, refOf(request, providerRef))).toMatchObject({ state: 'expired' })
  })

  test.each([
    [{ status: 500, code: 'INTERNAL_SERVER_ERROR' }, 'unknown', null],
    [{ status: 503, code: 'MAINTENANCE_MODE' }, 'unknown', null],
    [{ status: 429, code: 'RATE_LIMIT' }, 'unknown', null],
    [{ status: 400, code: 'DYNAMIC_QR_BAD_REQUEST' }, 'failed', 'refused_by_provider'],
    [{ status: 401, code: 'OP_OUT_OF_SCOPE' }, 'failed', 'provider_keys_refused'],
    ['cut' as const, 'unknown', null],
    ['stall' as const, 'unknown', null],
    ['nonsense' as const, 'unknown', null],
  ])('for which PayPay answers %o is %s', async (does, state, reason) => {
    const printed = vi.spyOn(console, 'log')
    const request = requestOf()
    vendor.fail({ on: codes, of: nameOf(request), does })
    expect(await provider().pay(ctx, request)).toMatchObject({ state, reason, providerRef: null })
    expect(printed).not.toHaveBeenCalled()
    printed.mockRestore()
  })

  test('is signed with the keys of its own store, also when two stores call at once', async () => {
    const all = Array.from({ length: 12 }, (_, i) =>
      requestOf({ storeId: i % 2 === 0 ? storeId : otherStore }),
    )
    const outcomes = await Promise.all(all.map((request) => provider().pay(ctx, request)))
    expect(outcomes.map(({ state }) => state)).toEqual(all.map(() => 'customer_action'))
    for (const request of all)
      expect(orderOf(request).merchantId).toBe(keys.get(request.storeId)?.['merchantId'])
    const mine = all[0] as PayRequest
    expect(await provider().ask(ctx, { ...refOf(mine), storeId: otherStore })).toMatchObject({
      state: 'unknown',
    })
  })

  test('needs yen and keys; what is out is not failed for lack of keys', async () => {
    expect(await provider().pay(ctx, requestOf({ currency: 'USD' }))).toMatchObject({
      state: 'failed',
      reason: 'currency_not_supported',
    })
    const request = requestOf({ storeId: newId<'sto'>(1) })
    expect(await provider().pay(ctx, request)).toMatchObject({
      state: 'failed',
      reason: 'provider_not_set_up',
    })
    expect(await provider().ask(ctx, refOf(request))).toMatchObject({ state: 'unknown' })
    keys.set(request.storeId, { ...keys.get(storeId), apiSecret: 'wrong' })
    expect(await provider().pay(ctx, request)).toMatchObject({
      state: 'failed',
      reason: 'provider_keys_refused',
    })
    expect(await provider().ask(ctx, refOf(request))).toMatchObject({ state: 'unknown' })
  })
})

describe('cancelling at PayPay', () => {
  test('takes the code away before anybody pays', async () => {
    const request = requestOf()
    const { providerRef } = await provider().pay(ctx, request)
    expect(await provider().cancel(ctx, refOf(request, providerRef))).toMatchObject({ state: 'cancelled' })
    vendor.pay(orderOf(request))
    expect(orderOf(request).status).toBe('CREATED')
  })

  test('also undoes what a customer was about to confirm', async () => {
    const request = requestOf()
    const { providerRef } = await provider().pay(ctx, request)
    const ref = refOf(request, providerRef)
    expect(await provider().cancel(ctx, ref)).toMatchObject({ state: 'cancelled' })
    vendor.pay(orderOf(request), { begun: true })
    expect(await provider().ask(ctx, ref)).toMatchObject({ state: 'cancelled', captured: null })
    expect(orderOf(request).status).toBe('FAILED')
  })

  test('is certain once PayPay has done it, which may be later', async () => {
    const { ref, order } = await paid()
    vendor.rules.cancelsAtOnce = false
    const first = await provider()
      .cancel(ctx, ref)
      .finally(() => (vendor.rules.cancelsAtOnce = true))
    expect(first).toMatchObject({ state: 'unknown', providerRef: order.paymentId })
    vendor.finishCancel(order)
    expect(await provider().ask(ctx, ref)).toMatchObject({ state: 'cancelled' })
    expect(await provider().cancel(ctx, ref)).toMatchObject({ state: 'cancelled' })
  })

  test('is a refund from a quarter past midnight in Japan on, once and for all of it', async () => {
    const { ref, order } = await paid()
    base.clock.set(
      Temporal.Instant.fromEpochMilliseconds((order.acceptedAt as number) * 1000)
        .toZonedDateTimeISO('Asia/Tokyo')
        .add({ days: 1 })
        .with({ hour: 0, minute: 15, second: 0 })
        .toInstant()
        .toString(),
    )
    expect(await provider().cancel(ctx, ref)).toMatchObject({ state: 'cancelled' })
    expect(await provider().cancel(ctx, ref)).toMatchObject({ state: 'cancelled' })
    expect(await provider().ask(ctx, ref)).toMatchObject({ state: 'cancelled' })
    expect(order.refunds).toMatchObject([
      { amount: 1200, merchantRefundId: `${order.merchantPaymentId}-cancel` },
    ])
  })

  test('that PayPay refuses is a refund, unknown until that is done', async () => {
    const { ref, order } = await paid()
    vendor.fail({
      on: 'DELETE /v2/payments/:id',
      of: order.merchantPaymentId,
      does: { status: 400, code: 'ORDER_NOT_REVERSIBLE' },
    })
    vendor.rules.refundsAtOnce = false
    const first = await provider()
      .cancel(ctx, ref)
      .finally(() => (vendor.rules.refundsAtOnce = true))
    expect(first).toMatchObject({ state: 'unknown' })
    expect(await provider().ask(ctx, ref)).toMatchObject({ state: 'unknown' })
    for (const refund of order.refunds) refund.status = 'REFUNDED'
    expect(await provider().ask(ctx, ref)).toMatchObject({ state: 'cancelled' })
  })

  test('without an answer is unknown', async () => {
    const { ref, order } = await paid()
    for (const on of ['DELETE /v2/payments/:id', 'GET /v2/codes/payments/:id'])
      vendor.fail({ on, of: order.merchantPaymentId, does: 'hang' })
    expect(await provider().cancel(ctx, ref)).toMatchObject({ state: 'unknown' })
    expect(await provider().cancel(ctx, ref)).toMatchObject({ state: 'unknown' })
    expect(order.status).toBe('COMPLETED')
    expect(await provider().cancel(ctx, ref)).toMatchObject({ state: 'cancelled' })
  })
})

describe('a refund at PayPay', () => {
  const wishOf = (attempt: AttemptRef, amount = 300) => ({
    refundId: newId<'rfd'>(1),
    attempt,
    amount,
    reason: 'test',
  })

  test('is found by the payment’s id also where only the code’s is known', async () => {
    const { ref, order } = await paid()
    const wish = wishOf(ref)
    expect(await provider().refund(ctx, wish)).toMatchObject({ state: 'succeeded' })
    expect(order.refunds).toMatchObject([
      { paymentId: order.paymentId, merchantRefundId: publicId('rfd', wish.refundId) },
    ])
    expect(await provider().ask(ctx, ref)).toMatchObject({ state: 'captured', captured: { amount: 1200 } })
  })

  test('that PayPay has taken is asked for until it is done, or has failed', async () => {
    const { ref, order } = await paid()
    const wish = wishOf(ref)
    vendor.rules.refundsAtOnce = false
    const first = await provider()
      .refund(ctx, wish)
      .finally(() => (vendor.rules.refundsAtOnce = true))
    expect(first).toMatchObject({ state: 'requested', providerRef: publicId('rfd', wish.refundId) })
    const ask = () => provider().askRefund(ctx, { ...wish, providerRef: first.providerRef })
    expect(await ask()).toEqual(first)
    for (const status of ['REFUNDED', 'FAILED']) {
      for (const refund of order.refunds) refund.status = status
      expect(await ask()).toMatchObject({ state: status === 'FAILED' ? 'failed' : 'succeeded' })
    }
  })

  test('while another is under way is not failed: it can be sent again', async () => {
    const { ref } = await paid()
    const wish = wishOf(ref)
    vendor.fail({ on: refunds, does: { status: 400, code: 'THROTTLED_MULTIPLE_REFUND_REJECTED' } })
    expect(await provider().refund(ctx, wish)).toMatchObject({ state: 'unknown' })
    expect(await provider().askRefund(ctx, { ...wish, providerRef: null })).toMatchObject({
      state: 'unknown',
    })
    expect(await provider().refund(ctx, wish)).toMatchObject({ state: 'succeeded' })
  })

  test('that PayPay does not allow says why', async () => {
    const { ref } = await paid()
    vendor.rules.manyRefunds = false
    try {
      expect(await provider().refund(ctx, wishOf(ref))).toMatchObject({ state: 'succeeded' })
      expect(await provider().refund(ctx, wishOf(ref))).toMatchObject({
        state: 'failed',
        reason: 'one_refund_only',
      })
    } finally {
      vendor.rules.manyRefunds = true
    }
    vendor.fail({ on: refunds, does: { status: 400, code: 'REFUND_WINDOW_EXCEED' } })
    const other = await paid()
    expect(await provider().refund(ctx, wishOf(other.ref))).toMatchObject({
      state: 'failed',
      reason: 'refund_window_over',
    })
  })
})

describe('a message of PayPay', () => {
  const read = (message: object) =>
    provider().readEvent(ctx, storeId, {}, Buffer.from(JSON.stringify(message)))

  test('of another merchant, of no kind, or for a store without keys is refused', async () => {
    const { order } = await paid()
    const message = JSON.parse(payPayMessage(order).toString()) as object
    expect(await read(message)).toEqual({
      eventId: `Transaction:${order.paymentId}:COMPLETED`,
      attemptId: expect.any(String),
      verified: false,
    })
    for (const wrong of [{ ...message, merchant_id: '1' }, { ...message, state: null }, {}, [], null])
      await expect(read(wrong as object)).rejects.toMatchObject({ code: 'webhook_refused', status: 401 })
    await expect(provider().readEvent(ctx, newId<'sto'>(1), {}, payPayMessage(order))).rejects.toMatchObject({
      code: 'webhook_refused',
    })
  })

  test('about a file has an id of its own and names no attempt', async () => {
    const event = await read({
      notification_type: 'file.created',
      notification_id: 'n-1',
      fileType: 'transaction_recon',
    })
    expect(event).toEqual({ eventId: 'n-1', attemptId: null, verified: false })
  })
})
