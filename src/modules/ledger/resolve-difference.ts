import { sql } from 'kysely'
import { actingStore } from '#modules/identity/index.ts'
import { actorName } from '#platform/auth.ts'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { OrganisationId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import { clearingOf } from './book-rows.ts'
import { differenceNotFound, differenceResolved } from './errors.ts'
import type { Provider } from './known-payments.ts'
import { post } from './post.ts'
import { lockDifference } from './provider-queries.ts'
import type { ProviderFileId } from './rows.ts'

export type Resolution = {
  resolution: string
  /** What the store's clearing account holds too much, where it is written off. Minor units, not 0. */
  writeOff: { storeCode: string; amount: number } | null
}

/**
 * Notes how somebody dealt with a difference, and writes off what will never come where they say so.
 * @throws differenceNotFound, differenceResolved, storeNotFound, storeNotYours
 */
export async function resolveDifference(
  ctx: Context,
  organisationId: OrganisationId,
  { fileId, n }: { fileId: ProviderFileId; n: number },
  { resolution, writeOff }: Resolution,
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const inTx = { ...ctx, tx }
    const row = await lockDifference(tx, organisationId, fileId, n)
    if (!row) throw differenceNotFound()
    if (row.resolved_at !== null) throw differenceResolved()
    const now = ctx.clock.now()
    const { kind, id } = actorName(ctx.actor)
    await sql`update provider_file_rows set resolved_at = ${now}, resolved_by = ${`${kind} ${id}`}, resolution = ${resolution}
      where file_id = ${fileId} and n = ${n}`.execute(tx)
    if (writeOff) {
      const store = await actingStore(inTx, writeOff.storeCode)
      await post(tx, inTx, {
        kind: 'difference',
        key: `difference/${fileId}/${n}`,
        organisationId,
        storeId: store.id,
        timeZone: store.timeZone,
        currency: row.currency,
        occurredAt: now,
        subject: { kind: 'provider_file', id: fileId },
        postings: [
          { account: 'differences', partyId: organisationId, amount: writeOff.amount },
          { account: clearingOf[row.provider as Provider], partyId: store.id, amount: -writeOff.amount },
        ],
      })
    }
    await audit(tx, ctx, {
      bucket: bucketOf(organisationId),
      organisationId,
      entity: 'difference',
      entityId: `${fileId}/${n}`,
      before: { outcome: row.outcome, resolved: false },
      after: { resolved: true, resolution, writeOff },
    })
  })
}
