import { sql } from 'kysely'
import { sqlCheck } from './check.ts'

export const contractCovers = sqlCheck(
  'contract covers',
  'a contract lasts from the first day of its covers to the last, and not before the purchase',
  sql`select count(*) from contracts`,
  sql`select 'contract ' || c.id || ': ' || case when v.first is null then 'no cover'
      when v.first < c.purchased_on then 'a cover before the purchase'
      else c.starts_on || ' to ' || c.ends_on || ', its covers ' || v.first || ' to ' || v.last end as fault
    from contracts c left join (select bucket, contract_id, min(starts_on) as first, max(ends_on) as last
      from contract_covers group by 1, 2) v on v.bucket = c.bucket and v.contract_id = c.id
    where v.first is null or v.first < c.purchased_on or v.first <> c.starts_on or v.last <> c.ends_on`,
)
