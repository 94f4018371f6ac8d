import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Invoice } from './online-retail.ts'
import { entryOf, instantOf, penceOf, thousandthsOf } from './online-retail.ts'

type Fields = Partial<Record<'code' | 'name' | 'quantity' | 'at' | 'price' | 'customer', string>>

function invoice(number: string, ...lines: Fields[]): Invoice {
  return {
    number,
    rows: lines.map((line, i) => {
      const {
        code = 'A',
        name = 'Apple',
        quantity = '1',
        at = '2011-01-05T13:40',
        price = '1.0',
        customer = '12345',
      } = line
      return { row: i + 1, fields: [number, code, name, quantity, at, price, customer, 'France'] }
    }),
  }
}

function input(...args: Parameters<typeof invoice>): Record<string, unknown> {
  const { content } = entryOf(invoice(...args))
  if ('problem' in content) throw content.problem
  return content.input as Record<string, unknown>
}

function refusal(...args: Parameters<typeof invoice>): string {
  const { content } = entryOf(invoice(...args))
  return 'problem' in content ? content.problem.code : 'none'
}

it('makes one sale of an invoice, with its equal lines and exact codes', () => {
  expect(
    input('536365', { code: '85123A', quantity: '6', price: '2.55' }, { code: '85123a' }, { code: '85123a' }),
  ).toEqual({
    reference: '536365',
    kind: 'sale',
    purchasedAt: '2011-01-05T13:40:00Z',
    currency: 'GBP',
    buyer: { accountIdentifier: '12345' },
    lines: [
      { code: '85123A', quantity: 6, unitPrice: 255, amount: 1530 },
      { code: '85123a', quantity: 1, unitPrice: 100, amount: 100 },
      { code: '85123a', quantity: 1, unitPrice: 100, amount: 100 },
    ],
  })
})

it('makes a return without original of a C invoice', () => {
  const made = input('C536379', { code: 'D', quantity: '-2', price: '27.5', customer: '' })
  expect(made).toMatchObject({
    kind: 'return',
    buyer: null,
    lines: [{ quantity: 2, unitPrice: 2750, amount: 5500 }],
  })
  expect(made).not.toHaveProperty('returnOf')
})

it('takes the first of two times, in British time, also where a clock change skips or repeats it', () => {
  expect(input('1', { at: '2011-06-26T10:59' }, { at: '2011-06-26T11:00' })).toMatchObject({
    purchasedAt: '2011-06-26T09:59:00Z',
  })
  expect(instantOf('2011-03-27T00:59')).toBe('2011-03-27T00:59:00Z')
  // Skipped: a clock that was not put forward says 01:30, which is 02:30 by the new time.
  expect(instantOf('2011-03-27T01:30')).toBe('2011-03-27T01:30:00Z')
  expect(instantOf('2011-03-27T02:30')).toBe('2011-03-27T01:30:00Z')
  // Repeated: the first one, still in summer time.
  expect(instantOf('2011-10-30T01:30')).toBe('2011-10-30T00:30:00Z')
  expect(refusal('1', { at: '2011-02-30T10:00' })).toBe('unreadable_row')
})

it('refuses what is no purchase', () => {
  expect(refusal('1', { quantity: '-3', price: '0.0', customer: '' })).toBe('stock_write_off')
  expect(refusal('1', { quantity: '3', price: '0.0', customer: '' })).toBe('stock_write_on')
  expect(refusal('A563185', { price: '11062.06', customer: '' })).toBe('book_adjustment')
  expect(refusal('1', { price: '-1.0' })).toBe('negative_price')
})

it('keeps gifts: a customer’s line at price 0, and lines at price 0 beside others', () => {
  expect(refusal('1', { price: '0.0' })).toBe('none')
  expect(refusal('1', { price: '0.0', customer: '' }, { price: '0', customer: '' })).toBe('none')
})

it('refuses an invoice whole where one row of it cannot be understood', () => {
  expect(refusal('1', {}, { quantity: '1.5' })).toBe('unreadable_row')
  expect(refusal('1', {}, { price: '1.2345' })).toBe('unreadable_row')
  expect(refusal('1', {}, { quantity: '0' })).toBe('zero_quantity')
  expect(refusal('1', {}, { quantity: '-1' })).toBe('signs_do_not_fit')
  expect(refusal('C1', { quantity: '-1' }, {})).toBe('signs_do_not_fit')
  expect(refusal('1', {}, { customer: '' })).toBe('buyers_differ')
})

it('keeps the original rows and what codes are called: the first name, silence where there is none', () => {
  const entry = entryOf(
    invoice(
      '7',
      { code: 'A', name: ' ' },
      { code: 'A', name: 'Apple' },
      { code: 'A', name: 'Pear' },
      { code: 'B', name: '' },
    ),
  )
  expect([...(entry.names ?? [])]).toEqual([
    ['A', 'Apple'],
    ['B', null],
  ])
  expect(entry).toMatchObject({ row: 1, rows: 4, reference: '7' })
  expect(entry.original).toContainEqual({
    invoice_no: '7',
    stock_code: 'B',
    description: '',
    quantity: '1',
    invoice_date: '2011-01-05T13:40',
    unit_price: '1.0',
    customer_id: '12345',
    country: 'France',
  })
})

it('reads prices exactly and rounds halves upwards', () => {
  expect(['0.0', '2.55', '0.001', '8142.75', '38970.0', '-1.5', '1e3', ''].map(thousandthsOf)).toEqual([
    0,
    2550,
    1,
    8_142_750,
    38_970_000,
    -1500,
    undefined,
    undefined,
  ])
  expect([0, 4, 5, 14, 15, 2550].map(penceOf)).toEqual([0, 0, 1, 1, 2, 255])
})

it('stays within what the ledger allows between an amount and quantity × unit price', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.integer({ min: 0, max: 10_000_000 }),
      (quantity, thousandths) => {
        const unitPrice = penceOf(thousandths)
        expect(Math.abs(penceOf(quantity * thousandths) - quantity * unitPrice)).toBeLessThanOrEqual(
          quantity / 2,
        )
      },
    ),
  )
})
