import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Db } from '#platform/db.ts'
import type { PurchaserId } from '#platform/ids.ts'
import type { ErasureChoice, PersonalData } from '#platform/personal-data.ts'
import { eraseLocked } from './erase-person.ts'
import { ownPersonalData } from './personal-data.ts'
import { lockPeople } from './queries.ts'
import { dropSessions } from './sessions.ts'

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

/**
 * Erases somebody who was erased before, and whom an older backup has brought back. The code that a person types is
 * not asked for: they have typed it. The stores are told again, for what they were told is not in the backup either.
 * @param modules what the other modules know about people, in the order in which they erase
 * @returns false where there is nobody: they came after the backup, or are erased already
 * @throws what the sources throw, such as `claimOpen` where the goods are with the repairer
 */
export async function eraseAgain(
  ctx: Context,
  modules: readonly PersonalData[],
  { id, contracts }: Pick<Erasure, 'id' | 'contracts'>,
): Promise<boolean> {
  const found = await inTransaction(ctx, async (tx) => {
    const people = await lockPeople(tx, id)
    if (people.length === 0) return false
    const sources = [...modules, ownPersonalData]
    await eraseLocked(tx, ctx, sources, people, { contracts, counts: { again: true } })
    return true
  })
  dropSessions(ctx)
  return found
}
