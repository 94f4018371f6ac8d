import { describe, expect, test } from 'vitest'
import type { ContractId } from '#platform/ids.ts'
import type { State } from './model.ts'
import { whyNotReinstated } from './reinstatement.ts'

const unit = (n: number, state: State, state_reason: string | null = null) => ({
  id: `c${n} ${state}` as ContractId,
  state,
  state_reason,
  line_n: 1,
  unit_n: n,
  ends_on: '2031-11-22',
})
const cancelled = unit(1, 'cancelled', 'cancelled_by_buyer')
const bought = { voided_at: null }
const line = (quantity: number, returned = 0) => ({ quantity, returned })

describe('a contract is put in force again', () => {
  test('when it was cancelled, or void by the desk', () => {
    expect(whyNotReinstated(cancelled, [cancelled], bought, line(1), '2027-01-01')).toBeUndefined()
    expect(whyNotReinstated(unit(1, 'void', 'fraud'), [], bought, line(1), '2027-01-01')).toBeUndefined()
  })

  test.each(['in_force', 'pending', 'suspended', 'fulfilled'] as const)('not when it is %s', (state) => {
    expect(whyNotReinstated(unit(1, state), [], bought, line(1), '2027-01-01')).toBe('not_ended')
  })

  test.each(['returned', 'purchase_voided', 'purchase_revised'])('not when the unit was %s', (reason) => {
    expect(whyNotReinstated(unit(1, 'cancelled', reason), [], bought, line(2), '2027-01-01')).toBe(
      'unit_taken_back',
    )
  })

  test('not when the purchase was voided after the contract ended, or the line has fewer units now', () => {
    const voided = { voided_at: '2027-01-01T00:00:00Z' }
    expect(whyNotReinstated(cancelled, [], voided, line(1), '2027-01-01')).toBe('unit_taken_back')
    expect(whyNotReinstated(unit(2, 'void', 'fraud'), [], bought, line(1), '2027-01-01')).toBe(
      'unit_taken_back',
    )
    expect(whyNotReinstated(cancelled, [], bought, undefined, '2027-01-01')).toBe('unit_taken_back')
  })

  test('not for more units than the buyer still has', () => {
    expect(whyNotReinstated(cancelled, [], bought, line(1, 1), '2027-01-01')).toBe('unit_taken_back')
    const other = unit(2, 'in_force')
    expect(whyNotReinstated(cancelled, [other], bought, line(2, 1), '2027-01-01')).toBe('unit_taken_back')
    expect(whyNotReinstated(cancelled, [other], bought, line(2), '2027-01-01')).toBeUndefined()
  })

  test('not when the unit has another contract that runs', () => {
    expect(whyNotReinstated(cancelled, [unit(1, 'in_force')], bought, line(1), '2027-01-01')).toBe(
      'unit_covered_again',
    )
  })

  test('not from the day on which its covers are over', () => {
    expect(whyNotReinstated(cancelled, [], bought, line(1), '2031-11-21')).toBeUndefined()
    expect(whyNotReinstated(cancelled, [], bought, line(1), '2031-11-22')).toBe('covers_over')
  })
})
