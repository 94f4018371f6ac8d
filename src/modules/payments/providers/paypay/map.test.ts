import { describe, expect, test } from 'vitest'
import {
  addressOf,
  cancelsUntil,
  isGone,
  isGood,
  isRefused,
  outcomeOf,
  reasonOf,
  refundOutcomeOf,
} from './map.ts'
import { Payment } from './wire.ts'

const cancelId = 'att_1-cancel'
const paymentOf = (more: object) =>
  Payment.parse({
    status: 'COMPLETED',
    paymentId: '12345678901234567890',
    amount: { amount: 1200, currency: 'JPY' },
    ...more,
  })
const refundsOf = (status: string, merchantRefundId: string) => ({
  refunds: { data: [{ status, merchantRefundId, paymentId: '1' }] },
})

describe('a payment of PayPay', () => {
  test.each([
    ['CREATED', 'customer_action', null],
    ['AUTHORIZED', 'authorised', null],
    ['REAUTHORIZING', 'processing', null],
    ['COMPLETED', 'captured', null],
    ['REFUNDED', 'captured', null],
    ['FAILED', 'failed', 'declined'],
    ['CANCELED', 'cancelled', null],
    ['EXPIRED', 'expired', null],
    // One that PayPay invents tomorrow.
    ['SLEEPING', 'processing', null],
  ])('that is %s is %s', (status, state, reason) => {
    expect(outcomeOf(paymentOf({ status }), cancelId)).toMatchObject({
      state,
      reason,
      providerRef: '12345678901234567890',
      captured: state === 'captured' ? { amount: 1200, currency: 'JPY' } : null,
    })
  })

  test('that failed since it was cancelled was cancelled', () => {
    expect(outcomeOf(paymentOf({ status: 'FAILED', canceledAt: 1 }), cancelId)).toMatchObject({
      state: 'cancelled',
      reason: null,
    })
  })

  test('that does not say how much was paid proves nothing', () => {
    expect(outcomeOf(paymentOf({ amount: null }), cancelId)).toMatchObject({
      state: 'unknown',
      captured: null,
    })
  })

  test('is not captured where we gave it back to end it; other refunds change nothing', () => {
    const stateWith = (status: string, id: string) =>
      outcomeOf(paymentOf({ status: 'REFUNDED', ...refundsOf(status, id) }), cancelId).state
    expect(stateWith('REFUNDED', cancelId)).toBe('cancelled')
    expect(stateWith('CREATED', cancelId)).toBe('unknown')
    expect(stateWith('FAILED', cancelId)).toBe('captured')
    expect(stateWith('REFUNDED', 'rfd_1')).toBe('captured')
  })
})

describe('an answer of PayPay', () => {
  const answer = (status: number, code: string, data: unknown = null) => ({ status, code, data })

  test('is a refusal only where PayPay understood and said no', () => {
    for (const refused of [answer(400, 'INVALID_PARAMS'), answer(404, 'RESOURCE_NOT_FOUND')])
      expect(isRefused(refused)).toBe(true)
    for (const open of [
      answer(0, ''),
      answer(429, 'RATE_LIMIT'),
      answer(500, 'SERVICE_ERROR'),
      answer(400, ''),
    ])
      expect(isRefused(open) || isGood(open)).toBe(false)
    expect(isGone(answer(400, 'DYNAMIC_QR_PAYMENT_NOT_FOUND'))).toBe(true)
    expect(isGone(answer(500, 'DYNAMIC_QR_PAYMENT_NOT_FOUND'))).toBe(false)
  })

  test.each([
    [200, 'SUCCESS', 'REFUNDED', 'succeeded', null],
    [200, 'SUCCESS', 'CREATED', 'requested', null],
    [200, 'SUCCESS', 'FAILED', 'failed', 'refused_by_provider'],
    [200, 'SUCCESS', 'SOMETHING_NEW', 'requested', null],
    [400, 'THROTTLED_MULTIPLE_REFUND_REJECTED', '', 'unknown', null],
    [403, 'MERCHANT_MULTIPLE_REFUND_REJECTED', '', 'failed', 'one_refund_only'],
    [401, 'USER_STATE_IS_NOT_ACTIVE', '', 'failed', 'account_closed'],
    [500, 'SERVICE_ERROR', '', 'unknown', null],
    [0, '', '', 'unknown', null],
  ])('%d %s about a refund that is %s: %s', (status, code, refundStatus, state, reason) => {
    const data = refundStatus === '' ? null : { status: refundStatus, merchantRefundId: 'rfd_1' }
    expect(refundOutcomeOf(answer(status, code, data))).toMatchObject({ state, reason })
  })

  test('without what it promises tells nothing', () => {
    expect(refundOutcomeOf(answer(200, 'SUCCESS', { status: 1 })).state).toBe('unknown')
    expect(reasonOf(answer(400, 'A_NEW_CODE'))).toBe('refused_by_provider')
  })
})

test.each([
  // 23:59 and 00:01 in Japan lie on either side of midnight there.
  ['2026-11-22T14:59:59Z', '2026-11-22T15:15:00.000Z'],
  ['2026-11-22T15:01:00Z', '2026-11-23T15:15:00.000Z'],
])('a payment of %s can be cancelled until %s', (at, until) => {
  expect(cancelsUntil(Temporal.Instant.from(at).epochMilliseconds / 1000)).toBe(until)
})

test('only a store that is known to be live reaches PayPay itself', () => {
  expect(addressOf('live')).toBe('https://apigw.paypay.ne.jp')
  for (const other of ['sandbox', 'LIVE', '', undefined])
    expect(addressOf(other)).toBe('https://apigw.sandbox.paypay.ne.jp')
})
