import { sql } from 'kysely'
import { sqlCheck } from './check.ts'

/** A void has no lines: its total is the one of what it voids. */
export const purchaseLines = sqlCheck(
  'purchase lines',
  'the lines of a purchase are as many as it says and sum to its total',
  sql`select count(*) from purchases`,
  sql`select 'purchase ' || p.id || ': ' || p.line_count || ' lines of ' || p.total || ', found '
      || coalesce(l.n, 0) || ' of ' || coalesce(l.amount, 0) as fault
    from purchases p left join (select bucket, purchase_id, count(*) as n, sum(amount) as amount
      from purchase_lines group by 1, 2) l on l.bucket = p.bucket and l.purchase_id = p.id
    where coalesce(l.n, 0) <> p.line_count or (p.kind <> 'void' and coalesce(l.amount, 0) <> p.total)
    union all
    select 'void ' || v.id || ': total ' || v.total || ' instead of ' || o.total
    from purchases v join purchases o on o.bucket = bucket_of(v.return_of) and o.id = v.return_of
    where v.kind = 'void' and v.total <> o.total`,
)
