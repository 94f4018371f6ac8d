import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Course, State } from './model.ts'
import {
  decisionDueAt,
  decisionDueOn,
  isClosed,
  moves,
  movesFrom,
  stageOf,
  stateAfter,
  states,
  whoActs,
} from './model.ts'

const steps = ['awaiting_payment', 'awaiting_return', 'received', 'in_repair', 'repaired', 'shipped'] as const
const course = (state: State, more: Partial<Course> = {}): Course => ({
  state,
  steps: [...steps],
  buyerPays: 0,
  appealed: false,
  ...more,
})

describe('the moves of a claim', () => {
  test('K17 K22 a repair goes through every step of its plan, in order', () => {
    const path: State[] = ['accepted']
    for (let at = stateAfter(course('accepted', { buyerPays: 500 }), 'advance'); at;) {
      path.push(at)
      at = stateAfter(course(at, { buyerPays: 500 }), 'advance')
    }
    expect(path).toEqual(['accepted', ...steps, 'completed'])
  })

  test('steps that the plan lacks, and a payment of nothing, are skipped', () => {
    expect(stateAfter(course('accepted'), 'advance')).toBe('awaiting_return')
    expect(stateAfter(course('accepted', { steps: ['in_repair'] }), 'advance')).toBe('in_repair')
    expect(stateAfter(course('in_repair', { steps: ['in_repair'] }), 'advance')).toBe('completed')
    expect(stateAfter(course('accepted', { steps: [] }), 'advance')).toBe('completed')
    expect(stateAfter(course('replacement_ordered', { steps: [] }), 'advance')).toBe('completed')
  })

  test('K28 only its use completes a claim whose coupon waits', () => {
    expect(movesFrom(course('coupon_issued', { couponWaits: true }))).toEqual([])
    expect(movesFrom(course('accepted', { couponWaits: false }))).toContain('issue_coupon')
  })

  test.each([
    ['submitted', ['request_information', 'accept', 'reject', 'withdraw']],
    ['information_requested', ['answer_information', 'withdraw']],
    ['accepted', ['withdraw', 'advance', 'order_replacement', 'issue_coupon', 'refund']],
    ['rejected', ['appeal']],
    ['withdrawn', []],
    ['awaiting_payment', ['withdraw', 'advance']],
    ['awaiting_return', ['withdraw', 'advance']],
    ['received', ['reject', 'advance', 'order_replacement', 'issue_coupon', 'refund']],
    ['in_repair', ['advance', 'order_replacement', 'issue_coupon', 'refund']],
    ['repaired', ['advance']],
    ['shipped', ['advance']],
    ['replacement_ordered', ['advance']],
    ['coupon_issued', ['advance']],
    ['refunded', ['advance']],
    ['completed', []],
  ] as const)('a claim that is %s allows just these', (state, allowed) => {
    expect(movesFrom(course(state, { buyerPays: 1 }))).toEqual(allowed)
  })

  test('one appeal, never two', () => {
    expect(stateAfter(course('rejected'), 'appeal')).toBe('submitted')
    expect(stateAfter(course('rejected', { appealed: true }), 'appeal')).toBeUndefined()
  })

  test('whatever is done, only closed claims allow nothing but an appeal, and every claim can come to its end', () => {
    fc.assert(
      fc.property(
        fc.subarray([...steps]),
        fc.nat({ max: 1 }),
        fc.array(fc.constantFrom(...moves), { maxLength: 40 }),
        (plan, buyerPays, tried) => {
          let at = course('submitted', { steps: plan, buyerPays })
          for (const move of tried) {
            const to = stateAfter(at, move)
            if (to === undefined) continue
            expect(states).toContain(to)
            // Nothing but an appeal leads out of an end, and only once.
            if (isClosed(at.state)) expect([move, at.appealed]).toEqual(['appeal', false])
            at = { ...at, state: to, appealed: at.appealed || move === 'appeal' }
          }
          if (!isClosed(at.state)) {
            expect(movesFrom(at).length).toBeGreaterThan(0)
            expect(whoActs(at.state)).not.toBe('nobody')
          }
          let left = 20
          while (!isClosed(at.state) && left-- > 0) {
            const move = (['accept', 'answer_information', 'advance'] as const).find((each) =>
              stateAfter(at, each),
            )
            at = { ...at, state: stateAfter(at, move ?? 'withdraw') as State }
          }
          expect(isClosed(at.state)).toBe(true)
        },
      ),
    )
  })
})

describe('the history of a claim', () => {
  test('K17 tells acceptance, repair, shipping and completion apart', () => {
    expect(stageOf('accepted')).toBe('acceptance')
    expect(stageOf('in_repair')).toBe('repair')
    expect(stageOf('shipped')).toBe('shipping')
    expect(stageOf('completed')).toBe('completion')
    expect(new Set(states.map(stageOf)).size).toBe(4)
  })
})

describe('the deadline of a decision', () => {
  test('is the end of the seventh calendar day in the store’s zone, and of the fourteenth once doubled', () => {
    const due = decisionDueAt('2026-11-22T14:59:00Z', false, 'Asia/Tokyo')
    expect(due).toBe('2026-11-29T15:00:00.000Z')
    expect(decisionDueOn(due, 'Asia/Tokyo')).toBe('2026-11-29')
    expect(decisionDueOn(decisionDueAt('2026-11-22T15:00:00Z', true, 'Asia/Tokyo'), 'Asia/Tokyo')).toBe(
      '2026-12-07',
    )
  })
})
