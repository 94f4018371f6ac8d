import { sql } from 'kysely'
import { sqlCheck } from './check.ts'

export const contractStates = sqlCheck(
  'contract states',
  'a contract that ended says when, one that runs owes nothing back, and none runs on a voided purchase',
  sql`select count(*) from contracts`,
  sql`select 'contract ' || c.id || ': ' || c.state || case
      when p.id is null then ', and no such purchase'
      when p.voided_at is not null and c.state in ('pending', 'in_force', 'suspended') then ' on a voided purchase'
      when c.ended_at is null then ' without its end' else ' with an end or a refund' end as fault
    from contracts c left join purchases p on p.bucket = c.bucket and p.id = c.purchase_id
    where p.id is null
      or (c.state in ('cancelled', 'void') and c.ended_at is null)
      or (c.state in ('pending', 'in_force', 'suspended') and (c.ended_at is not null or c.refund_due <> 0))
      or (c.state in ('pending', 'in_force', 'suspended') and p.voided_at is not null)`,
)
