import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { startProduct } from '#test/support/product.ts'
import { booksOfStore, openTill, payingBuyer, runningCoupon } from '#test/support/till.ts'
import { unique } from '#test/support/people.ts'

const product = await startProduct()
const back = (more: object = {}) => ({ reference: unique('back'), reason: '返品', ...more })

describe('a refund', () => {
  test('of everything gives back what was paid, restores the coupon, and leaves a ledger of nothing', async () => {
    const till = await openTill(product)
    const buyer = await payingBuyer(product)
    const coupon = await runningCoupon(product, till, {
      funder: 'third_party',
      sponsor: 'メーカー',
      limits: { uses: 1 },
    })
    const { body } = await till.settle({
      memberToken: await buyer.token(),
      couponCodes: [coupon.code],
      tenders: [{ kind: 'cash', amount: 4_000 }, { kind: 'account' }],
    })
    const preview = await till.act(body.id, 'refund-preview')
    expect(preview.body).toMatchObject({
      kind: 'void',
      amount: 10_000,
      tenders: [
        { kind: 'cash', amount: 4_000 },
        { kind: 'account', amount: 6_000 },
      ],
      couponsShare: 1_000,
      couponsRestored: [{ couponId: coupon.publicId }],
    })
    const ask = back({ expectedAmount: 10_000 })
    const refunded = await till.act(body.id, 'refund', ask)
    expect(refunded.body, refunded.text).toMatchObject({
      state: 'refunded',
      refunded: 10_000,
      couponsUsed: [{ state: 'restored' }],
      refunds: [{ kind: 'refund', amount: 10_000, tax: 1_000 }],
    })
    await product.settled()
    const again = await till.act(body.id, 'refund', ask)
    expect(again.body).toMatchObject({ refunded: 10_000, refunds: [{ n: 1 }] })
    expect(again.body.refunds[0]?.tenders).toContainEqual({
      kind: 'account',
      amount: 6_000,
      state: 'succeeded',
    })
    const { all, accounts } = await booksOfStore(product, till.store.id)
    expect(all).toBe(0)
    expect(Object.values(accounts).filter((amount) => amount !== 0)).toEqual([])
    expect((await till.quote({ couponCodes: [coupon.code] })).body.amountDue).toBe(10_000)
  })

  test('is refused beyond what was bought, for a line that is none, and after all is back', async () => {
    const till = await openTill(product)
    const { body } = await till.settle()
    const codeOf = async (more: object) => (await till.act(body.id, 'refund', back(more))).body.code
    expect(await codeOf({ lines: [{ n: 1, quantity: 2 }] })).toMatch(/^return_exceeds/)
    expect(await codeOf({ lines: [{ n: 2, quantity: 1 }] })).toBe('line_unknown')
    expect(await codeOf({ expectedAmount: 1 })).toBe('refund_amount_changed')
    expect((await till.get(body.id)).refunded).toBe(0)
    expect((await till.act(body.id, 'refund', back())).body.refunded).toBe(11_000)
    expect(await codeOf({})).toBe('settlement_not_refundable')
  })

  test('at the same time as another never gives back more than was paid', async () => {
    const till = await openTill(product)
    const { body } = await till.settle({ lines: [{ description: 'A', quantity: 3, unitPrice: 1_001 }] })
    const all = await Promise.all(
      Array.from({ length: 6 }, () => till.act(body.id, 'refund', back({ lines: [{ n: 1, quantity: 1 }] }))),
    )
    expect(all.filter(({ status }) => status === 200)).toHaveLength(3)
    expect(await till.get(body.id)).toMatchObject({ state: 'refunded', refunded: 3_003 })
  })

  test('on the day undoes it whole; the day after it is too late', async () => {
    const till = await openTill(product)
    const first = await till.settle()
    expect((await till.act(first.body.id, 'void', back())).body).toMatchObject({
      state: 'voided',
      refunded: 11_000,
    })
    const second = await till.settle()
    const at = Temporal.Instant.from(product.clock.now()).add({ hours: 25 }).toString()
    await product.call('PUT', '/v1/sandbox/clock', { key: till.key, body: { at } })
    expect((await till.act(second.body.id, 'void', back())).body.code).toBe('void_too_late')
    expect((await booksOfStore(product, till.store.id)).accounts).toEqual({
      store_cash: 11_000,
      store_payable: -11_000,
    })
  })

  test('in any split gives back exactly what was paid, part by part', async () => {
    const till = await openTill(product)
    const share = {
      funder: 'third_party',
      sponsor: 'メーカー',
      stacking: 'stackable',
      stackingClass: 'a',
    } as const
    const third = await runningCoupon(product, till, { ...share, discount: { kind: 'amount', amount: 333 } })
    const shop = await runningCoupon(product, till, {
      stacking: 'stackable',
      stackingClass: 'b',
      discount: { kind: 'rate', basisPoints: 777 },
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 9_999 }), fc.boolean()), {
          minLength: 1,
          maxLength: 3,
        }),
        fc.array(fc.nat(100), { minLength: 12, maxLength: 12 }),
        fc.integer({ min: 1, max: 99 }),
        async (lines, order, percent) => {
          const { body: quote } = await till.quote({
            couponCodes: [third.code, shop.code],
            lines: lines.map(([quantity, unitPrice, reduced], i) => ({
              description: `L${i}`,
              code: `L${i}`,
              quantity,
              unitPrice,
              taxCategory: reduced ? 'AA' : 'S',
            })),
          })
          const part = Math.floor((quote.amountDue * percent) / 100)
          const tenders =
            part > 0 && part < quote.amountDue
              ? [{ kind: 'cash', amount: part }, { kind: 'cash' }]
              : [{ kind: 'cash' }]
          const { body } = await till.settle({
            couponCodes: [third.code, shop.code],
            tenders,
            lines: lines.map(([quantity, unitPrice, reduced], i) => ({
              description: `L${i}`,
              code: `L${i}`,
              quantity,
              unitPrice,
              taxCategory: reduced ? 'AA' : 'S',
            })),
          })
          const units = lines
            .flatMap(([quantity], i) => Array.from({ length: quantity }, () => i + 1))
            .map((n, i) => ({ n, by: order[i] ?? 0 }))
            .sort((a, b) => a.by - b.by)
          let last = body
          for (const { n } of units) {
            const answer = await till.act(body.id, 'refund', back({ lines: [{ n, quantity: 1 }] }))
            expect(answer.status, answer.text).toBe(200)
            last = answer.body
          }
          expect(last).toMatchObject({ state: 'refunded', refunded: body.amountDue })
          expect(last.refunds.reduce((sum, { tax }) => sum + (tax ?? 0), 0)).toBe(body.tax)
          expect(last.tenders.map(({ refunded }) => refunded)).toEqual(
            body.tenders.map(({ amount }) => amount),
          )
          const { all, accounts } = await booksOfStore(product, till.store.id)
          expect([all, ...Object.values(accounts).filter((amount) => amount !== 0)]).toEqual([0])
        },
      ),
      { numRuns: 12 },
    )
  }, 60_000)
})
