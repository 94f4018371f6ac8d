import { sql } from 'kysely'
import type { InstantText } from '#platform/dates.ts'
import type { Db } from '#platform/db.ts'
import type { PurchaserId } from '#platform/ids.ts'
import type { ErasureChoice } from '#platform/personal-data.ts'

export type Erasure = ErasureChoice & { id: PurchaserId; at: InstantText }

/** Who was ever erased, by the id that leads to nobody any more, and what they chose for covers that still ran. */
export async function listErasures(db: Db): Promise<Erasure[]> {
  // Identities that were linked went at the same instant; only whoever asked has the choice in the trail.
  const { rows } = await sql<Erasure>`
    select id, erased_at as at,
      coalesce(choice, max(choice) over (partition by erased_at), 'keep') as contracts
    from (
      select p.id, p.erased_at, (
        select max(a.after->>'contracts') from audit_entries a
        where a.bucket = p.bucket and a.entity_id = p.id::text and a.entity = 'purchaser'
      ) as choice
      from purchasers p where p.erased_at is not null
    ) erased order by erased_at, id`.execute(db)
  return rows
}
