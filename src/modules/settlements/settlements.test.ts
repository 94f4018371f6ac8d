import { describe, expect, test } from 'vitest'
import { startProduct } from '#test/support/product.ts'
import { booksOfStore, openTill, payingBuyer, runningCoupon } from '#test/support/till.ts'

const product = await startProduct()

/** Requirements, section 3-D, and the examples of domain 6: 10 % unless said, face net. */
const worked = [
  ['D3', 11_000, 'S', { kind: 'amount', amount: 1000 }, 9_900, 10_000],
  ['D4', 11_000, 'S', { kind: 'rate', basisPoints: 1000 }, 9_900, 9_900],
  ['D5', 1_080, 'AA', { kind: 'amount', amount: 100 }, 972, 980],
  ['D6', 1_080, 'AA', { kind: 'rate', basisPoints: 1000 }, 972, 972],
  ['D7', 1_000, 'S', { kind: 'amount', amount: 100 }, 891, 900],
  ['D8', 1_000, 'S', { kind: 'rate', basisPoints: 1500 }, 851, 850],
  ['D9', 3_980, 'S', { kind: 'rate', basisPoints: 1000 }, 3_583, 3_582],
  ['D10', 3_980, 'S', { kind: 'amount', amount: 500 }, 3_430, 3_480],
  ['D11', 298, 'AA', { kind: 'rate', basisPoints: 1000 }, 268, 269],
] as const

const liable = await openTill(product)
const exempt = await openTill(product, { status: 'exempt' })

describe('what is due, through the route', () => {
  test.each(worked)(
    '%s M11 M12 M14 M20–M24 M28: %d at %s',
    async (_id, price, taxCategory, discount, due, dueExempt) => {
      for (const [till, expected] of [
        [liable, due],
        [exempt, dueExempt],
      ] as const) {
        const coupon = await runningCoupon(product, till, { discount })
        const ask = { couponCodes: [coupon.code], total: { amount: price, taxCategory } }
        expect((await till.quote(ask)).body).toMatchObject({
          amountDue: expected,
          discount: price - expected,
        })
        const settled = await till.settle({ ...ask, expectedAmountDue: expected })
        expect(settled.body).toMatchObject({
          state: 'settled',
          amountDue: expected,
          couponsUsed: [{ couponId: coupon.publicId, state: 'committed', funder: 'shop' }],
        })
      }
    },
  )

  test('D1 D2 M39: the rate is that of the day of supply, 5 % in 2001', async () => {
    const coupon = await runningCoupon(product, liable, { discount: { kind: 'amount', amount: 1000 } })
    const { body } = await liable.quote({
      occurredAt: '2001-06-01T12:00:00+09:00',
      couponCodes: [coupon.code],
      total: { amount: 10_500, taxCategory: 'S' },
    })
    expect(body).toMatchObject({ amountDue: 9_450, tax: 450 })
  })

  test('M15 M16 M23: every value on the way is in the steps', async () => {
    const coupon = await runningCoupon(product, liable)
    const { body } = await liable.quote({ couponCodes: [coupon.code] })
    expect(body.taxes[0]?.steps.map(({ name, amount }) => [name, amount])).toEqual([
      ['price', 11_000],
      ['tax', 1_000],
      ['net', 10_000],
      ['discount', 1_000],
      ['discountedNet', 9_000],
      ['newTax', 900],
      ['amountDue', 9_900],
    ])
  })

  test('M27: without a coupon the price is due', async () => {
    expect((await liable.settle()).body).toMatchObject({ amountDue: 11_000, discount: 0, couponsUsed: [] })
  })

  test('M35: one amount over two rates', async () => {
    const lines = [
      { description: 'A', quantity: 1, unitPrice: 3_300 },
      { description: 'B', quantity: 1, unitPrice: 1_080, taxCategory: 'AA' },
    ]
    for (const [till, due] of [
      [liable, 3_832],
      [exempt, 3_880],
    ] as const) {
      const coupon = await runningCoupon(product, till, { discount: { kind: 'amount', amount: 500 } })
      expect((await till.settle({ lines, couponCodes: [coupon.code] })).body.amountDue).toBe(due)
    }
  })
})

describe('paying', () => {
  test('in cash: change is given, the receipt is a simplified invoice, the ledger balances', async () => {
    const till = await openTill(product)
    const { body, status } = await till.settle({ tenders: [{ kind: 'cash', received: 20_000 }] })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      state: 'settled',
      tenders: [{ kind: 'cash', amount: 11_000, change: 9_000, state: 'paid' }],
    })
    expect(body.receipt?.number).toMatch(/^\w{4}-\w{4}-\w{4}-\w$/)
    expect(await booksOfStore(product, till.store.id)).toEqual({
      all: 0,
      accounts: { store_cash: 11_000, store_payable: -11_000 },
    })
  })

  test('M17–M19 M25: by a token of this minute, from the account, with the coupon of a third party', async () => {
    const till = await openTill(product)
    const buyer = await payingBuyer(product)
    const coupon = await runningCoupon(product, till, { funder: 'third_party', sponsor: 'メーカー' })
    const { body } = await till.settle({
      tenders: undefined,
      memberToken: await buyer.token(),
      couponCodes: [coupon.code],
    })
    expect(body).toMatchObject({
      state: 'settled',
      price: 11_000,
      total: 11_000,
      couponsAsMoney: 1_000,
      amountDue: 10_000,
      tax: 1_000,
      tenders: [{ kind: 'account', amount: 10_000, state: 'captured' }],
    })
    const { accounts, all } = await booksOfStore(product, till.store.id)
    expect(all).toBe(0)
    expect(accounts).toMatchObject({
      sponsor_receivable: 1_000,
      clearing_sandbox: 10_000,
      store_payable: -11_000,
    })
  })

  test('M02 M03 M17 M18 M26: of two coupons selected before that stand alone the better one applies itself', async () => {
    const till = await openTill(product)
    const { cookie, accountId, identifier } = await payingBuyer(product)
    const holdingIds: string[] = []
    for (const amount of [500, 1000]) {
      const { code } = await runningCoupon(product, till, { discount: { kind: 'amount', amount } })
      const added = await product.call<{ id: string }>('POST', '/v1/me/coupons', { cookie, body: { code } })
      holdingIds.push(added.body.id)
    }
    await product.call('PUT', `/v1/me/accounts/${accountId}/coupons`, { cookie, body: { holdingIds } })
    const { body } = await till.settle({ account: identifier })
    expect(body).toMatchObject({
      amountDue: 9_900,
      couponsUsed: [{ amount: 1_000 }],
      couponsRefused: [{ reason: 'better_one_chosen' }],
    })
  })

  test('a token is used up by what it authorised, and never twice', async () => {
    const buyer = await payingBuyer(product)
    const memberToken = await buyer.token()
    expect((await liable.settle({ tenders: undefined, memberToken })).status).toBe(201)
    const again = await liable.settle({ tenders: undefined, memberToken })
    expect(again.body.code).toBe('member_token_used')
  })

  test('nothing due: no payment is attempted', async () => {
    const coupon = await runningCoupon(product, liable, { discount: { kind: 'rate', basisPoints: 10_000 } })
    const { body } = await liable.settle({ couponCodes: [coupon.code], tenders: undefined })
    expect(body).toMatchObject({ state: 'settled', amountDue: 0, tenders: [] })
  })

  test('the same reference with the same content answers the same; with other content it is refused', async () => {
    const reference = `same-${Date.now()}`
    const first = await liable.settle({ reference, occurredAt: '2026-11-22T10:00:00+09:00' })
    const second = await liable.settle({ reference, occurredAt: '2026-11-22T10:00:00+09:00' })
    expect(second.body).toEqual({ ...first.body, replayed: true })
    expect(second.headers['idempotency-replayed']).toBe('true')
    const other = await liable.settle({ reference, occurredAt: '2026-11-22T11:00:00+09:00' })
    expect(other).toMatchObject({ status: 409, body: { code: 'settlement_conflict' } })
  })
})
