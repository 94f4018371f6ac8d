import { audit } from '#platform/audit.ts'
import { invalidate } from '#platform/caches.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction, seller } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { KeyId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import type { ApiKeyRow } from './api-keys.ts'
import { lockApiKey } from './api-keys.ts'
import { keysById } from './keys.ts'
import { actsForStores } from './limits-of-actors.ts'
import { markApiKeyRevoked } from './seller-writes.ts'

/** Ends a key at once and for good; one that has ended stays as it is. @throws notFound */
export async function revokeApiKey(ctx: Context, id: KeyId): Promise<ApiKeyRow> {
  const { organisationId } = seller(ctx)
  const revoked = await inTransaction(ctx, async (tx) => {
    const row = await lockApiKey(tx, organisationId, id)
    if (!row || !actsForStores(ctx, row.storeId && [row.storeId])) throw notFound('such key')
    if (row.revokedAt !== null) return row
    const revokedAt = ctx.clock.now()
    await markApiKeyRevoked(tx, id, revokedAt)
    await invalidate(tx, keysById)
    await audit(tx, ctx, {
      bucket: bucketOf(id),
      organisationId,
      entity: 'api_key',
      entityId: id,
      after: { revokedAt },
    })
    return { ...row, revokedAt }
  })
  ctx.caches.drop(keysById.name)
  return revoked
}
