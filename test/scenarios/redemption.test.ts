import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { checks } from '#src/verify/checks.ts'
import { verifyData } from '#src/verify/verify-data.ts'
import { contextOf } from '#test/support/context.ts'
import { unique } from '#test/support/people.ts'
import { startProduct } from '#test/support/product.ts'
import type { Till } from '#test/support/till.ts'
import { booksOfStore, openTill, payingBuyer, runningCoupon } from '#test/support/till.ts'

const product = await startProduct()
const { db } = product.services

type Figures = { held: number; committed: number; uses: number }
async function figuresOf(couponId: string): Promise<Figures> {
  const { rows } = await sql<Figures>`select b.held_uses as held, b.committed_uses as committed,
      (select count(*) from coupon_uses u where u.coupon_id = b.coupon_id and u.state in ('held', 'committed')) as uses
    from coupon_budgets b where b.coupon_id = ${couponId}`.execute(db)
  return rows[0] as Figures
}
const together = <T>(count: number, call: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, i) => call(i)))

async function expectSound(till: Till): Promise<void> {
  expect((await booksOfStore(product, till.store.id)).all).toBe(0)
  const report = await verifyData(contextOf(product.services), checks)
  expect(report.filter(({ faults }) => faults > 0)).toEqual([])
}

describe('a coupon of 100 uses', () => {
  test('400 payments at the same time: exactly 100 discounts, 300 at the full price', async () => {
    const till = await openTill(product)
    const coupon = await runningCoupon(product, till, {
      funder: 'third_party',
      sponsor: 'メーカー',
      limits: { uses: 100 },
    })
    const answers = await together(400, () => till.settle({ couponCodes: [coupon.code] }))
    expect(answers.filter(({ status }) => status !== 201).map(({ text }) => text)).toEqual([])
    const due = answers.map(({ body }) => body.amountDue)
    expect(due.filter((amount) => amount === 10_000)).toHaveLength(100)
    expect(due.filter((amount) => amount === 11_000)).toHaveLength(300)
    expect(await figuresOf(coupon.id)).toEqual({ held: 0, committed: 100, uses: 100 })
    expect((await booksOfStore(product, till.store.id)).accounts).toEqual({
      sponsor_receivable: 100_000,
      store_cash: 4_300_000,
      store_payable: -4_400_000,
    })
    await expectSound(till)
  }, 120_000)

  test('while half of them are refunded: never more uses than there are, and each comes back once', async () => {
    const till = await openTill(product)
    const coupon = await runningCoupon(product, till, { limits: { uses: 20 } })
    const first = await together(20, () => till.settle({ couponCodes: [coupon.code] }))
    expect(first.every(({ body }) => body.discount === 1_100)).toBe(true)
    const refunded = first.slice(0, 10)
    const [backs, second] = await Promise.all([
      // Each twice, by two cashiers.
      together(20, (i) =>
        till.act(refunded[i % 10]?.body.id ?? '', 'refund', { reference: unique('b'), reason: '返品' }),
      ),
      together(40, () => till.settle({ couponCodes: [coupon.code] })),
    ])
    expect(backs.filter(({ status }) => status === 200)).toHaveLength(10)
    const discounted = second.filter(({ body }) => body.discount === 1_100).length
    expect(discounted).toBeLessThanOrEqual(10)
    const { committed, held } = await figuresOf(coupon.id)
    expect([committed, held]).toEqual([10 + discounted, 0])
    await expectSound(till)
  }, 120_000)

  test('with outcomes that nobody knows: held until the janitor has asked, then used by others', async () => {
    const till = await openTill(product)
    const buyer = await payingBuyer(product, 10_000_000)
    const coupon = await runningCoupon(product, till, { limits: { uses: 10 } })
    const tokens = await together(10, () => buyer.token())
    await till.script('sandbox:timeout', 5)
    const pay = (memberToken: string | undefined) =>
      till.settle({ memberToken, tenders: undefined, couponCodes: [coupon.code] })
    const unknown = await Promise.all(tokens.slice(0, 5).map(pay))
    expect(unknown.map(({ body }) => body.state)).toEqual(Array(5).fill('processing'))
    const paid = await Promise.all(tokens.slice(5).map(pay))
    expect(paid.map(({ body }) => `${body.state} ${body.discount}`)).toEqual(Array(5).fill('settled 1100'))
    expect(await figuresOf(coupon.id)).toEqual({ held: 5, committed: 5, uses: 10 })
    expect((await till.settle({ couponCodes: [coupon.code] })).body.discount).toBe(0)
    const at = Temporal.Instant.from(product.clock.now()).add({ minutes: 30 }).toString()
    await product.call('PUT', '/v1/sandbox/clock', { key: till.key, body: { at } })
    await product.settled()
    expect(await figuresOf(coupon.id)).toEqual({ held: 0, committed: 5, uses: 5 })
    expect((await till.settle({ couponCodes: [coupon.code] })).body.discount).toBe(1_100)
    await expectSound(till)
  }, 60_000)
})
