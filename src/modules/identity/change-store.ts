import type { z } from 'zod'
import { audit } from '#platform/audit.ts'
import { invalidate } from '#platform/caches.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { bucketOf } from '#platform/ids.ts'
import type { Store } from './organisations.ts'
import { actingStore, storesByCode, storesById } from './organisations.ts'
import type { StorePatch } from './schemas.ts'
import { setStoreName } from './seller-writes.ts'

/** Renames a store. Its code, currency and zone stay: purchases stand on them. @throws storeNotFound, storeNotYours */
export async function changeStore(
  ctx: Context,
  code: string,
  { name }: z.output<typeof StorePatch>,
): Promise<Store> {
  const store = await actingStore(ctx, code)
  await inTransaction(ctx, async (tx) => {
    await setStoreName(tx, store.id, name)
    for (const cache of [storesByCode, storesById]) await invalidate(tx, cache)
    await audit(tx, ctx, {
      bucket: bucketOf(store.id),
      organisationId: store.organisationId,
      entity: 'store',
      entityId: store.id,
      before: { name: store.name },
      after: { name },
    })
  })
  for (const cache of [storesByCode, storesById]) ctx.caches.drop(cache.name)
  return { ...store, name }
}
