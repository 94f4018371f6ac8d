import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { CouponId, PurchaserId, SettlementId } from '#platform/ids.ts'
import type { Rows } from '#platform/rows.ts'
import { couponOf } from './definitions.ts'
import type { CouponTake } from './hold-coupons.ts'
import type { Budget, BuyerUses, Locked } from './lock-queries.ts'
import { lockTakes, usesOfBuyers } from './lock-queries.ts'
import { spend, useRow } from './lock-writes.ts'

const nothing: Locked = { budgets: [], codes: [], holdings: [] }

/** Which settlement takes, whose and when. */
export type Taker = {
  settlementId: SettlementId
  purchaserId: PurchaserId | null
  at: InstantText
  checkAt: InstantText
}

/**
 * What many settlements, which are paid in this transaction, may take coupons of: locked once, shared out in memory in
 * the order of the calls, and written once. A coupon that everybody uses at the same time is one row, and whoever
 * locked it alone for each would wait for as many commits as there are buyers.
 */
export type LockedCoupons = {
  /** True where all of these were locked. */
  has(takes: readonly CouponTake[]): boolean
  /** Takes all or none. @returns the coupons that are used up, of which nothing was taken; empty: all are taken */
  take(taker: Taker, takes: readonly CouponTake[]): CouponId[]
  /** Gives back what a settlement took here. */
  giveBack(settlementId: SettlementId): void
  /** Writes what was taken: the uses as committed ones among rows that the caller inserts, the rest at once. */
  write(tx: Tx, rows: Rows): Promise<void>
}

/**
 * Locks what some takes would use, in the order of all who take or give back: budgets by id, codes, holdings. What is
 * read is what stands once they are locked.
 */
export async function lockCoupons(
  tx: Tx,
  ctx: Context,
  takes: readonly CouponTake[],
): Promise<LockedCoupons> {
  const locked = takes.length === 0 ? nothing : await lockTakes(tx, takes)
  const budgets = new Map(locked.budgets.map((budget) => [budget.coupon_id, budget]))
  const codes = new Map(locked.codes.map((code) => [code.hash, code]))
  const holdings = new Map(locked.holdings.map((holding) => [holding.id, holding]))
  const mostPerBuyer = new Map<CouponId, number | null>()
  for (const id of budgets.keys())
    mostPerBuyer.set(id, (await couponOf(tx, ctx, id)).terms.limits.usesPerBuyer)
  const limited = locked.holdings.filter(({ coupon_id: id }) => mostPerBuyer.get(id) !== null)
  const buyerUses = new Map((await usesOfBuyers(tx, limited)).map((row) => [buyerKey(row), row]))
  const taken = new Map<SettlementId, { taker: Taker; takes: readonly CouponTake[] }>()

  /** Of a take: whose uses of the coupon count, where they are limited. */
  function buyerOf({ couponId, holdingId }: CouponTake): BuyerUses | undefined {
    const holding = holdingId === null ? undefined : holdings.get(holdingId)
    return holding && buyerUses.get(buyerKey({ purchaser_id: holding.purchaser_id, coupon_id: couponId }))
  }

  function isLeft(take: CouponTake): boolean {
    const { couponId, holdingId, codeHash, amount } = take
    const budget = budgets.get(couponId)
    const code = codeHash && codes.get(codeHash.toString('hex'))
    const holding = holdingId && holdings.get(holdingId)
    const most = mostPerBuyer.get(couponId) ?? null
    return (
      budget !== undefined &&
      under(budget.uses + 1, budget.max_uses) &&
      under(budget.amount + amount, budget.max_amount) &&
      (codeHash === null || (isOf(code, couponId) && !code.revoked && under(code.uses + 1, code.max_uses))) &&
      (holdingId === null || (isOf(holding, couponId) && under((buyerOf(take)?.uses ?? 0) + 1, most)))
    )
  }

  function count(take: CouponTake, by: 1 | -1): void {
    const budget = budgets.get(take.couponId) as Budget
    budget.uses += by
    budget.amount += by * take.amount
    const code = take.codeHash && codes.get(take.codeHash.toString('hex'))
    if (code) code.uses += by
    const buyer = buyerOf(take)
    if (buyer) buyer.uses += by
  }

  return {
    has: (asked) =>
      asked.every(
        ({ couponId, codeHash, holdingId }) =>
          budgets.has(couponId) &&
          (codeHash === null || codes.has(codeHash.toString('hex'))) &&
          (holdingId === null || holdings.has(holdingId)),
      ),
    take(taker, asked) {
      const usedUp = asked.filter((take) => !isLeft(take)).map((take) => take.couponId)
      if (usedUp.length > 0) return usedUp
      for (const take of asked) count(take, 1)
      taken.set(taker.settlementId, { taker, takes: asked })
      return []
    },
    giveBack(settlementId) {
      for (const take of taken.get(settlementId)?.takes ?? []) count(take, -1)
      taken.delete(settlementId)
    },
    async write(tx, rows) {
      const all = [...taken.values()].flatMap(({ taker, takes: of }) => of.map((take) => ({ taker, take })))
      if (all.length === 0) return
      rows.add('coupon_uses', ...all.map(({ taker, take }) => useRow(taker, take)))
      await spend(tx, all)
    },
  }
}

function under(uses: number, most: number | null): boolean {
  return most === null || uses <= most
}

function isOf<T extends { coupon_id: CouponId }>(row: T | null | undefined, couponId: CouponId): row is T {
  return row?.coupon_id === couponId
}

function buyerKey({ purchaser_id, coupon_id }: Pick<BuyerUses, 'purchaser_id' | 'coupon_id'>): string {
  return `${purchaser_id} ${coupon_id}`
}
