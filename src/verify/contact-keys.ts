import { sql } from 'kysely'
import { sqlCheck } from './check.ts'

/** A person who was erased has no contact any more; a seller's customer number is no contact. */
export const contactKeys = sqlCheck(
  'contact keys',
  'whoever is found by a contact has it',
  sql`select count(*) from contact_keys`,
  sql`select 'contact key ' || encode(k.hash, 'hex') || ': ' || case when p.id is null then 'no such person'
      else p.id || ' does not have it' end as fault
    from contact_keys k left join purchasers p on p.bucket = bucket_of(k.purchaser_id) and p.id = k.purchaser_id
    where p.id is null or (k.kind <> 'account' and p.data_key is not null and not exists (
      select 1 from purchaser_contacts c where c.bucket = p.bucket and c.purchaser_id = p.id and c.hash = k.hash
        and c.kind = k.kind and c.left_at is null))`,
)
