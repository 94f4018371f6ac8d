import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { InstantText } from '#platform/dates.ts'
import type { Db, Tx } from '#platform/db.ts'
import { gatheredRead } from '#platform/gathered-read.ts'
import type { AccountId, CouponId, HoldingId, PurchaserId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import type { CodeKey } from './codes.ts'
import { bucketInHash } from './codes.ts'
import type { Left } from './model.ts'

export type HeldCoupon = Left & {
  holdingId: HoldingId
  couponId: CouponId
  purchaserId: PurchaserId
  codeHash: Buffer | null
  addedAt: InstantText
  /** Of this holding alone, held or committed. */
  ownUses: number
  /** Its code is a personal one. */
  once: boolean
}

/** Holdings with what is left of them. @param from what leads to them: rows of (account_id, holding_id) as `s` */
function heldCoupons(from: RawBuilder<unknown>): RawBuilder<HeldCoupon & { accountId: AccountId | null }> {
  return sql<HeldCoupon & { accountId: AccountId | null }>`
    select s.account_id as "accountId", h.id as "holdingId", h.coupon_id as "couponId", h.purchaser_id as "purchaserId", h.code_hash as "codeHash",
      h.added_at as "addedAt", h.extended_until as "extendedUntil",
      h.held_uses + h.committed_uses as "ownUses", coalesce(k.kind = 'personal', false) as once,
      (select sum(o.held_uses + o.committed_uses) from coupon_holdings o
        where o.bucket = h.bucket and o.purchaser_id = h.purchaser_id and o.coupon_id = h.coupon_id) as "buyerUses",
      ${spentCode} as "codeSpent", ${spentBudget} as "budgetSpent"
    from ${from} s join coupon_holdings h on h.bucket = bucket_of(s.holding_id) and h.id = s.holding_id
    join coupon_budgets b on b.bucket = bucket_of(h.coupon_id) and b.coupon_id = h.coupon_id
    cross join lateral (select ${bucketInHash('h.code_hash')} as bucket) c
    left join coupon_codes k on k.bucket = c.bucket and k.hash = h.code_hash
    where h.removed_at is null`
}
const spentCode = sql`coalesce(k.revoked_at is not null or k.held_uses + k.committed_uses >= k.max_uses, false)`
const spentBudget = sql`coalesce(b.held_uses + b.committed_uses >= b.max_uses, false)
  or coalesce(b.held_amount + b.committed_amount >= b.max_amount, false)`

/** What was selected for an account. */
export const couponsOfAccount = gatheredRead(
  async (db, accounts: readonly AccountId[]): Promise<HeldCoupon[][]> => {
    const from = sql`(select s.account_id, s.holding_id
      from unnest(${accounts.map(bucketOf)}::int[], ${accounts}::uuid[]) as a (bucket, account_id)
      join coupon_selections s on s.bucket = a.bucket and s.account_id = a.account_id)`
    const { rows } = await heldCoupons(from).execute(db)
    const found = Map.groupBy(rows, (row) => row.accountId)
    return accounts.map((id) => found.get(id) ?? [])
  },
)

/** What a buyer selected for any of their accounts, of their own wallet and of those linked with it. */
export async function selectedCoupons(db: Db, purchaserId: PurchaserId): Promise<HeldCoupon[]> {
  const bucket = bucketOf(purchaserId)
  const from = sql`(select distinct null::uuid as account_id, s.holding_id from coupon_selections s where s.bucket = ${bucket} and s.purchaser_id in (
      select ${purchaserId}::uuid union all select l.linked_id from purchaser_links l where l.bucket = ${bucket} and l.purchaser_id = ${purchaserId}))`
  const { rows } = await heldCoupons(from).execute(db)
  return rows
}

/** Some holdings by their ids. */
export async function holdingsById(db: Db, ids: readonly HoldingId[]): Promise<HeldCoupon[]> {
  if (ids.length === 0) return []
  const { rows } = await heldCoupons(
    sql`(select null::uuid as account_id, unnest(${ids}::uuid[]) as holding_id)`,
  ).execute(db)
  return rows
}

export type KnownCode = Left &
  CodeKey & {
    couponId: CouponId
    kind: 'personal' | 'public'
    revoked: boolean
    purchaserId: PurchaserId | null
    /** Where this buyer has put it into the wallet. */
    holdingId: HoldingId | null
    removed: boolean
  }

/** Codes that are known, with what is left of them, as this buyer sees it. */
export async function findCodes(
  db: Db,
  keys: readonly CodeKey[],
  purchaserId: PurchaserId | null,
): Promise<KnownCode[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<KnownCode>`
    select k.bucket, k.hash, k.coupon_id as "couponId", k.kind, k.revoked_at is not null as revoked, k.purchaser_id as "purchaserId",
      h.id as "holdingId", h.removed_at is not null as removed, h.extended_until as "extendedUntil",
      coalesce((select sum(o.held_uses + o.committed_uses) from coupon_holdings o
        where o.bucket = ${purchaserId && bucketOf(purchaserId)}::int and o.purchaser_id = ${purchaserId}::uuid and o.coupon_id = k.coupon_id), 0) as "buyerUses",
      ${spentCode} as "codeSpent", ${spentBudget} as "budgetSpent"
    from unnest(${keys.map((key) => key.bucket)}::int[], ${keys.map((key) => key.hash)}::bytea[]) as t (bucket, hash)
    join coupon_codes k on k.bucket = t.bucket and k.hash = t.hash
    join coupon_budgets b on b.bucket = bucket_of(k.coupon_id) and b.coupon_id = k.coupon_id
    left join coupon_holdings h on h.bucket = ${purchaserId && bucketOf(purchaserId)}::int and h.purchaser_id = ${purchaserId}::uuid
      and h.coupon_id = k.coupon_id and coalesce(h.code_hash, ''::bytea) = k.hash`.execute(db)
  return rows
}

/** Of some holdings the coupons that their buyers have used more often than they may, over all of their codes. */
export async function buyersOverLimit(
  tx: Tx,
  limited: readonly { holdingId: HoldingId; couponId: CouponId; most: number }[],
): Promise<CouponId[]> {
  const { rows } = await sql<{ coupon_id: CouponId }>`
    select t.coupon_id from unnest(${limited.map((one) => bucketOf(one.holdingId))}::int[], ${limited.map((one) => one.holdingId)}::uuid[],
      ${limited.map((one) => one.couponId)}::uuid[], ${limited.map((one) => one.most)}::bigint[]) as t (bucket, holding_id, coupon_id, most)
    join coupon_holdings m on m.bucket = t.bucket and m.id = t.holding_id
    join coupon_holdings h on h.bucket = m.bucket and h.purchaser_id = m.purchaser_id and h.coupon_id = m.coupon_id
    group by t.coupon_id, t.most having sum(h.held_uses + h.committed_uses) > t.most`.execute(tx)
  return rows.map((row) => row.coupon_id)
}
