import { describe, expect, test } from 'vitest'
import { contractsToEnd, coverStatus, lastDay, makerWarrantyOf, statusOf } from './model.ts'

const damage = { startsOn: '2026-11-22', endsOn: '2031-11-22' }
const failure = { startsOn: '2027-11-22', endsOn: '2031-11-22' }

describe('what a contract is today', () => {
  test.each([
    ['2026-11-21', 'scheduled'],
    ['2026-11-22', 'active'],
    ['2031-11-21', 'active'],
    ['2031-11-22', 'expired'],
  ])('on %s it is %s', (today, status) => {
    expect(statusOf('in_force', [damage, failure], today)).toBe(status)
  })

  test('between two covers it is scheduled, not expired', () => {
    expect(
      statusOf(
        'in_force',
        [
          { startsOn: '2026-01-01', endsOn: '2026-02-01' },
          { startsOn: '2026-03-01', endsOn: '2026-04-01' },
        ],
        '2026-02-10',
      ),
    ).toBe('scheduled')
  })

  test.each(['pending', 'suspended', 'cancelled', 'fulfilled', 'void'] as const)(
    '%s says more than the calendar',
    (state) => {
      expect(statusOf(state, [damage], '2028-01-01')).toBe(state)
    },
  )

  test('K16 a cover holds from its first day to the day before its end', () => {
    expect(coverStatus(damage, '2026-11-22')).toBe('active')
    expect(coverStatus(damage, '2031-11-22')).toBe('expired')
    expect(lastDay(damage.endsOn)).toBe('2031-11-21')
  })
})

test("the maker's warranty runs from the purchase; none is none", () => {
  expect(makerWarrantyOf('2026-01-31', 1)).toEqual({
    startsOn: '2026-01-31',
    endsOn: '2026-02-28',
    months: 1,
  })
  expect(makerWarrantyOf('2026-01-31', 0)).toBeNull()
  expect(makerWarrantyOf('2026-01-31', null)).toBeNull()
})

describe('which contracts end with returned units', () => {
  const unit = (unit_n: number, serial_number: string | null = null) => ({
    id: `c${unit_n}`,
    unit_n,
    serial_number,
  })
  const three = [unit(1, 's1'), unit(2, 's2'), unit(3, 's3')]

  test('the unit that the return names', () => {
    expect(contractsToEnd(three, 1, ['s2']).map((c) => c.id)).toEqual(['c2'])
  })
  test('else the newest', () => {
    expect(contractsToEnd(three, 2, []).map((c) => c.id)).toEqual(['c3', 'c2'])
  })
  test('else the newest without a claim, and one with a claim only when no other is left', () => {
    const claimed = (c: { id: string }) => c.id === 'c3'
    expect(contractsToEnd(three, 2, [], claimed).map((c) => c.id)).toEqual(['c2', 'c1'])
    expect(contractsToEnd(three, 3, [], claimed).map((c) => c.id)).toEqual(['c2', 'c1', 'c3'])
  })
  test('the unit named, also with a claim', () => {
    expect(contractsToEnd(three, 1, ['s3'], (c) => c.id === 'c3').map((c) => c.id)).toEqual(['c3'])
  })
  test('never more than came back', () => {
    expect(contractsToEnd(three, 1, ['s1', 's2'])).toHaveLength(1)
  })
})
