import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Store } from '#modules/identity/index.ts'
import { Problem } from '#platform/errors.ts'
import type { Report } from './model.ts'
import { contentHash, differingFields, reportOf, spreadReturn, totalOf } from './model.ts'
import { PurchaseInput } from './schemas.ts'

const store = { currency: 'JPY', timeZone: 'Asia/Tokyo', taxRegime: 'jp' } as Store
const now = '2026-11-22T03:00:00.000Z'

function input(more: object = {}) {
  return PurchaseInput.parse({
    storeCode: 'shop',
    reference: 'R-1',
    purchasedAt: '2026-11-22T12:00:00+09:00',
    currency: 'JPY',
    lines: [{ code: 'A', quantity: 2, unitPrice: 150 }],
    ...more,
  })
}
function report(more: object = {}): Report {
  const result = reportOf(input(more), store, now)
  if (result instanceof Problem) throw result
  return result
}
function refusal(more: object) {
  const result = reportOf(input(more), store, now)
  if (!(result instanceof Problem)) throw new Error('was not refused')
  return { code: result.code, field: result.errors[0]?.field, fieldCode: result.errors[0]?.code }
}

describe('a report in one spelling', () => {
  test('the amount of a line is quantity × unit price unless it is said', () => {
    expect(report().lines[0]?.amount).toBe(300)
    expect(report({ lines: [{ code: 'A', quantity: 3, unitPrice: 33, amount: 100 }] }).lines[0]?.amount).toBe(
      100,
    )
  })

  test('the total is the sum of what the lines came to, not of their prices', () => {
    const lines = [
      { code: 'A', quantity: 3, unitPrice: 33, amount: 100 },
      { code: 'B', quantity: 2, unitPrice: 150 },
    ]
    expect(totalOf(report({ lines }))).toBe(400)
  })

  test('one instant written with two offsets is one instant', () => {
    expect(contentHash(report({ purchasedAt: '2026-11-22T03:00:00Z' }))).toEqual(contentHash(report()))
  })

  test('equal lines are kept as they are', () => {
    const lines = [
      { code: 'A', quantity: 1, unitPrice: 10 },
      { code: 'A', quantity: 1, unitPrice: 10 },
    ]
    expect(report({ lines }).lines).toHaveLength(2)
    expect(totalOf(report({ lines }))).toBe(20)
  })

  test.each([
    [3, 33, 101, 'fits: off by 2, but half of three units is 1.5', false],
    [3, 33, 100, 'off by 1 of 1.5', true],
    [4, 25, 102, 'off by 2 of 2', true],
    [4, 25, 103, 'off by 3 of 2', false],
    [1, 100, 101, 'off by 1 of 0.5', false],
  ])('%i × %i as %i: %s', (quantity, unitPrice, amount, _why, accepted) => {
    const lines = [{ code: 'A', quantity, unitPrice, amount }]
    if (accepted) expect(report({ lines }).lines[0]?.amount).toBe(amount)
    else expect(refusal({ lines })).toMatchObject({ code: 'line_amount_mismatch', field: 'lines[0].amount' })
  })

  test.each([
    [{ currency: 'USD' }, 'currency', 'currency_not_of_store'],
    [{ purchasedAt: '2026-11-24T00:00:00Z' }, 'purchasedAt', 'purchased_in_future'],
    [{ lines: [] }, 'lines', 'no_lines'],
    [{ kind: 'void', lines: [] }, 'returnOf', 'void_without_original'],
    [{ kind: 'void', returnOf: 'R-0' }, 'lines', 'void_with_lines'],
    [{ returnOf: 'R-0' }, 'returnOf', 'sale_with_original'],
    [{ lines: [{ code: 'A', quantity: 2, unitPrice: 2 ** 52 }] }, 'lines[0].unitPrice', 'too_large'],
    [
      { lines: [{ code: 'A', quantity: 1, unitPrice: 1, serialNumbers: ['x', 'y'] }] },
      'lines[0].serialNumbers',
      'too_many_serials',
    ],
    [
      { lines: [{ code: 'A', quantity: 1001, unitPrice: 1, plan: { planCode: 'p', price: 1 } }] },
      'lines[0].quantity',
      'too_many_covered_units',
    ],
  ])('%j is refused with its field', (more, field, fieldCode) => {
    expect(refusal(more)).toMatchObject({ field, fieldCode })
  })

  test('lines that sum beyond 2^53 are refused', () => {
    const lines = Array.from({ length: 3 }, () => ({
      code: 'A',
      quantity: 1,
      unitPrice: Number.MAX_SAFE_INTEGER - 1,
    }))
    expect(refusal({ lines })).toMatchObject({ field: 'lines', fieldCode: 'too_large' })
  })
})

describe('a conflict names the fields that differ', () => {
  test('each changed field by its path', () => {
    const sent = report({
      lines: [{ code: 'A', quantity: 2, unitPrice: 151 }],
      purchasedAt: '2026-11-22T12:01:00+09:00',
    })
    expect(differingFields(report(), sent, false).map((e) => e.field)).toEqual([
      'purchasedAt',
      'lines[0].unitPrice',
      'lines[0].amount',
    ])
  })

  test('the buyer without saying who it is', () => {
    expect(differingFields(report(), report(), true)).toEqual([
      { field: 'buyer', code: 'differs', message: 'is not the buyer that is recorded' },
    ])
  })
})

describe('a return is spread over the lines of its original', () => {
  const line = (
    n: number,
    code: string,
    quantity: number,
    returned = 0,
    serial_numbers: string[] | null = null,
  ) => ({ n, code, quantity, returned, serial_numbers })
  const back = (code: string, quantity: number, serialNumbers: string[] = []) => ({
    ...(report().lines[0] as Report['lines'][number]),
    code,
    quantity,
    serialNumbers,
  })

  test('over equal lines in order', () => {
    expect(spreadReturn([line(1, 'A', 1), line(2, 'A', 2)], [back('A', 2)])).toEqual({
      units: [
        { lineN: 1, quantity: 1, serialNumbers: [] },
        { lineN: 2, quantity: 1, serialNumbers: [] },
      ],
    })
  })

  test('the line with the serial number first', () => {
    expect(
      spreadReturn([line(1, 'A', 1, 0, ['s1']), line(2, 'A', 1, 0, ['s2'])], [back('A', 1, ['s2'])]),
    ).toEqual({
      units: [{ lineN: 2, quantity: 1, serialNumbers: ['s2'] }],
    })
  })

  test('the line that is named, and no other', () => {
    const lines = [line(1, 'A', 1), line(2, 'A', 2), line(3, 'B', 1)]
    const named = (originalLine: number, quantity = 1) => [{ ...back('A', quantity), originalLine }]
    expect(spreadReturn(lines, named(2, 2))).toEqual({
      units: [{ lineN: 2, quantity: 2, serialNumbers: [] }],
    })
    expect(spreadReturn(lines, named(1, 2))).toEqual({ line: 0, left: 1 })
    expect(spreadReturn(lines, named(3))).toEqual({ line: 0, left: null })
    expect(spreadReturn(lines, named(4))).toEqual({ line: 0, left: null })
  })

  test('more than is left says which line and how much is left', () => {
    expect(spreadReturn([line(1, 'A', 3, 1)], [back('A', 1), back('A', 2)])).toEqual({ line: 1, left: 1 })
    expect(spreadReturn([line(1, 'A', 3)], [back('a', 1)])).toEqual({ line: 0, left: 0 })
  })

  test('never gives back more of a line than it has, and always exactly what was returned', () => {
    const quantity = fc.integer({ min: 1, max: 5 })
    const lines = fc.array(fc.record({ code: fc.constantFrom('A', 'B'), quantity }), {
      minLength: 1,
      maxLength: 5,
    })
    fc.assert(
      fc.property(lines, lines, (bought, returned) => {
        const original = bought.map((l, i) => line(i + 1, l.code, l.quantity))
        const result = spreadReturn(
          original,
          returned.map((l) => back(l.code, l.quantity)),
        )
        if ('line' in result) return
        for (const o of original) {
          const taken = result.units.filter((u) => u.lineN === o.n).reduce((sum, u) => sum + u.quantity, 0)
          expect(taken).toBeLessThanOrEqual(o.quantity)
        }
        const all = (items: { quantity: number }[]) => items.reduce((sum, i) => sum + i.quantity, 0)
        expect(all(result.units)).toBe(all(returned))
      }),
    )
  })
})
