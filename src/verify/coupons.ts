import { sql } from 'kysely'
import { sqlCheck } from './check.ts'

const figures = sql`count(*) filter (where state = 'held') as held, count(*) filter (where state = 'committed') as committed`

/** What is left of a coupon is counted in one row; its uses are the truth. */
export const couponBudgets = sqlCheck(
  'coupon budgets',
  'what a coupon says is held and used is what its uses say, in uses and in money, and within its limits',
  sql`select count(*) from coupon_budgets`,
  sql`select 'coupon ' || b.coupon_id || ': ' || b.held_uses || ' held, ' || b.committed_uses || ' used, by its uses '
      || coalesce(u.held, 0) || ' and ' || coalesce(u.committed, 0) as fault
    from coupon_budgets b left join (select coupon_id, ${figures}, sum(amount) filter (where state = 'held') as held_amount,
        sum(amount - returned) filter (where state = 'committed') as committed_amount from coupon_uses group by 1) u
      on u.coupon_id = b.coupon_id
    where (b.held_uses, b.committed_uses, b.held_amount, b.committed_amount)
        <> (coalesce(u.held, 0), coalesce(u.committed, 0), coalesce(u.held_amount, 0), coalesce(u.committed_amount, 0))
      or b.held_uses + b.committed_uses > b.max_uses or b.held_amount + b.committed_amount > b.max_amount`,
)

/** The same for codes, of which a personal one is used once. */
export const couponCodes = sqlCheck(
  'coupon codes',
  'what a code says is held and used is what its uses say, and a personal one is used once',
  sql`select count(*) from coupon_codes`,
  sql`select 'a code of coupon ' || k.coupon_id || ': ' || k.held_uses || ' held, ' || k.committed_uses || ' used' as fault
    from coupon_codes k left join (select code_hash, ${figures} from coupon_uses where code_hash is not null group by 1) u
      on u.code_hash = k.hash
    where (k.held_uses, k.committed_uses) <> (coalesce(u.held, 0), coalesce(u.committed, 0))
      or k.held_uses + k.committed_uses > k.max_uses or (k.kind = 'personal') <> (k.max_uses is not null)`,
)

/** The same for wallets, where a buyer's limit counts over all codes of a coupon. */
export const couponHoldings = sqlCheck(
  'coupon holdings',
  'what a wallet says is held and used is what its uses say, and no buyer has more uses of a coupon than it allows',
  sql`select count(*) from coupon_holdings`,
  sql`select 'holding ' || h.id || ': ' || h.held_uses || ' held, ' || h.committed_uses || ' used' as fault
    from (select *, sum(held_uses + committed_uses) over (partition by purchaser_id, coupon_id) as of_buyer from coupon_holdings) h
    join coupons c on c.id = h.coupon_id
    left join (select holding_id, ${figures} from coupon_uses where holding_id is not null group by 1) u on u.holding_id = h.id
    where (h.held_uses, h.committed_uses) <> (coalesce(u.held, 0), coalesce(u.committed, 0))
      or h.of_buyer > (c.terms->'limits'->>'usesPerBuyer')::bigint`,
)
