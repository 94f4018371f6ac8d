import { sql } from 'kysely'
import type { Tx } from '#platform/db.ts'
import { hexBytes } from '#platform/db.ts'
import { bucketOf } from '#platform/ids.ts'
import { bucketOfHash } from './codes.ts'
import type { CouponTake } from './hold-coupons.ts'
import type { Taker } from './lock-coupons.ts'

/** A use that was committed when it was taken. */
export function useRow(
  { settlementId, purchaserId, at, checkAt }: Taker,
  { couponId, holdingId, codeHash, amount }: CouponTake,
): Record<string, unknown> {
  return {
    bucket: bucketOf(settlementId),
    settlement_id: settlementId,
    coupon_id: couponId,
    purchaser_id: purchaserId,
    holding_id: holdingId,
    code_hash: codeHash && hexBytes(codeHash),
    state: 'committed',
    amount,
    returned: 0,
    held_at: at,
    check_at: checkAt,
    ended_at: at,
  }
}

/** Counts what was taken; all of it is locked. */
export async function spend(tx: Tx, all: readonly { taker: Taker; take: CouponTake }[]): Promise<void> {
  const coded = all.filter(({ take }) => take.codeHash !== null)
  const held = all.filter(({ take }) => take.holdingId !== null)
  await sql`
    with b as (
      update coupon_budgets x set committed_uses = x.committed_uses + g.uses, committed_amount = x.committed_amount + g.amount
      from (select id, count(*) as uses, sum(amount)::bigint as amount
        from unnest(${all.map(({ take }) => take.couponId)}::uuid[], ${all.map(({ take }) => take.amount)}::bigint[]) as t (id, amount) group by id) g
      where x.bucket = bucket_of(g.id) and x.coupon_id = g.id
    ), k as (
      update coupon_codes x set committed_uses = x.committed_uses + g.uses,
        purchaser_id = case when x.kind = 'personal' then coalesce(x.purchaser_id, g.purchaser_id) end
      from (select bucket, hash, count(*) as uses, (array_agg(purchaser_id))[1] as purchaser_id
        from unnest(${coded.map(({ take }) => bucketOfHash(take.codeHash as Buffer))}::int[], ${coded.map(({ take }) => take.codeHash)}::bytea[],
          ${coded.map(({ taker }) => taker.purchaserId)}::uuid[]) as t (bucket, hash, purchaser_id) group by bucket, hash) g
      where x.bucket = g.bucket and x.hash = g.hash
    )
    update coupon_holdings x set committed_uses = x.committed_uses + g.uses
    from (select id, count(*) as uses from unnest(${held.map(({ take }) => take.holdingId)}::uuid[]) as t (id) group by id) g
    where x.bucket = bucket_of(g.id) and x.id = g.id`.execute(tx)
}
