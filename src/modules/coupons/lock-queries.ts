import { sql } from 'kysely'
import type { Tx } from '#platform/db.ts'
import type { CouponId, HoldingId, PurchaserId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import { bucketOfHash } from './codes.ts'
import type { CouponTake } from './hold-coupons.ts'

export type Budget = {
  coupon_id: CouponId
  max_uses: number | null
  max_amount: number | null
  uses: number
  amount: number
}
type Code = { hash: string; coupon_id: CouponId; revoked: boolean; max_uses: number | null; uses: number }
export type Holding = { id: HoldingId; coupon_id: CouponId; purchaser_id: PurchaserId }
export type Locked = { budgets: Budget[]; codes: Code[]; holdings: Holding[] }
export type BuyerUses = { purchaser_id: PurchaserId; coupon_id: CouponId; uses: number }

/** Locks in the order of all who take or give back, and reads what stands then. */
export async function lockTakes(tx: Tx, takes: readonly CouponTake[]): Promise<Locked> {
  const coupons = [...new Set(takes.map(({ couponId }) => couponId))]
  const hashes = distinctHashes(takes.flatMap(({ codeHash }) => codeHash ?? []))
  const held = [...new Set(takes.flatMap(({ holdingId }) => holdingId ?? []))]
  const { rows } = await sql<Locked>`
    with b as materialized (
      select b.coupon_id, b.max_uses, b.max_amount, b.held_uses + b.committed_uses as uses, b.held_amount + b.committed_amount as amount
      from unnest(${coupons}::uuid[]) as g (id) join coupon_budgets b on b.bucket = bucket_of(g.id) and b.coupon_id = g.id
      order by b.coupon_id for update of b
    ), k as materialized (
      select encode(k.hash, 'hex') as hash, k.coupon_id, k.revoked_at is not null as revoked, k.max_uses, k.held_uses + k.committed_uses as uses
      from unnest(${hashes.map(bucketOfHash)}::int[], ${hashes}::bytea[]) as g (bucket, hash)
      join coupon_codes k on k.bucket = g.bucket and k.hash = g.hash order by k.hash for update of k
    ), h as materialized (
      select h.id, h.coupon_id, h.purchaser_id
      from unnest(${held}::uuid[]) as g (id) join coupon_holdings h on h.bucket = bucket_of(g.id) and h.id = g.id
      order by h.id for update of h
    ) select (select coalesce(json_agg(b), '[]') from b) as budgets, (select coalesce(json_agg(k), '[]') from k) as codes,
      (select coalesce(json_agg(h), '[]') from h) as holdings`.execute(tx)
  return rows[0] as Locked
}

function distinctHashes(hashes: readonly Buffer[]): Buffer[] {
  return [...new Map(hashes.map((hash) => [hash.toString('hex'), hash])).values()]
}

/** Uses of some coupons by their buyers over all of their codes; counted once the budgets are locked. */
export async function usesOfBuyers(tx: Tx, holdings: readonly Holding[]): Promise<BuyerUses[]> {
  if (holdings.length === 0) return []
  const { rows } = await sql<BuyerUses>`
    select h.purchaser_id, h.coupon_id, sum(h.held_uses + h.committed_uses)::bigint as uses
    from (select distinct * from unnest(${holdings.map((one) => bucketOf(one.purchaser_id))}::int[],
      ${holdings.map((one) => one.purchaser_id)}::uuid[], ${holdings.map((one) => one.coupon_id)}::uuid[]) as g (bucket, purchaser_id, coupon_id)) g
    join coupon_holdings h on h.bucket = g.bucket and h.purchaser_id = g.purchaser_id and h.coupon_id = g.coupon_id
    group by h.purchaser_id, h.coupon_id`.execute(tx)
  return rows
}
