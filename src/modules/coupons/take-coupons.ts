import type { Store } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { AccountId, CouponId, HoldingId, PurchaserId, SettlementId } from '#platform/ids.ts'
import type { Candidate } from './choose-coupons.ts'

/**
 * What a settlement could use: the coupons selected for the account, or all held by the buyer's selection where the
 * buyer is known by token without an account, and those whose codes were shown at the till.
 * @throws Problem `coupon_code_unknown` with the field of the code; the same for every reason that is no business of
 * a stranger
 */
export function findCandidates(
  _db: Db,
  _ctx: Context,
  _input: {
    store: Store
    at: InstantText
    accountId: AccountId | null
    purchaserId: PurchaserId | null
    codes: readonly string[]
  },
): Promise<Candidate[]> {
  throw new Error('to be built')
}

export type CouponTake = {
  couponId: CouponId
  holdingId: HoldingId | null
  codeHash: Buffer | null
  amount: number
}

/**
 * Holds a use of each coupon for a settlement, all or none: budgets, codes and buyers' limits are taken by conditional
 * updates in one order. @returns the coupons that are used up, of which nothing was taken; empty: all are held
 */
export function holdCoupons(
  _tx: Tx,
  _ctx: Context,
  _input: {
    settlementId: SettlementId
    purchaserId: PurchaserId | null
    takes: readonly CouponTake[]
    at: InstantText
    checkAt: InstantText
  },
): Promise<CouponId[]> {
  throw new Error('to be built')
}

/** Held → committed. @returns the uses; a second call changes nothing */
export function commitCoupons(
  _tx: Tx,
  _ctx: Context,
  _input: { settlementId: SettlementId; at: InstantText },
): Promise<void> {
  throw new Error('to be built')
}

/** Held → released, once the payment is known dead. A second call changes nothing. */
export function releaseCoupons(
  _tx: Tx,
  _ctx: Context,
  _input: { settlementId: SettlementId; at: InstantText },
): Promise<void> {
  throw new Error('to be built')
}

/** Committed → restored, after a full refund; one that has expired meanwhile can be used for 14 days more. */
export function restoreCoupons(
  _tx: Tx,
  _ctx: Context,
  _input: { settlementId: SettlementId; at: InstantText; timeZone: string },
): Promise<void> {
  throw new Error('to be built')
}

/** A partial refund gives the share of a discount back to the budget in money, not the use. */
export function returnShares(
  _tx: Tx,
  _ctx: Context,
  _input: { settlementId: SettlementId; shares: readonly { couponId: CouponId; amount: number }[] },
): Promise<void> {
  throw new Error('to be built')
}
