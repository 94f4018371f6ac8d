import { sql } from 'kysely'
import { sqlCheck } from './check.ts'

/** The wallet lists by these rows alone, so what they repeat of the purchase must be what stands there. */
export const holders = sqlCheck(
  'holders',
  'every holder is a known person and holds a purchase that is there, as it is there',
  sql`select count(*) from purchase_holders`,
  sql`select 'holder ' || h.purchaser_id || ' of ' || h.purchase_id || ': ' || case
      when p.id is null then 'no such purchase' when b.id is null then 'no such person'
      else 'store or day differ from the purchase' end as fault
    from purchase_holders h
    left join purchases p on p.bucket = bucket_of(h.purchase_id) and p.id = h.purchase_id
    left join purchasers b on b.bucket = h.bucket and b.id = h.purchaser_id
    where p.id is null or b.id is null or p.store_id <> h.store_id
      or (h.ended_at is null and p.purchased_at <> h.purchased_at)`,
)
