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

/** Opens a store of an organisation. Codes are one name space over all organisations. @throws storeCodeTaken, forbidden */
export function createStore(ctx: Context, organisationId: OrganisationId, input: z.output<typeof StoreInput>): Promise<Store> {
  mustActForAll(ctx)
  return inTransaction(ctx, async (tx) => {
    const { mode } = await getOrganisation({ ...ctx, tx }, organisationId)
    const id = newId<'sto'>(bucketOfText(input.code))
    const store: Store = { ...input, id, organisationId, mode, createdAt: ctx.clock.now() }
    const inserted = await tx
      .insertInto('stores')
      .values({
        id,
        organisation_id: organisationId,
        code: input.code,
        name: input.name,
        kind: input.kind,
        currency: input.currency,
        time_zone: input.timeZone,
        tax_regime: input.taxRegime,
        created_at: store.createdAt,
      })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .executeTakeFirst()
    if (!inserted.numInsertedOrUpdatedRows) throw storeCodeTaken(input.code)
    await audit(tx, ctx, { bucket: bucketOf(id), organisationId, entity: 'store', entityId: id, after: input })
    return store
  })
}
