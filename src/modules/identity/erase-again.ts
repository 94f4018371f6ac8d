import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { PurchaserId } from '#platform/ids.ts'
import type { ErasureChoice, PersonalData } from '#platform/personal-data.ts'
import { eraseLocked } from './erase-person.ts'
import { ownPersonalData } from './personal-data.ts'
import { lockPeople } from './queries.ts'
import { dropSessions } from './sessions.ts'

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
  { id, contracts }: ErasureChoice & { id: PurchaserId },
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
