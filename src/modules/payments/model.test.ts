import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { capturedBy, isDead, isFinal, nextCheck, stateAfter } from './model.ts'
import type { Standing } from './model.ts'
import type { AttemptState, Outcome } from './port.ts'

const states: AttemptState[] = [
  'created',
  'customer_action',
  'processing',
  'authorised',
  'captured',
  'failed',
  'cancelled',
  'expired',
  'conflicted',
]
const standing = (state: AttemptState): Standing => ({ state, amount: 1000, currency: 'JPY' })
const said = (state: Outcome['state'], captured: Outcome['captured'] = null): Outcome => ({
  state,
  providerRef: null,
  captured: state === 'captured' && captured === null ? { amount: 1000, currency: 'JPY' } : captured,
  action: null,
  reason: null,
})

describe('the state of an attempt', () => {
  test.each<[AttemptState, Outcome['state'], AttemptState]>([
    ['created', 'customer_action', 'customer_action'],
    ['created', 'captured', 'captured'],
    ['created', 'unknown', 'processing'],
    ['customer_action', 'processing', 'processing'],
    ['customer_action', 'unknown', 'customer_action'],
    ['processing', 'customer_action', 'processing'],
    ['processing', 'captured', 'captured'],
    ['processing', 'failed', 'failed'],
    ['authorised', 'processing', 'authorised'],
    ['authorised', 'cancelled', 'cancelled'],
    ['captured', 'failed', 'captured'],
    ['captured', 'cancelled', 'captured'],
    ['failed', 'processing', 'failed'],
    ['cancelled', 'expired', 'cancelled'],
    ['conflicted', 'captured', 'conflicted'],
  ])('%s, and the provider says %s: %s', (state, outcome, next) => {
    expect(stateAfter(standing(state), said(outcome))).toBe(next)
  })

  test.each(['failed', 'cancelled', 'expired'] as const)(
    'money that turns up after %s is a conflict',
    (state) => {
      expect(stateAfter(standing(state), said('captured'))).toBe('conflicted')
    },
  )

  test.each([
    { amount: 999, currency: 'JPY' },
    { amount: 2000, currency: 'JPY' },
    { amount: 1000, currency: 'USD' },
  ])('captured as $amount $currency instead of 1000 JPY is a conflict', (captured) => {
    expect(stateAfter(standing('processing'), said('captured', captured))).toBe('conflicted')
    expect(capturedBy(standing('processing'), said('captured', captured))).toBe(
      captured.currency === 'JPY' ? captured.amount : 0,
    )
  })

  test('a success that does not say of what proves nothing', () => {
    const outcome = { ...said('captured'), captured: null }
    expect(stateAfter(standing('created'), outcome)).toBe('processing')
    expect(stateAfter(standing('cancelled'), outcome)).toBe('cancelled')
  })

  test('after an outcome that nobody knows any answer may follow, also that the customer must act', () => {
    expect(stateAfter(standing('processing'), said('customer_action'), true)).toBe('customer_action')
    expect(stateAfter(standing('processing'), said('created'), true)).toBe('processing')
  })

  test('whatever is said, and however often: captured and conflicted stay, dead ones take no money unseen', () => {
    const outcome = fc.record({
      state: fc.constantFrom<Outcome['state']>(...states, 'unknown'),
      amount: fc.option(fc.constantFrom(999, 1000)),
      unknown: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.constantFrom(...states), fc.array(outcome, { maxLength: 8 }), (first, outcomes) => {
        let state = first
        for (const { state: next, amount, unknown } of outcomes) {
          const captured = amount === null ? null : { amount, currency: 'JPY' }
          const after = stateAfter(standing(state), { ...said('unknown'), state: next, captured }, unknown)
          if (state === 'captured' || state === 'conflicted') expect(after).toBe(state)
          else if (isDead(state)) expect([state, 'conflicted']).toContain(after)
          else if (next === 'unknown') expect(isFinal(after)).toBe(false)
          if (after === 'captured' && state !== 'captured') expect(amount).toBe(1000)
          expect(after === 'created' && state !== 'created').toBe(false)
          state = after
        }
      }),
    )
  })
})

test('questions come at ever longer pauses, and never stop', () => {
  const start = '2026-11-25T00:00:00.000Z'
  const pauses = Array.from({ length: 12 }, (_, n) => Date.parse(nextCheck(start, n)) - Date.parse(start))
  expect(pauses.slice(0, 6)).toEqual([5, 15, 60, 300, 1800, 7200].map((seconds) => seconds * 1000))
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
  expect(pauses[11]).toBeGreaterThan(0)
})
