import { sql } from 'kysely'
import { sqlCheck } from './check.ts'

export const audit = sqlCheck(
  'audit',
  'every purchase and every contract has the audit row of the write that made it',
  sql`select (select count(*) from purchases) + (select count(*) from contracts)`,
  sql`select 'contract ' || c.id || ': no audit row' as fault from contracts c where not exists (
      select 1 from audit_entries a where a.bucket = c.bucket and a.entity_id = c.id::text and a.entity = 'contract')
    union all
    select 'purchase ' || p.id || ': no audit row' from purchases p where not exists (
      select 1 from audit_entries a where a.bucket = p.bucket and a.entity_id = p.id::text and a.entity = 'purchase')`,
)
