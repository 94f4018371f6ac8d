import { sql } from 'kysely'
import { sqlCheck } from './check.ts'

export const claimHistory = sqlCheck(
  'claim history',
  'the history of a claim has no gap, and its last entry leads to the state that the claim has',
  sql`select count(*) from claims`,
  sql`select 'claim ' || c.id || ': ' || case when h.n is null then 'no history'
      when h.n <> h.last or h.first <> 1 then 'a gap in ' || h.last || ' entries'
      else c.state || ', but its history ends with ' || h.ends end as fault
    from claims c left join (select bucket, claim_id, count(*) as n, min(n) as first, max(n) as last,
        (array_agg(to_state order by n desc))[1] as ends from claim_history group by 1, 2) h
      on h.bucket = c.bucket and h.claim_id = c.id
    where h.n is null or h.n <> h.last or h.first <> 1 or h.ends <> c.state`,
)
