import { expect, test } from 'vitest'
import { startProduct } from '#test/support/product.ts'
import { openTill, payingBuyer, runningCoupon } from '#test/support/till.ts'
import { unique } from '#test/support/people.ts'

const product = await startProduct()

type Day = {
  id: string
  number: number
  expectedCash: number
  countedCash: number | null
  difference: number | null
  closedAt: string | null
  report: {
    sales: { count: number; total: number; discount: number }
    refunds: { count: number; amount: number }
    tenders: { kind: string; count: number; taken: number; refunded: number }[]
    rates: { taxCategory: string; due: number; tax: number; refundedTax: number }[]
    coupons: { count: number; amount: number }[]
    cash: { opening: number; taken: number; refunded: number; moved: number; expected: number }
  }
  code: string
}

test('a day at a register: opened with a float, closed with counted cash, and what is missing is shown', async () => {
  const till = await openTill(product)
  const buyer = await payingBuyer(product)
  const coupon = await runningCoupon(product, till)
  const url = `/v1/stores/${till.store.code}/register-days`
  const call = (method: 'GET' | 'POST', path: string, body?: object) =>
    product.call<Day>(method, `${url}${path}`, { key: till.key, ...(body ? { body } : {}) })
  const opened = await call('POST', '', { register: '1', openingCash: 50_000 })
  expect(opened).toMatchObject({ status: 201, body: { number: 1, expectedCash: 50_000 } })
  expect((await call('POST', '', { register: '1', openingCash: 0 })).body.code).toBe('register_day_open')
  const register = '1'
  const sold = await till.settle({
    register,
    tenders: [{ kind: 'cash', received: 20_000 }],
    couponCodes: [coupon.code],
  })
  await till.settle({ register, memberToken: await buyer.token(), tenders: undefined })
  await till.settle({ register: '2' })
  await call('POST', `/${opened.body.id}/cash-moves`, { amount: -5_000, reason: '両替' })
  await till.act(sold.body.id, 'refund', { reference: unique('back'), reason: '返品' })
  await till.settle({ register, total: { amount: 1_080, taxCategory: 'AA' } })

  const { body: now } = await call('GET', '/current?register=1')
  expect(now.report).toMatchObject({
    sales: { count: 3, total: 9_900 + 11_000 + 1_080, discount: 1_100 },
    refunds: { count: 1, amount: 9_900 },
    tenders: [
      { kind: 'cash', count: 2, taken: 10_980, refunded: 9_900 },
      { kind: 'account', count: 1, taken: 11_000, refunded: 0 },
    ],
    rates: [
      { taxCategory: 'S', due: 20_900, tax: 1_900, refundedTax: 900 },
      { taxCategory: 'AA', due: 1_080, tax: 80 },
    ],
    coupons: [{ count: 1, amount: 1_000 }],
    cash: { opening: 50_000, taken: 10_980, refunded: 9_900, moved: -5_000, expected: 46_080 },
  })
  const counted = [
    { denomination: 10_000, pieces: 4 },
    { denomination: 1_000, pieces: 6 },
    { denomination: 10, pieces: 7 },
  ]
  const preview = await call('POST', `/${opened.body.id}/close-preview`, { counted })
  expect(preview.body).toMatchObject({ closedAt: null, countedCash: 46_070, difference: -10 })
  const closed = await call('POST', `/${opened.body.id}/close`, { counted })
  expect(closed.body).toMatchObject({ countedCash: 46_070, expectedCash: 46_080, difference: -10, counted })
  // What is sold afterwards belongs to no day, and the report stays as it stood.
  await till.settle({ register })
  expect((await call('GET', `/${opened.body.id}`)).body.report).toEqual(closed.body.report)
  expect((await call('POST', `/${opened.body.id}/close`, { counted })).body.code).toBe('register_day_closed')
  expect((await call('POST', `/${opened.body.id}/cash-moves`, { amount: 1, reason: 'x' })).body.code).toBe(
    'register_day_closed',
  )
  expect((await call('POST', '', { register: '1', openingCash: 46_070 })).body.number).toBe(2)
  expect((await call('GET', '')).body).toMatchObject({ items: [{ number: 2 }, { number: 1 }] })
})

test('sold without a connection: told later as it was, at the printed price and without coupons', async () => {
  const till = await openTill(product)
  const buyer = await payingBuyer(product)
  const madeAt = product.clock.now()
  const memberToken = await buyer.token()
  product.clock.advance({ hours: 3 })
  const ask = { reference: unique('off'), offline: { madeAt }, memberToken, expectedAmountDue: 11_000 }
  const { body } = await till.settle({ ...ask, occurredAt: madeAt })
  expect(body).toMatchObject({ state: 'settled', amountDue: 11_000, madeOffline: true, occurredAt: madeAt })
  // The token only identified: it is the buyer's purchase.
  const mine = await product.call<{ items: { id: string }[] }>('GET', '/v1/me/settlements', {
    cookie: buyer.cookie,
  })
  expect(mine.body.items).toMatchObject([{ id: body.id }])
  expect((await till.settle({ ...ask, occurredAt: madeAt })).body.replayed).toBe(true)
  expect(
    (await till.settle({ ...ask, occurredAt: madeAt, reference: unique('off'), expectedAmountDue: 1 })).body
      .code,
  ).toBe('amount_changed')
})
