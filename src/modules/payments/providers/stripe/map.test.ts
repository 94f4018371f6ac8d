import { describe, expect, test } from 'vitest'
import { outcomeOf, outcomeOfFailure, reasonOf, refundOfFailure, refundOutcomeOf } from './map.ts'
import { PaymentIntent, Refund } from './wire.ts'

const intentOf = (more: object) =>
  PaymentIntent.parse({
    id: 'pi_1',
    status: 'succeeded',
    amount: 1200,
    amount_received: 1200,
    currency: 'jpy',
    metadata: {},
    ...more,
  })

describe('a payment intent of Stripe', () => {
  test.each([
    ['requires_action', 'customer_action'],
    ['processing', 'processing'],
    ['requires_capture', 'authorised'],
    ['succeeded', 'captured'],
    ['canceled', 'cancelled'],
    // Not decided yet: never confirmed, or a status that Stripe invents tomorrow.
    ['requires_payment_method', 'processing'],
    ['requires_confirmation', 'processing'],
    ['requires_a_miracle', 'processing'],
  ])('that is %s is %s', (status, state) => {
    expect(outcomeOf(intentOf({ status }), null)).toMatchObject({ state, providerRef: 'pi_1', reason: null })
  })

  test('back at the payment method with an error was declined', () => {
    const last_payment_error = { code: 'card_declined', decline_code: 'insufficient_funds' }
    expect(
      outcomeOf(intentOf({ status: 'requires_payment_method', last_payment_error }), null),
    ).toMatchObject({
      state: 'failed',
      reason: 'insufficient_balance',
    })
  })

  test('tells what was received, not what was asked, and only where something was', () => {
    expect(outcomeOf(intentOf({ amount_received: 1100, currency: 'usd' }), null).captured).toEqual({
      amount: 1100,
      currency: 'USD',
    })
    expect(outcomeOf(intentOf({ status: 'processing' }), null).captured).toBeNull()
  })

  test('has an action only with an address to go to', () => {
    const next_action = { redirect_to_url: { url: 'https://hooks.stripe.com/3d' } }
    const status = 'requires_action'
    const until = '2026-11-22T03:00:00Z'
    expect(outcomeOf(intentOf({ status, next_action }), until).action).toEqual({
      kind: 'redirect',
      url: 'https://hooks.stripe.com/3d',
      expiresAt: until,
    })
    expect(outcomeOf(intentOf({ status, next_action: null }), until).action).toBeNull()
  })
})

describe('a call to Stripe that failed', () => {
  const failure = (statusCode: number | undefined, more: object = {}) => ({
    type: 'StripeError',
    ...(statusCode === undefined ? {} : { statusCode }),
    ...more,
  })

  test.each([undefined, 200, 409, 429, 500, 502, 503])('with status %s tells nothing', (status) => {
    expect(outcomeOfFailure(failure(status))).toMatchObject({ state: 'unknown', reason: null })
    expect(refundOfFailure(failure(status))).toMatchObject({ state: 'unknown' })
  })

  test.each([
    [402, {}, 'declined'],
    [402, { code: 'card_declined', decline_code: 'stolen_card' }, 'declined'],
    [402, { code: 'authentication_required' }, 'confirmation_failed'],
    [400, {}, 'refused_by_provider'],
    [400, { param: 'payment_method' }, 'account_unusable'],
    [401, {}, 'provider_keys_refused'],
    [403, {}, 'provider_keys_refused'],
  ])('with %s took nothing: %o', (status, more, reason) => {
    expect(outcomeOfFailure(failure(status, more))).toMatchObject({ state: 'failed', reason })
  })

  test('names the payment that was declined', () => {
    expect(outcomeOfFailure(failure(402, { payment_intent: { id: 'pi_2' } })).providerRef).toBe('pi_2')
  })

  test('does not say that a card is stolen', () => {
    for (const decline_code of ['stolen_card', 'lost_card', 'fraudulent', 'pickup_card'])
      expect(reasonOf({ code: 'card_declined', decline_code })).toBe('declined')
  })
})

test.each([
  ['succeeded', 'succeeded'],
  ['pending', 'requested'],
  ['requires_action', 'requested'],
  ['failed', 'failed'],
  ['canceled', 'failed'],
  [null, 'requested'],
])('a refund of Stripe that is %s is %s', (status, state) => {
  expect(refundOutcomeOf(Refund.parse({ id: 're_1', amount: 1, status }))).toMatchObject({
    state,
    providerRef: 're_1',
  })
})
