import { sql } from 'kysely'
import { sqlCheck } from './check.ts'

export const contractUnits = sqlCheck(
  'contract units',
  'a contract that runs covers one unit of a line that is there, and no other contract covers it',
  sql`select count(*) from contracts`,
  sql`select 'contract ' || c.id || ': ' || case when l.n is null then 'no such line'
      when l.code <> c.item_code then 'the line is for another item' else 'the line has no such unit' end as fault
    from contracts c left join purchase_lines l
      on l.bucket = c.bucket and l.purchase_id = c.purchase_id and l.n = c.line_n
    where c.state not in ('cancelled', 'void')
      and (l.n is null or l.code <> c.item_code or c.unit_n not between 1 and l.quantity)
    union all
    select 'purchase ' || purchase_id || ' line ' || line_n || ' unit ' || unit_n || ': ' || count(*) || ' contracts'
    from contracts where state not in ('cancelled', 'void')
    group by purchase_id, line_n, unit_n having count(*) > 1`,
)
