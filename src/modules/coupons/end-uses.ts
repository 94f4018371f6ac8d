import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import { addDays, dayIn, startOfDay } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import { publish } from '#platform/events.ts'
import type { CouponId, HoldingId, PurchaserId, SettlementId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import { bucketInHash } from './codes.ts'
import type { Rows } from '#platform/rows.ts'
import { couponOf } from './definitions.ts'
import { couponRestored, couponUsed } from './events.ts'
import { extendHolding } from './writes.ts'

type Ended = { settlementId: SettlementId; at: InstantText }
type Use = {
  couponId: CouponId
  holdingId: HoldingId | null
  purchaserId: PurchaserId | null
  amount: number
}

/** For how many days a use can be used that came back after the coupon's end. */
const daysMore = 14

/** The instant to which a use can be used that came back after the coupon's end: midnight after the last day. */
export function usableAgainUntil(at: InstantText, timeZone: string): InstantText {
  return startOfDay(addDays(dayIn(timeZone, at), daysMore + 1), timeZone)
}

/** Held → committed. A second call changes nothing. */
export async function commitCoupons(tx: Tx, _ctx: Context, input: Ended): Promise<void> {
  const uses = await endUses(tx, input, { from: 'held', to: 'committed', held: -1, committed: 1 })
  await publish(tx, couponUsed, ...uses.map((use) => payloadOf(use, input)))
}

/** Adds the events of uses that were committed when they were taken. */
export function addUsedCoupons(
  rows: Rows,
  uses: readonly Pick<Use, 'couponId' | 'amount' | 'purchaserId'>[],
  input: Ended,
): void {
  rows.add('outbox', ...uses.map((use) => ({ topic: couponUsed.topic, payload: payloadOf(use, input) })))
}

/** Held → released, once the payment is known dead. A second call changes nothing. */
export async function releaseCoupons(tx: Tx, _ctx: Context, input: Ended): Promise<void> {
  await endUses(tx, input, { from: 'held', to: 'released', held: -1, committed: 0 })
}

/**
 * Committed → restored, after a full refund; one that has expired meanwhile can be used for 14 days more. A second
 * call changes nothing.
 */
export async function restoreCoupons(
  tx: Tx,
  ctx: Context,
  input: Ended & { timeZone: string },
): Promise<void> {
  const uses = await endUses(tx, input, { from: 'committed', to: 'restored', held: 0, committed: -1 })
  const today = dayIn(input.timeZone, input.at)
  for (const { couponId, holdingId } of uses) {
    const { terms, state } = await couponOf(tx, ctx, couponId)
    const over = state === 'ended' || (terms.lastDay !== null && terms.lastDay < today)
    if (over && holdingId !== null)
      await extendHolding(tx, holdingId, usableAgainUntil(input.at, input.timeZone))
  }
  await publish(tx, couponRestored, ...uses.map((use) => payloadOf(use, input)))
}

/**
 * A partial refund gives the share of a discount back to the budget in money, not the use. To be called once for each
 * refund, in its transaction.
 */
export async function returnShares(
  tx: Tx,
  _ctx: Context,
  input: { settlementId: SettlementId; shares: readonly { couponId: CouponId; amount: number }[] },
): Promise<void> {
  const { settlementId } = input
  const shares = input.shares.filter(({ amount }) => amount > 0)
  if (shares.length === 0) return
  const bucket = bucketOf(settlementId)
  await lockUses(tx, settlementId)
  const { rows } = await sql<{ coupon_id: string }>`
    with u as materialized (
      select u.coupon_id, g.amount
      from unnest(${shares.map((share) => share.couponId)}::uuid[], ${shares.map((share) => share.amount)}::bigint[]) as g (coupon_id, amount)
      join coupon_uses u on u.bucket = ${bucket} and u.settlement_id = ${settlementId} and u.coupon_id = g.coupon_id
      where u.state = 'committed' and u.returned + g.amount <= u.amount
    ), budgets as (
      update coupon_budgets x set committed_amount = x.committed_amount - u.amount
      from u where x.bucket = bucket_of(u.coupon_id) and x.coupon_id = u.coupon_id
    )
    update coupon_uses x set returned = x.returned + u.amount from u
    where x.bucket = ${bucket} and x.settlement_id = ${settlementId} and x.coupon_id = u.coupon_id returning x.coupon_id`.execute(
    tx,
  )
  if (rows.length !== shares.length)
    throw new Error(`settlement ${settlementId} has no such shares of coupons to give back`)
}

type Step = {
  from: 'held' | 'committed'
  to: 'committed' | 'released' | 'restored'
  held: 0 | -1
  committed: 0 | 1 | -1
}

/**
 * One step of a settlement's uses, guarded by the state before it, so that a second one finds nothing; and the same
 * in budgets, codes and holdings, which are locked by a statement before it.
 */
async function endUses(
  tx: Tx,
  { settlementId, at }: Ended,
  { from, to, held, committed }: Step,
): Promise<Use[]> {
  const bucket = bucketOf(settlementId)
  await lockUses(tx, settlementId)
  const { rows } = await sql<Use>`
    with u as materialized (
      select u.coupon_id, u.holding_id, u.code_hash, u.purchaser_id, u.amount - u.returned as amount,
        ${bucketInHash('u.code_hash')} as bucket from coupon_uses u
      where u.bucket = ${bucket} and u.settlement_id = ${settlementId} and u.state = ${from}
    ), budgets as (
      update coupon_budgets x set held_uses = x.held_uses + ${held}, held_amount = x.held_amount + ${held} * u.amount,
        committed_uses = x.committed_uses + ${committed}, committed_amount = x.committed_amount + ${committed} * u.amount
      from u where x.bucket = bucket_of(u.coupon_id) and x.coupon_id = u.coupon_id
    ), codes as (
      update coupon_codes x set held_uses = x.held_uses + ${held}, committed_uses = x.committed_uses + ${committed}
      from u where x.bucket = u.bucket and x.hash = u.code_hash
    ), holdings as (
      update coupon_holdings x set held_uses = x.held_uses + ${held}, committed_uses = x.committed_uses + ${committed}
      from u where x.bucket = bucket_of(u.holding_id) and x.id = u.holding_id
    )
    update coupon_uses x set state = ${to}, ended_at = ${at}::timestamptz from u
    where x.bucket = ${bucket} and x.settlement_id = ${settlementId} and x.coupon_id = u.coupon_id
    returning x.coupon_id as "couponId", x.holding_id as "holdingId", x.purchaser_id as "purchaserId", u.amount`.execute(
    tx,
  )
  return rows
}

/**
 * Locks a settlement's uses, where only calls about the same settlement meet, and then what they were taken of, in
 * the order of all who take. What comes next sees everything as it stays.
 */
async function lockUses(tx: Tx, settlementId: SettlementId): Promise<void> {
  await sql`
    with u as materialized (
      select u.coupon_id, u.holding_id, u.code_hash, ${bucketInHash('u.code_hash')} as bucket from coupon_uses u
      where u.bucket = ${bucketOf(settlementId)} and u.settlement_id = ${settlementId} order by u.coupon_id for update
    ), b as materialized (
      select b.coupon_id from u join coupon_budgets b on b.bucket = bucket_of(u.coupon_id) and b.coupon_id = u.coupon_id
      order by b.coupon_id for update of b
    ), k as materialized (
      select k.hash from u join coupon_codes k on k.bucket = u.bucket and k.hash = u.code_hash order by k.hash for update of k
    ), h as materialized (
      select h.id from u join coupon_holdings h on h.bucket = bucket_of(u.holding_id) and h.id = u.holding_id order by h.id for update of h
    ) select (select count(*) from b), (select count(*) from k), (select count(*) from h)`.execute(tx)
}

function payloadOf(use: Pick<Use, 'couponId' | 'amount' | 'purchaserId'>, { settlementId, at }: Ended) {
  return {
    couponId: use.couponId,
    settlementId,
    amount: use.amount,
    purchaserIds: use.purchaserId === null ? [] : [use.purchaserId],
    at,
  }
}
