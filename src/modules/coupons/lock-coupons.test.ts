import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import type { PurchaserId } from '#platform/ids.ts'
import { Rows } from '#platform/rows.ts'
import { contextOf, testServices } from '#test/support/context.ts'
import {
  figuresOf,
  hold,
  inTx,
  newBuyer,
  newSettlement,
  personalCodes,
  startCoupon,
} from '#test/support/coupons.ts'
import { openShop } from '#test/support/product.ts'
import type { Candidate } from './choose-coupons.ts'
import { restoreCoupons } from './end-uses.ts'
import { findCandidates } from './find-candidates.ts'
import type { CouponTake } from './hold-coupons.ts'
import type { LockedCoupons, Taker } from './lock-coupons.ts'
import { lockCoupons } from './lock-coupons.ts'
import { keepHolding } from './writes.ts'

const base = await testServices()
const { services } = base
afterAll(base.close)
const shop = await openShop({ services })
const at = services.clock.now()

/** What a till takes for a code. */
async function takeOf(code: string, amount = 100): Promise<CouponTake> {
  const asked = { store: shop.store, at, accountId: null, purchaserId: null, codes: [code] }
  const { couponId, codeHash } = (await findCandidates(contextOf(services), asked))[0] as Candidate
  return { couponId, codeHash, holdingId: null, amount }
}
const taker = (purchaserId: PurchaserId | null = null): Taker => ({
  settlementId: newSettlement(),
  purchaserId,
  at,
  checkAt: at,
})
/** Locks what may be taken, takes, and writes. */
function locked<T>(takes: readonly CouponTake[], work: (coupons: LockedCoupons) => T): Promise<T> {
  return inTx(services, async (tx, ctx) => {
    const coupons = await lockCoupons(tx, ctx, takes)
    const result = work(coupons)
    const rows = new Rows()
    await coupons.write(tx, rows)
    await rows.insert(tx)
    return result
  })
}
/** How many of some equal takes there is a use for. */
const taken = (take: CouponTake, count: number) =>
  locked(
    [take],
    (coupons) =>
      Array.from({ length: count }, () => coupons.take(taker(), [take])).filter((gone) => gone.length === 0)
        .length,
  )

describe('coupons that many settlements take together', () => {
  test('are counted up to the limit of uses, those that others hold included', async () => {
    const coupon = await startCoupon(services, shop, { limits: { uses: 5 } })
    const take = await takeOf(coupon.code)
    await hold(services, take, newSettlement())
    expect(await taken(take, 9)).toBe(4)
    expect(await taken(take, 9)).toBe(0)
    const { budget, uses } = await figuresOf(services, coupon.id)
    expect(budget).toEqual({ held: 1, committed: 4, heldAmount: 100, committedAmount: 400 })
    expect(uses).toEqual(budget)
  })

  test('and up to the limit in money', async () => {
    const coupon = await startCoupon(services, shop, { limits: { amount: 250 } })
    expect(await taken(await takeOf(coupon.code), 9)).toBe(2)
    expect(await taken(await takeOf(coupon.code, 51), 1)).toBe(0)
    expect(await taken(await takeOf(coupon.code, 50), 2)).toBe(1)
  })

  test('a personal code is used once, and becomes its buyer’s', async () => {
    const coupon = await startCoupon(services, shop)
    const [code = ''] = await personalCodes(services, shop, coupon, 1)
    const take = await takeOf(code)
    const purchaserId = newBuyer()
    const holdingId = await inTx(services, (tx) =>
      keepHolding(tx, { purchaserId, couponId: coupon.id, codeHash: take.codeHash as Buffer, at }),
    )
    const mine = { ...take, holdingId }
    expect(
      await locked([mine], (coupons) => [1, 2].map(() => coupons.take(taker(purchaserId), [mine]))),
    ).toEqual([[], [coupon.id]])
    const { rows } = await sql<{ purchaser_id: string; uses: number; own: number }>`
      select k.purchaser_id, k.committed_uses as uses, h.committed_uses as own from coupon_codes k, coupon_holdings h
      where k.hash = ${take.codeHash} and h.id = ${holdingId}`.execute(services.db)
    expect(rows[0]).toEqual({ purchaser_id: purchaserId, uses: 1, own: 1 })
  })

  test('a code that was revoked meanwhile is worthless', async () => {
    const coupon = await startCoupon(services, shop)
    const take = await takeOf(coupon.code)
    await sql`update coupon_codes set revoked_at = ${at} where hash = ${take.codeHash}`.execute(services.db)
    expect(await taken(take, 1)).toBe(0)
  })

  test('a buyer has a limit over all of their codes', async () => {
    const coupon = await startCoupon(services, shop, { limits: { usesPerBuyer: 3 } })
    const codes = await personalCodes(services, shop, coupon, 5)
    const [buyer, other] = [newBuyer(), newBuyer()]
    const takes: CouponTake[] = []
    for (const [i, code] of codes.entries()) {
      const take = await takeOf(code)
      const purchaserId = i < 4 ? buyer : other
      const holdingId = await inTx(services, (tx) =>
        keepHolding(tx, { purchaserId, couponId: coupon.id, codeHash: take.codeHash as Buffer, at }),
      )
      takes.push({ ...take, holdingId })
    }
    const gone = await locked(takes, (coupons) =>
      takes.map((take, i) => coupons.take(taker(i < 4 ? buyer : other), [take]).length),
    )
    expect(gone).toEqual([0, 0, 0, 1, 0])
    const again = takes[3] as CouponTake
    expect(await locked([again], (coupons) => coupons.take(taker(buyer), [again]))).toEqual([coupon.id])
  })

  test('all of a settlement’s are taken or none, and what it gives back the next one takes', async () => {
    const one = await startCoupon(services, shop, { limits: { uses: 1 } })
    const two = await startCoupon(services, shop, { limits: { uses: 2 } })
    const [first, second] = [await takeOf(one.code), await takeOf(two.code)]
    const [a, b, c] = [taker(), taker(), taker()]
    const outcome = await locked([first, second], (coupons) => {
      const steps = [coupons.take(a, [first]), coupons.take(b, [first, second])]
      coupons.giveBack(a.settlementId)
      return [...steps, coupons.take(c, [first, second])]
    })
    expect(outcome).toEqual([[], [one.id], []])
    for (const id of [one.id, two.id]) {
      const { budget, uses } = await figuresOf(services, id)
      expect(budget).toEqual({ held: 0, committed: 1, heldAmount: 0, committedAmount: 100 })
      expect(uses).toEqual(budget)
    }
    // A use that was taken so comes back as every other.
    await inTx(services, (tx, ctx) =>
      restoreCoupons(tx, ctx, { settlementId: c.settlementId, at, timeZone: 'Asia/Tokyo' }),
    )
    expect((await figuresOf(services, one.id)).budget).toMatchObject({ committed: 0, committedAmount: 0 })
  })

  test('says what it has not locked', async () => {
    const coupon = await startCoupon(services, shop)
    const take = await takeOf(coupon.code)
    const [code = ''] = await personalCodes(services, shop, coupon, 1)
    const other = await takeOf(code)
    expect(await locked([take], (coupons) => [coupons.has([take]), coupons.has([take, other])])).toEqual([
      true,
      false,
    ])
    expect(await locked([], (coupons) => [coupons.has([]), coupons.has([take])])).toEqual([true, false])
  })

  test('two transactions at a time never pass the limit', async () => {
    const coupon = await startCoupon(services, shop, { limits: { uses: 30 } })
    const take = await takeOf(coupon.code)
    const counts = await Promise.all(Array.from({ length: 6 }, () => taken(take, 8)))
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(30)
    expect((await figuresOf(services, coupon.id)).budget.committed).toBe(30)
  })
})
