import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { CouponId, HoldingId, PurchaserId, SettlementId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import { bucketOfHash } from './codes.ts'
import { couponOf } from './definitions.ts'
import { releaseCoupons } from './end-uses.ts'
import { buyersOverLimit } from './queries.ts'
import { keepHolding } from './writes.ts'

export type CouponTake = {
  couponId: CouponId
  holdingId: HoldingId | null
  codeHash: Buffer | null
  amount: number
}
type Hold = {
  settlementId: SettlementId
  purchaserId: PurchaserId | null
  takes: readonly CouponTake[]
  at: InstantText
  checkAt: InstantText
}

/**
 * Holds a use of each coupon for a settlement, all or none: budgets, codes and buyers' limits are taken by conditional
 * updates in one order. A code that a known buyer showed goes into their wallet, so that it counts as theirs. A second
 * call changes nothing. The caller has locked the settlement: it is held by one call at a time.
 * @returns the coupons that are used up, of which nothing was taken; empty: all are held
 */
export async function holdCoupons(tx: Tx, ctx: Context, input: Hold): Promise<CouponId[]> {
  const { settlementId, purchaserId, at } = input
  if (input.takes.length === 0) return []
  const takes: CouponTake[] = []
  for (const take of input.takes) {
    const { couponId, codeHash } = take
    const holdingId =
      take.holdingId ??
      (purchaserId && codeHash ? await keepHolding(tx, { purchaserId, couponId, codeHash, at }) : null)
    takes.push({ ...take, holdingId })
  }
  const usedUp = await takeAll(tx, { ...input, takes })
  if (usedUp.length > 0) return usedUp
  const limited: { holdingId: HoldingId; couponId: CouponId; most: number }[] = []
  for (const { couponId, holdingId } of takes) {
    const most = (await couponOf(tx, ctx, couponId)).terms.limits.usesPerBuyer
    if (holdingId !== null && most !== null) limited.push({ holdingId, couponId, most })
  }
  if (limited.length === 0) return []
  // Counted after the budget is locked, in a statement of its own that sees all who had it before.
  const over = await buyersOverLimit(tx, limited)
  if (over.length > 0) await releaseCoupons(tx, ctx, { settlementId, at })
  return over
}

/** What is taken, as rows of a statement with the bucket of the code; what the settlement has already is left out. */
function rowsOf({ settlementId, takes }: Hold): RawBuilder<unknown> {
  const columns = sql.join([
    sql`${takes.map((take) => take.couponId)}::uuid[], ${takes.map((take) => take.holdingId)}::uuid[]`,
    sql`${takes.map((take) => take.codeHash && bucketOfHash(take.codeHash))}::int[], ${takes.map((take) => take.codeHash)}::bytea[]`,
    sql`${takes.map((take) => take.amount)}::bigint[]`,
  ])
  return sql`select * from unnest(${columns}) as g (coupon_id, holding_id, bucket, code_hash, amount)
    where not exists (select from coupon_uses u where u.bucket = ${bucketOf(settlementId)}
      and u.settlement_id = ${settlementId} and u.coupon_id = g.coupon_id and u.state <> 'released')`
}

/**
 * Takes all or none. A statement of its own locks first, in the order of all who take or give back (budgets by id,
 * codes, holdings): the one that looks and writes then begins with a snapshot in which nothing can change any more.
 */
async function takeAll(tx: Tx, hold: Hold): Promise<CouponId[]> {
  const { settlementId, purchaserId, at, checkAt } = hold
  const bucket = bucketOf(settlementId)
  const rowsToTake = rowsOf(hold)
  await sql`
    with t as materialized (${rowsToTake}), b as materialized (
      select b.coupon_id from t join coupon_budgets b on b.bucket = bucket_of(t.coupon_id) and b.coupon_id = t.coupon_id
      order by b.coupon_id for update of b
    ), k as materialized (
      select k.hash from t join coupon_codes k on k.bucket = t.bucket and k.hash = t.code_hash order by k.hash for update of k
    ), h as materialized (
      select h.id from t join coupon_holdings h on h.bucket = bucket_of(t.holding_id) and h.id = t.holding_id order by h.id for update of h
    ) select (select count(*) from b), (select count(*) from k), (select count(*) from h)`.execute(tx)
  const { rows } = await sql<{ coupon_id: CouponId; outcome: 'used_up' | 'asked' | 'held' }>`
    with t as materialized (${rowsToTake}), refused as materialized (
      select t.coupon_id from t
      left join coupon_budgets b on b.bucket = bucket_of(t.coupon_id) and b.coupon_id = t.coupon_id
        and (b.max_uses is null or b.held_uses + b.committed_uses < b.max_uses)
        and (b.max_amount is null or b.held_amount + b.committed_amount + t.amount <= b.max_amount)
      left join coupon_codes k on k.bucket = t.bucket and k.hash = t.code_hash and k.coupon_id = t.coupon_id
        and k.revoked_at is null and (k.max_uses is null or k.held_uses + k.committed_uses < k.max_uses)
      left join coupon_holdings h on h.bucket = bucket_of(t.holding_id) and h.id = t.holding_id and h.coupon_id = t.coupon_id
      where b.coupon_id is null or (t.code_hash is not null and k.hash is null) or (t.holding_id is not null and h.id is null)
    ), budgets as (
      update coupon_budgets x set held_uses = x.held_uses + 1, held_amount = x.held_amount + t.amount
      from t where x.bucket = bucket_of(t.coupon_id) and x.coupon_id = t.coupon_id and not exists (select from refused)
    ), codes as (
      update coupon_codes x set held_uses = x.held_uses + 1,
        purchaser_id = case when x.kind = 'personal' then coalesce(x.purchaser_id, ${purchaserId}::uuid) end
      from t where x.bucket = t.bucket and x.hash = t.code_hash and not exists (select from refused)
    ), holdings as (
      update coupon_holdings x set held_uses = x.held_uses + 1
      from t where x.bucket = bucket_of(t.holding_id) and x.id = t.holding_id and not exists (select from refused)
    ), uses as (
      insert into coupon_uses as u (bucket, settlement_id, coupon_id, purchaser_id, holding_id, code_hash, state, amount, held_at, check_at, ended_at)
      select ${bucket}, ${settlementId}::uuid, t.coupon_id, ${purchaserId}::uuid, t.holding_id, t.code_hash, 'held', t.amount,
        ${at}::timestamptz, ${checkAt}::timestamptz, null::timestamptz from t where not exists (select from refused)
      on conflict (bucket, settlement_id, coupon_id) do update set purchaser_id = excluded.purchaser_id,
        holding_id = excluded.holding_id, code_hash = excluded.code_hash, state = excluded.state, amount = excluded.amount,
        held_at = excluded.held_at, check_at = excluded.check_at, ended_at = excluded.ended_at where u.state = 'released'
      returning coupon_id
    )
    select coupon_id, 'used_up' as outcome from refused union all select coupon_id, 'asked' from t
    union all select coupon_id, 'held' from uses`.execute(tx)
  const of = (outcome: string) => rows.filter((row) => row.outcome === outcome).map((row) => row.coupon_id)
  const usedUp = of('used_up')
  if (usedUp.length === 0 && of('held').length !== of('asked').length)
    throw new Error(`settlement ${settlementId} is held by two calls at a time`)
  return usedUp
}
