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
const till = await openTill(product)

const atOnce = <T>(count: number, call: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, i) => call(i)))
const statuses = (answers: readonly { status: number }[]) => answers.map(({ status }) => status)

type Kept = { settlements: number; keys: number; purchases: number; transactions: number }
async function keptOf({ store }: Till): Promise<Kept> {
  const { rows } = await sql<Kept>`
    select (select count(*) from settlements where store_id = ${store.id}) as settlements,
      (select count(*) from settlement_keys where store_id = ${store.id}) as keys,
      (select count(*) from purchase_keys where store_id = ${store.id}) as purchases,
      (select count(distinct xmin::text) from settlements where store_id = ${store.id}) as transactions`.execute(
    db,
  )
  return rows[0] as Kept
}

async function usesOf(couponId: string): Promise<number> {
  const { rows } = await sql<{ uses: number }>`
    select committed_uses as uses from coupon_budgets where coupon_id = ${couponId}`.execute(db)
  return rows[0]?.uses ?? 0
}

async function expectSound(shop: Till): Promise<void> {
  expect((await booksOfStore(product, shop.store.id)).all).toBe(0)
  const report = await verifyData(contextOf(product.services), checks)
  expect(report.filter(({ faults }) => faults > 0)).toEqual([])
}

/** A buyer with an account for which coupons are selected. */
async function buyerWith(codes: readonly string[]) {
  const buyer = await payingBuyer(product)
  const { cookie, accountId } = buyer
  const holdingIds: string[] = []
  for (const code of codes) {
    const added = await product.call<{ id: string }>('POST', '/v1/me/coupons', { cookie, body: { code } })
    holdingIds.push(added.body.id)
  }
  await product.call('PUT', `/v1/me/accounts/${accountId}/coupons`, { cookie, body: { holdingIds } })
  return buyer
}

describe('settlements in cash that come at the same time', () => {
  test('share transactions; each is its own, whole', async () => {
    const here = await openTill(product)
    const answers = await atOnce(40, (i) =>
      here.settle({ lines: [{ description: '電池', quantity: 1, unitPrice: 1000 + i }] }),
    )
    expect(answers.map(({ body }) => [body.state, body.amountDue])).toEqual(
      answers.map((_, i) => ['settled', 1000 + i]),
    )
    expect(new Set(answers.map(({ body }) => body.receipt?.number)).size).toBe(40)
    for (const { body } of answers.slice(0, 3)) expect(await here.get(body.id)).toEqual(body)
    const { transactions, ...kept } = await keptOf(here)
    expect(kept).toEqual({ settlements: 40, keys: 40, purchases: 40 })
    expect(transactions).toBeLessThan(20)
    await expectSound(here)
  })

  test('of one reference one is settled, and the others answer the same', async () => {
    const same = { reference: unique('same'), occurredAt: product.services.clock.now() }
    const answers = await atOnce(12, () => till.settle(same))
    expect(new Set(statuses(answers))).toEqual(new Set([201]))
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    expect(answers.filter(({ body }) => !body.replayed)).toHaveLength(1)
    const others = await atOnce(6, (i) => till.settle({ ...same, register: `R${i}` }))
    expect(others.map(({ body }) => body.code)).toEqual(others.map(() => 'settlement_conflict'))
  })

  test('M26 a buyer’s own limit holds over all of them', async () => {
    const coupon = await runningCoupon(product, till, { limits: { usesPerBuyer: 2 } })
    const { identifier } = await buyerWith([coupon.code])
    const answers = await atOnce(10, () => till.settle({ account: identifier }))
    expect(new Set(statuses(answers))).toEqual(new Set([201]))
    expect(answers.filter(({ body }) => body.couponsUsed.length === 1)).toHaveLength(2)
    expect(await usesOf(coupon.id)).toBe(2)
    await expectSound(till)
  })

  test('a limit in yen holds over all of them', async () => {
    const coupon = await runningCoupon(product, till, { limits: { amount: 3_500 } })
    const answers = await atOnce(10, () => till.settle({ couponCodes: [coupon.code] }))
    expect(answers.filter(({ body }) => body.couponsUsed.length === 1)).toHaveLength(3)
    expect(await usesOf(coupon.id)).toBe(3)
  })

  test('where the best coupon is used up the next one applies itself', async () => {
    const best = await runningCoupon(product, till, {
      discount: { kind: 'amount', amount: 2000 },
      limits: { uses: 3 },
    })
    const next = await runningCoupon(product, till, { discount: { kind: 'amount', amount: 500 } })
    const buyers = await atOnce(8, () => buyerWith([best.code, next.code]))
    const answers = await Promise.all(buyers.map(({ identifier }) => till.settle({ account: identifier })))
    const used = answers.map(({ body }) => body.couponsUsed.map(({ couponId }) => couponId))
    expect(used.filter(([id]) => id === best.publicId)).toHaveLength(3)
    expect(used.filter(([id]) => id === next.publicId)).toHaveLength(5)
    expect([await usesOf(best.id), await usesOf(next.id)]).toEqual([3, 5])
    await expectSound(till)
  })

  test('what is refused is refused for its own reason, leaves nothing, and disturbs no other', async () => {
    const here = await openTill(product)
    const coupon = await runningCoupon(product, here, { limits: { uses: 40 } })
    await product.call('POST', '/v1/purchases', {
      key: here.key,
      body: {
        storeCode: here.store.code,
        reference: 'reported-before',
        purchasedAt: product.services.clock.now(),
        currency: 'JPY',
        lines: [{ code: 'A', quantity: 1, unitPrice: 1 }],
      },
    })
    const wrong: readonly [code: string, ask: Record<string, unknown>][] = [
      ['amount_changed', { expectedAmountDue: 1, couponCodes: [coupon.code] }],
      ['cash_too_little', { tenders: [{ kind: 'cash', received: 5 }], couponCodes: [coupon.code] }],
      ['tenders_do_not_match', { tenders: [{ kind: 'cash', amount: 5 }], couponCodes: [coupon.code] }],
      ['coupon_code_unknown', { couponCodes: ['NOT-A-CODE'] }],
      ['purchase_conflict', { reference: 'reported-before', couponCodes: [coupon.code] }],
      ['account_unknown', { account: '0000-0000-0000-0' }],
    ]
    const answers = await Promise.all(
      wrong.flatMap(([, ask]) => [
        here.settle(ask),
        here.settle({ couponCodes: [coupon.code] }),
        here.settle({ couponCodes: [coupon.code] }),
      ]),
    )
    expect(answers.filter((_, i) => i % 3 === 0).map(({ body }) => body.code)).toEqual(
      wrong.map(([code]) => code),
    )
    const good = answers.filter((_, i) => i % 3 > 0)
    expect(good.map(({ body }) => body.amountDue)).toEqual(good.map(() => 9_900))
    expect(await usesOf(coupon.id)).toBe(12)
    expect(await keptOf(here)).toMatchObject({ settlements: 12, keys: 12, purchases: 13 })
    await expectSound(here)
  })

  test('all belong to the open day of their register', async () => {
    const here = await openTill(product)
    const opened = await product.call<{ id: string }>('POST', `/v1/stores/${here.store.code}/register-days`, {
      key: here.key,
      body: { register: '1', openingCash: 10_000 },
    })
    expect(opened.status, opened.text).toBe(201)
    await atOnce(12, (i) => here.settle({ register: i % 2 === 0 ? '1' : '2' }))
    const { rows } = await sql<{ register: string; days: number }>`
      select register, count(day_id) as days from settlements where store_id = ${here.store.id}
      group by register order by register`.execute(db)
    expect(rows).toEqual([
      { register: '1', days: 6 },
      { register: '2', days: 0 },
    ])
  })
})
