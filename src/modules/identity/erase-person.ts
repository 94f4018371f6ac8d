import type { z } from 'zod'
import { audit, forgetOrigins } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { buyer, inTransaction } from '#platform/context.ts'
import { unauthenticated } from '#platform/errors.ts'
import { publish } from '#platform/events.ts'
import { bucketOf } from '#platform/ids.ts'
import type { PersonalData } from '#platform/personal-data.ts'
import { isErasureCode } from './erasure-code.ts'
import { erasureNotConfirmed } from './errors.ts'
import { purchaserErased } from './events.ts'
import { previewOf } from './preview-erasure.ts'
import { lockPeople } from './queries.ts'
import type { ErasureInput } from './schemas.ts'
import { dropSessions } from './sessions.ts'

/**
 * Erases the signed-in person with every identity linked to them, in one transaction over all modules: what the
 * preview named goes, sessions end, and the stores that knew them are told. Of two at once the second finds nobody.
 * @param sources in the order in which they erase; the person's own part is the last, for the others read its contacts
 * @throws erasureNotConfirmed, what the sources throw
 */
export async function erasePerson(
  ctx: Context,
  sources: readonly PersonalData[],
  input: z.output<typeof ErasureInput>,
): Promise<{ done: true }> {
  const { purchaserId } = buyer(ctx)
  await inTransaction(ctx, async (tx) => {
    const people = await lockPeople(tx, purchaserId)
    if (!people.includes(purchaserId)) throw unauthenticated()
    const preview = await previewOf(ctx, tx, people, sources)
    if (!isErasureCode(ctx, purchaserId, preview, input.confirm)) throw erasureNotConfirmed()
    const storeIds = new Set<string>()
    for (const source of sources) {
      const told = await source.erase(tx, ctx, people, input)
      for (const id of told.storeIds) storeIds.add(id)
    }
    await publish(tx, purchaserErased, {
      purchaserIds: [...people],
      storeIds: [...storeIds].sort(),
      at: ctx.clock.now(),
    })
    const counts = { goes: preview.goes, stays: preview.stays, contracts: input.contracts }
    await audit(
      tx,
      ctx,
      ...people.map((id) => ({
        bucket: bucketOf(id),
        organisationId: null,
        entity: 'purchaser',
        entityId: id,
        after: { erased: true, ...(id === purchaserId ? counts : {}) },
      })),
    )
    await forgetOrigins(tx, people)
  })
  dropSessions(ctx)
  return { done: true }
}
