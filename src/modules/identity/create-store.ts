import type { z } from 'zod'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { OrganisationId } from '#platform/ids.ts'
import { bucketOf, bucketOfText, newId } from '#platform/ids.ts'
import { storeCodeTaken } from './errors.ts'
import { mustActForAll } from './limits-of-actors.ts'
import type { Store } from './organisations.ts'
import { getOrganisation } from './organisations.ts'
import type { StoreInput } from './schemas.ts'
import { insertStore } from './seller-writes.ts'

/** Opens a store of an organisation. Codes are one name space over all organisations. @throws storeCodeTaken, forbidden */
export function createStore(
  ctx: Context,
  organisationId: OrganisationId,
  input: z.output<typeof StoreInput>,
): Promise<Store> {
  mustActForAll(ctx)
  return inTransaction(ctx, async (tx) => {
    const { mode } = await getOrganisation({ ...ctx, tx }, organisationId)
    const id = newId<'sto'>(bucketOfText(input.code))
    const store: Store = { ...input, id, organisationId, mode, createdAt: ctx.clock.now() }
    if (!(await insertStore(tx, store))) throw storeCodeTaken(input.code)
    await audit(tx, ctx, {
      bucket: bucketOf(id),
      organisationId,
      entity: 'store',
      entityId: id,
      after: input,
    })
    return store
  })
}
