import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import type { PurchaserId, SettlementId } from '#platform/ids.ts'
import { contextOf, testServices } from '#test/support/context.ts'
import { openShop } from '#test/support/product.ts'
import type { Candidate } from './choose-coupons.ts'
import type { Coupon } from './definitions.ts'
import { commitCoupons, releaseCoupons, restoreCoupons, returnShares } from './end-uses.ts'
import { findCandidates } from './find-candidates.ts'
import { holdCoupons } from './hold-coupons.ts'
import {
  figuresOf,
  hold,
  inTx,
  newBuyer,
  newSettlement,
  personalCodes,
  setState,
  startCoupon,
} from '#test/support/coupons.ts'

const base = await testServices()
const { services } = base
afterAll(base.close)
const shop = await openShop({ services })
const at = services.clock.now()
const timeZone = 'Asia/Tokyo'

/** What a till finds by a code. */
const find = async (code: string, purchaserId: PurchaserId | null = null, when = at) => {
  const asked = { store: shop.store, at: when, accountId: null, purchaserId, codes: [code] }
  return (await findCandidates(contextOf(services), asked))[0] as Candidate
}
const commit = (settlementId: SettlementId) =>
  inTx(services, (tx, ctx) => commitCoupons(tx, ctx, { settlementId, at }))
const release = (settlementId: SettlementId) =>
  inTx(services, (tx, ctx) => releaseCoupons(tx, ctx, { settlementId, at }))
const restore = (settlementId: SettlementId, when = at) =>
  inTx(services, (tx, ctx) => restoreCoupons(tx, ctx, { settlementId, at: when, timeZone }))
const giveBack = (settlementId: SettlementId, couponId: Coupon['id'], amount: number) =>
  inTx(services, (tx, ctx) => returnShares(tx, ctx, { settlementId, shares: [{ couponId, amount }] }))
const codeUses = async (hash: Buffer | null) => {
  const { rows } = await sql<{ held: number; committed: number }>`
    select held_uses as held, committed_uses as committed from coupon_codes where hash = ${hash}`.execute(
    services.db,
  )
  return rows[0]
}
const statesOf = async (settlementId: SettlementId) => {
  const { rows } = await sql<{ state: string }>`
    select state from coupon_uses where settlement_id = ${settlementId}`.execute(services.db)
  return rows.map(({ state }) => state)
}
/** The budget is what the uses say, and no limit is passed. */
const balanced = async ({ id, terms }: Coupon) => {
  const { budget, uses } = await figuresOf(services, id)
  expect(budget).toEqual(uses)
  if (terms.limits.uses !== null)
    expect(budget.held + budget.committed).toBeLessThanOrEqual(terms.limits.uses)
  return budget
}
/** Numbers that are the same in every run. */
function chances(seed: number): () => number {
  let state = seed
  return () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648
}

describe('a use of a coupon', () => {
  test('is held, committed and restored; a second call changes nothing', async () => {
    const coupon = await startCoupon(services, shop, { limits: { uses: 1, amount: 100 } })
    const one = await find(coupon.code)
    const settlementId = newSettlement()
    expect(await hold(services, one, settlementId)).toBe(true)
    expect(await hold(services, one, settlementId)).toBe(true)
    expect(await balanced(coupon)).toEqual({ held: 1, committed: 0, heldAmount: 100, committedAmount: 0 })
    await commit(settlementId)
    await commit(settlementId)
    await release(settlementId)
    expect(await balanced(coupon)).toEqual({ held: 0, committed: 1, heldAmount: 0, committedAmount: 100 })
    expect(await codeUses(one.codeHash)).toEqual({ held: 0, committed: 1 })
    expect((await find(coupon.code)).refusal).toBe('limit_reached')
    expect(await hold(services, one, newSettlement())).toBe(false)
    await restore(settlementId)
    await restore(settlementId)
    expect(await balanced(coupon)).toEqual({ held: 0, committed: 0, heldAmount: 0, committedAmount: 0 })
    expect(await codeUses(one.codeHash)).toEqual({ held: 0, committed: 0 })
    expect(await hold(services, one, newSettlement())).toBe(true)
  })

  test('that is released can be held again by the same settlement, one that came back cannot', async () => {
    const coupon = await startCoupon(services, shop)
    const one = await find(coupon.code)
    const settlementId = newSettlement()
    await hold(services, one, settlementId)
    await release(settlementId)
    await release(settlementId)
    expect(await balanced(coupon)).toMatchObject({ held: 0, committed: 0 })
    expect(await hold(services, one, settlementId, { amount: 70 })).toBe(true)
    expect(await balanced(coupon)).toMatchObject({ held: 1, heldAmount: 70 })
    await commit(settlementId)
    await restore(settlementId)
    await hold(services, one, settlementId)
    expect(await balanced(coupon)).toMatchObject({ held: 0, committed: 0 })
  })

  test('counts against the money of the coupon, of which a partial refund gives its share back', async () => {
    const coupon = await startCoupon(services, shop, { limits: { amount: 150 } })
    const one = await find(coupon.code)
    const settlementId = newSettlement()
    expect(await hold(services, one, settlementId, { amount: 151 })).toBe(false)
    expect(await hold(services, one, settlementId, { amount: 100 })).toBe(true)
    await commit(settlementId)
    expect(await hold(services, one, newSettlement(), { amount: 51 })).toBe(false)
    await giveBack(settlementId, coupon.id, 40)
    expect(await balanced(coupon)).toMatchObject({ committed: 1, committedAmount: 60 })
    expect(await hold(services, one, newSettlement(), { amount: 90 })).toBe(true)
    await expect(giveBack(settlementId, coupon.id, 61)).rejects.toThrow('no such shares')
    await giveBack(settlementId, coupon.id, 60)
    await restore(settlementId)
    expect(await balanced(coupon)).toMatchObject({ committed: 0, committedAmount: 0, heldAmount: 90 })
  })

  test('is taken of all coupons of a settlement or of none', async () => {
    const free = await startCoupon(services, shop)
    const full = await startCoupon(services, shop, { limits: { uses: 1 } })
    const [a, b] = [await find(free.code), await find(full.code)]
    await hold(services, b, newSettlement())
    const settlementId = newSettlement()
    const takes = [a, b].map(({ couponId, holdingId, codeHash }) => ({
      couponId,
      holdingId,
      codeHash,
      amount: 5,
    }))
    const input = { settlementId, purchaserId: newBuyer(), takes, at, checkAt: at }
    expect(await inTx(services, (tx, ctx) => holdCoupons(tx, ctx, input))).toEqual([full.id])
    expect(await balanced(free)).toMatchObject({ held: 0 })
    expect(await balanced(full)).toMatchObject({ held: 1 })
  })

  test('of a personal code is one, and of a code that was revoked none', async () => {
    const coupon = await startCoupon(services, shop)
    const [code = '', other = ''] = await personalCodes(services, shop, coupon, 2)
    const one = await find(code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l'))
    expect(await hold(services, one, newSettlement())).toBe(true)
    expect(await hold(services, one, newSettlement())).toBe(false)
    const revoked = await find(other)
    await sql`update coupon_codes set revoked_at = now() where hash = ${revoked.codeHash}`.execute(
      services.db,
    )
    expect(await hold(services, revoked, newSettlement())).toBe(false)
    await expect(find(other)).rejects.toMatchObject({ code: 'coupon_code_unknown' })
  })

  test('is limited for each buyer over all of their codes', async () => {
    const coupon = await startCoupon(services, shop, { limits: { usesPerBuyer: 2 } })
    const codes = await personalCodes(services, shop, coupon, 3)
    const purchaserId = newBuyer()
    const held: boolean[] = []
    for (const code of codes)
      held.push(await hold(services, await find(code, purchaserId), newSettlement(), { purchaserId }))
    expect(held).toEqual([true, true, false])
    expect(await balanced(coupon)).toMatchObject({ held: 2 })
    expect((await find(coupon.code, purchaserId)).refusal).toBe('buyer_limit_reached')
    expect((await find(coupon.code, newBuyer())).refusal).toBeNull()
    // A code of somebody else is as unknown as none.
    await expect(find(codes[0] as string, newBuyer())).rejects.toMatchObject({ code: 'coupon_code_unknown' })
  })

  test('that comes back after the end can be used for 14 days more', async () => {
    const coupon = await startCoupon(services, shop, { lastDay: '2099-12-31' })
    const purchaserId = newBuyer()
    const settlementId = newSettlement()
    await hold(services, await find(coupon.code, purchaserId), settlementId, { purchaserId })
    await commit(settlementId)
    await restore(settlementId, '2100-03-01T05:00:00Z')
    const on = async (when: string) => {
      const { refusal, lastDay } = await find(coupon.code, purchaserId, when)
      return [refusal, lastDay]
    }
    expect(await on('2100-03-15T14:59:59Z')).toEqual([null, '2100-03-15'])
    expect(await on('2100-03-15T15:00:00Z')).toEqual(['expired', '2099-12-31'])
    expect((await find(coupon.code, newBuyer(), '2100-03-02T00:00:00Z')).refusal).toBe('expired')
    const again = newSettlement()
    await hold(services, await find(coupon.code, purchaserId), again, { purchaserId })
    await commit(again)
    await restore(again, '2099-12-30T00:00:00Z')
    expect(await on('2100-03-15T14:59:59Z')).toEqual([null, '2100-03-15'])
  })

  test('that comes back after the shop ended the coupon can be used for 14 days more', async () => {
    const coupon = await startCoupon(services, shop)
    const purchaserId = newBuyer()
    const settlementId = newSettlement()
    await hold(services, await find(coupon.code, purchaserId), settlementId, { purchaserId })
    await commit(settlementId)
    await setState(contextOf(services), coupon.id, 'ended')
    expect((await find(coupon.code, purchaserId)).refusal).toBe('not_running')
    await restore(settlementId)
    expect((await find(coupon.code, purchaserId)).refusal).toBeNull()
    expect((await find(coupon.code, newBuyer())).refusal).toBe('not_running')
  })

  test('tells who used it and who has it back', async () => {
    const coupon = await startCoupon(services, shop)
    const purchaserId = newBuyer()
    const settlementId = newSettlement()
    await hold(services, await find(coupon.code, purchaserId), settlementId, { purchaserId })
    await commit(settlementId)
    await restore(settlementId)
    const { rows } = await sql<{ topic: string; payload: object }>`
      select topic, payload from outbox where payload->>'settlementId' = ${settlementId} order by id`.execute(
      services.db,
    )
    const payload = { couponId: coupon.id, settlementId, amount: 100, purchaserIds: [purchaserId], at }
    expect(rows).toEqual([
      { topic: 'coupon.used', payload },
      { topic: 'coupon.restored', payload },
    ])
  })
})

describe('however many come at a time', { timeout: 30_000 }, () => {
  test('M08 of 200 payments ten have a coupon of which ten are left', async () => {
    const coupon = await startCoupon(services, shop, { limits: { uses: 10, amount: 900 } })
    const one = await find(coupon.code)
    const held = await Promise.all(
      Array.from({ length: 200 }, () => hold(services, one, newSettlement(), { amount: 90 })),
    )
    expect(held.filter(Boolean)).toHaveLength(10)
    expect(await balanced(coupon)).toEqual({ held: 10, committed: 0, heldAmount: 900, committedAmount: 0 })
  })

  test('a buyer who pays in twenty shops at a time stays within the limit of a buyer', async () => {
    const coupon = await startCoupon(services, shop, { limits: { usesPerBuyer: 3 } })
    const codes = await personalCodes(services, shop, coupon, 20)
    const purchaserId = newBuyer()
    const held = await Promise.all(
      codes.map(async (code) =>
        hold(services, await find(code, purchaserId), newSettlement(), { purchaserId }),
      ),
    )
    expect(held.filter(Boolean)).toHaveLength(3)
    expect(await balanced(coupon)).toMatchObject({ held: 3 })
  })

  test('a personal code shown at 64 tills is used once', async () => {
    const coupon = await startCoupon(services, shop)
    const [code = ''] = await personalCodes(services, shop, coupon, 1)
    const one = await find(code)
    const held = await Promise.all(Array.from({ length: 64 }, () => hold(services, one, newSettlement())))
    expect(held.filter(Boolean)).toHaveLength(1)
  })

  test('two coupons taken in either order, given back and taken again, every undo twice: all figures agree', async () => {
    const pair = [
      await startCoupon(services, shop, { limits: { uses: 10 } }),
      await startCoupon(services, shop, { limits: { uses: 12, amount: 800 } }),
    ]
    const found = [await find(pair[0]?.code as string), await find(pair[1]?.code as string)]
    const chance = chances(7)
    const settlements = Array.from({ length: 96 }, newSettlement)
    const course = async (settlementId: SettlementId, order: readonly Candidate[], fate: number) => {
      const takes = order.map(({ couponId, holdingId, codeHash }) => ({
        couponId,
        holdingId,
        codeHash,
        amount: 60,
      }))
      const input = { settlementId, purchaserId: null, takes, at, checkAt: at }
      const full = await inTx(services, (tx, ctx) => holdCoupons(tx, ctx, input))
      const [use] = await statesOf(settlementId)
      if (full.length > 0 || use !== 'held') return
      if (fate < 0.4) await Promise.all([release(settlementId), release(settlementId)])
      else if (fate < 0.8) {
        await commit(settlementId)
        if (fate < 0.6) await Promise.all([restore(settlementId), restore(settlementId)])
        else await giveBack(settlementId, takes[0]?.couponId as Coupon['id'], 10)
      } else if (fate < 0.9) await Promise.all([commit(settlementId), release(settlementId)])
    }
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(
        settlements.map((settlementId) =>
          course(settlementId, chance() < 0.5 ? found : found.toReversed(), chance()),
        ),
      )
      for (const coupon of pair) await balanced(coupon)
    }
    const { rows } = await sql<{ state: string }>`
      select distinct state from coupon_uses where coupon_id = ${pair[0]?.id} order by state`.execute(
      services.db,
    )
    expect(rows.map(({ state }) => state)).toEqual(
      expect.arrayContaining(['committed', 'released', 'restored']),
    )
  })
})

describe('what a till finds', () => {
  test('nothing by a code that is unknown, a draft’s, or of another company, all in the same words', async () => {
    const stranger = await openShop({ services })
    const theirs = await startCoupon(services, stranger)
    const draft = await startCoupon(services, shop)
    await setState(contextOf(services), draft.id, 'draft')
    const refusals = await Promise.all(
      ['NEVERMADE', theirs.code, draft.code].map((code) => find(code).catch((error: unknown) => error)),
    )
    for (const refusal of refusals)
      expect(refusal).toMatchObject({
        code: 'coupon_code_unknown',
        message: 'No coupon can be used by this code (couponCodes[0]).',
        errors: [{ field: 'couponCodes[0]' }],
      })
  })

  test('nothing of a test shop by a code of a live one', async () => {
    const test = await openShop({ services }, { mode: 'test' })
    const coupon = await startCoupon(services, shop)
    const asked = { at, accountId: null, purchaserId: null, codes: [coupon.code] }
    const found = findCandidates(contextOf(services), { ...asked, store: test.store })
    await expect(found).rejects.toMatchObject({ code: 'coupon_code_unknown' })
  })

  test('why a coupon of its own does not count now, by the day in the store’s zone', async () => {
    const coupon = await startCoupon(services, shop, { firstDay: '2030-01-02', lastDay: '2030-01-03' })
    const on = async (when: string) => (await find(coupon.code, null, when)).refusal
    expect(await on('2030-01-01T14:59:59Z')).toBe('not_started')
    expect(await on('2030-01-01T15:00:00Z')).toBeNull()
    expect(await on('2030-01-03T14:59:59Z')).toBeNull()
    expect(await on('2030-01-03T15:00:00Z')).toBe('expired')
    await setState(contextOf(services), coupon.id, 'paused')
    expect(await on('2030-01-02T15:00:00Z')).toBe('not_running')
  })
})
