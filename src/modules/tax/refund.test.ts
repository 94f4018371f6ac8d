import { describe, expect, test } from 'vitest'
import { splitByLargestRemainder } from '#platform/money.ts'
import { ofFirstUnits, refundOf } from './refund.ts'
import { settle } from './settle.ts'
import { basket, exempt, inc, liable, netAmount, tender } from './test-basket.ts'

describe('a partial refund', () => {
  test('of a net coupon takes back the units’ net and the tax that is no longer owed', () => {
    const settled = settle(basket([inc(3300, 'S', 3), inc(1080, 'AA')], [netAmount(500)]), liable())
    expect(settled).toMatchObject({ debit: 3832, tax: 332 })
    const [first, second, last] = [0, 1, 2].map((before) => refundOf(settled, [before, 0], [1, 0]))
    expect([first, second, last].map((refund) => [refund?.net, refund?.tax, refund?.due])).toEqual([
      [875, 87, 962],
      [875, 88, 963],
      [875, 87, 962],
    ])
    expect(refundOf(settled, [3, 0], [0, 1])).toMatchObject({ due: 945, tax: 70, net: 875 })
  })

  test('gives each who paid a share of it', () => {
    const settled = settle(basket([inc(3300, 'S', 3)], [tender(1000), tender(500, 'platform')]), liable())
    expect([0, 1, 2].map((before) => refundOf(settled, [before], [1]))).toEqual([
      expect.objectContaining({ due: 1100, tax: 100, tenders: [334, 167], debit: 599 }),
      expect.objectContaining({ due: 1100, tenders: [333, 167], debit: 600 }),
      expect.objectContaining({ due: 1100, tenders: [333, 166], debit: 601 }),
    ])
  })

  test('has no tax where none was owed', () => {
    const settled = settle(basket([inc(1000, 'S', 2)], [netAmount(100)]), exempt)
    expect(refundOf(settled, [0], [1])).toMatchObject({ due: 450, tax: null, net: null })
  })

  test('of more than was paid for is refused, and names the line', () => {
    const settled = settle(basket([inc(100), inc(300, 'S', 3)]), liable())
    expect(() => refundOf(settled, [0, 2], [0, 2])).toThrow(
      expect.objectContaining({
        code: 'return_exceeds_settlement',
        errors: [expect.objectContaining({ field: 'lines[1].quantity' })],
      }),
    )
  })

  test('the first units have what an even split leaves', () => {
    for (const [total, quantity] of [
      [100, 3],
      [0, 4],
      [7, 7],
      [2, 5],
      [9_007_199_254_740_991, 10],
    ] as const) {
      const parts = splitByLargestRemainder(total, Array<number>(quantity).fill(1))
      for (let units = 0; units <= quantity; units += 1)
        expect(ofFirstUnits(total, quantity, units)).toBe(parts.slice(0, units).reduce((a, b) => a + b, 0))
    }
  })
})
