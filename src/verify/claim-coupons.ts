import { sql } from 'kysely'
import { sqlCheck } from './check.ts'

/** A coupon that fulfils a claim and its claim are written together, whatever became of either. */
export const claimCoupons = sqlCheck(
  'claim coupons',
  'a claim waits as long as its coupon does, and is completed by its use; a coupon that ended is over',
  sql`select count(*) from claim_coupons`,
  sql`select 'claim ' || k.claim_id || ': ' || l.state || ' with a coupon that is ' || k.state || ' (' || c.state || ')' as fault
    from claim_coupons k join claims l on l.bucket = k.bucket and l.id = k.claim_id
    join coupons c on c.id = k.coupon_id
    where (k.state = 'issued' and l.state <> 'coupon_issued') or (k.state = 'used' and l.state <> 'completed')
      or (k.state = 'ended' and c.state <> 'ended')`,
)
