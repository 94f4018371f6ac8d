import { sql } from 'kysely'
import { sqlCheck } from './check.ts'

/** Without its key a purchase would be recorded a second time; a key without one would refuse it for ever. */
export const purchaseKeys = sqlCheck(
  'purchase keys',
  'every purchase has its key, and every key its purchase',
  sql`select count(*) from purchase_keys`,
  sql`select 'key ' || k.store_id || ' ' || k.reference || ': no such purchase' as fault from purchase_keys k
    where not exists (select 1 from purchases p where p.bucket = bucket_of(k.purchase_id) and p.id = k.purchase_id
      and p.store_id = k.store_id and p.reference = k.reference)
    union all
    select 'purchase ' || p.id || ': no key' from purchases p
    where not exists (select 1 from purchase_keys k where k.store_id = p.store_id and k.reference = p.reference
      and k.purchase_id = p.id)`,
)
