import { sql } from 'kysely'
import { sqlCheck } from './check.ts'

/** What came back is counted on the lines of the original; a return may spread over equal lines, so by code. */
export const returns = sqlCheck(
  'returns',
  'no more came back than was sold, and what the lines say came back is what the returns took',
  sql`select count(*) from purchase_lines`,
  sql`with taken as (
      select r.return_of as id, l.code, sum(l.quantity) as units from purchases r
      join purchase_lines l on l.bucket = r.bucket and l.purchase_id = r.id
      where r.kind = 'return' and r.return_of is not null group by 1, 2),
    counted as (
      select purchase_id as id, code, sum(returned) as units from purchase_lines group by 1, 2 having sum(returned) > 0)
    select 'purchase ' || coalesce(t.id, c.id) || ' ' || coalesce(t.code, c.code) || ': ' || coalesce(c.units, 0)
      || ' units counted as returned, ' || coalesce(t.units, 0) || ' taken by returns' as fault
    from taken t full join counted c on c.id = t.id and c.code = t.code
    where coalesce(t.units, 0) <> coalesce(c.units, 0)
    union all
    select 'purchase ' || purchase_id || ' line ' || n || ': ' || returned || ' of ' || quantity || ' returned'
    from purchase_lines where returned > quantity or returned < 0
    union all
    select 'purchase ' || p.id || ': voided, and no void says so' from purchases p
    where p.voided_at is not null and not exists (
      select 1 from purchases v where v.return_of = p.id and v.kind = 'void')`,
)
