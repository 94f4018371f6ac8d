import type { z } from 'zod'
import { audit, forgetOrigins } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { buyer, inTransaction } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import { unauthenticated } from '#platform/errors.ts'
import { publish } from '#platform/events.ts'
import type { PurchaserId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import type { ErasureChoice, PersonalData } from '#platform/personal-data.ts'
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
    const counts = { goes: preview.goes, stays: preview.stays }
    await eraseLocked(tx, ctx, sources, people, { contracts: input.contracts, counts })
  })
  dropSessions(ctx)
  return { done: true }
}

/** Takes everything of people who are locked, the first of whom it was that asked; the others are linked with them. */
export async function eraseLocked(
  tx: Tx,
  ctx: Context,
  sources: readonly PersonalData[],
  people: readonly PurchaserId[],
  { contracts, counts }: ErasureChoice & { counts: object },
): Promise<void> {
  const storeIds = new Set<string>()
  for (const source of sources) {
    const told = await source.erase(tx, ctx, people, { contracts })
    for (const id of told.storeIds) storeIds.add(id)
  }
  await publish(tx, purchaserErased, {
    purchaserIds: [...people],
    storeIds: [...storeIds].sort(),
    at: ctx.clock.now(),
  })
  await audit(
    tx,
    ctx,
    ...people.map((id, n) => ({
      bucket: bucketOf(id),
      organisationId: null,
      entity: 'purchaser',
      entityId: id,
      after: { erased: true, ...(n === 0 ? { ...counts, contracts } : {}) },
    })),
  )
  await forgetOrigins(tx, people)
}
