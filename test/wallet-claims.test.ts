import { describe, expect, test } from 'vitest'
import { stepToShow, stepsFor } from '../web/wallet/features/claims/filing/steps.ts'
import { stepsOf } from '../web/wallet/features/claims/tracking/steps.ts'

const draft = {
  number: '',
  contact: { kind: 'email', value: '' },
  cause: 'natural_failure',
  fault: 'display',
  occurredOn: '2026-11-22',
  serialNumber: '',
  circumstances: [],
  description: 'It broke.',
  key: 'k',
} as const

describe('the steps of filing a claim', () => {
  test.each([
    ['check', {}, 'check'],
    ['photos', {}, 'photos'],
    [undefined, {}, 'what'],
    ['nonsense', {}, 'what'],
    ['check', { description: ' ' }, 'description'],
    ['check', { circumstances: null }, 'exclusions'],
    ['check', { occurredOn: '2026-11-23' }, 'when'],
    ['when', { fault: null }, 'what'],
  ])('an address that asks for %s with %o shows %s', (wanted, change, shown) => {
    const steps = stepsFor(['an exclusion'])
    expect(stepToShow(wanted, steps, { ...draft, ...change }, '2026-11-22')).toBe(shown)
  })

  test('a plan without exclusions asks nothing about them', () => {
    const unanswered = { ...draft, circumstances: null }
    expect(stepsFor([])).not.toContain('exclusions')
    expect(stepToShow('check', stepsFor([]), unanswered, '2026-11-22')).toBe('check')
  })
})

type Known = Parameters<typeof stepsOf>[0]
const been = (states: Known['state'][], more: Partial<Known> = {}): Known => ({
  state: states.at(-1) ?? 'submitted',
  nextStep: null,
  buyerPays: null,
  history: states.map((state, n) => ({ state, at: `2026-11-2${n}T00:00:00Z` })) as Known['history'],
  ...more,
})
const line = (claim: Known, planned: Parameters<typeof stepsOf>[1]) =>
  stepsOf(claim, planned).map(({ state, place }) => `${place} ${state}`)

describe('the line of a claim', () => {
  test('shows what its plan has still to come, in the order of a repair', () => {
    expect(line(been(['submitted', 'accepted', 'received']), ['shipped', 'in_repair', 'received'])).toEqual([
      'done submitted',
      'done accepted',
      'now received',
      'later in_repair',
      'later shipped',
      'later completed',
    ])
  })

  test('a payment is to come only where there is one to make', () => {
    const planned = ['awaiting_payment', 'awaiting_return'] as const
    expect(line(been(['submitted'], { buyerPays: 0 }), [...planned])).not.toContain('later awaiting_payment')
    expect(line(been(['submitted'], { buyerPays: 3000 }), [...planned])).toContain('later awaiting_payment')
  })

  test('what it went back over is cut off', () => {
    expect(line(been(['submitted', 'information_requested', 'submitted']), [])).toEqual([
      'now submitted',
      'later accepted',
      'later completed',
    ])
  })

  test('ends with a rejection; a remedy leads to its own end', () => {
    expect(line(been(['submitted', 'rejected']), ['received'])).toEqual(['done submitted', 'done rejected'])
    expect(
      line(been(['submitted', 'accepted', 'replacement_ordered'], { nextStep: 'shipped' }), ['received']),
    ).toEqual([
      'done submitted',
      'done accepted',
      'now replacement_ordered',
      'later shipped',
      'later completed',
    ])
  })
})
