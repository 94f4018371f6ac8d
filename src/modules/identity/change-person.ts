import type { z } from 'zod'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { buyer, inTransaction } from '#platform/context.ts'
import { unauthenticated } from '#platform/errors.ts'
import { bucketOf } from '#platform/ids.ts'
import { encrypt } from '#platform/secrets.ts'
import { personView } from './people.ts'
import { lockPurchaser } from './queries.ts'
import type { PersonPatch, PersonView } from './schemas.ts'
import { setPurchaserDetails } from './writes.ts'

/** Changes what a person says about themselves; name and address are sealed under the person's own key. */
export function changePerson(
  ctx: Context,
  patch: z.output<typeof PersonPatch>,
): Promise<z.input<typeof PersonView>> {
  const { purchaserId: id } = buyer(ctx)
  return inTransaction(ctx, async (tx) => {
    const row = await lockPurchaser(tx, id)
    if (!row) throw unauthenticated()
    const dataKey = ctx.secrets.open(row.dataKey, id)
    const seal = (value: string | null, what: string) => value && encrypt(dataKey, value, what)
    const details = {
      ...(patch.name === undefined ? {} : { nameSealed: seal(patch.name, 'name') as Buffer | null }),
      ...(patch.address === undefined
        ? {}
        : { addressSealed: seal(patch.address, 'address') as Buffer | null }),
      ...(patch.language === undefined ? {} : { language: patch.language }),
    }
    if (Object.keys(details).length > 0) {
      await setPurchaserDetails(tx, id, details)
      const after = { changed: Object.keys(patch) }
      await audit(tx, ctx, {
        bucket: bucketOf(id),
        organisationId: null,
        entity: 'purchaser',
        entityId: id,
        after,
      })
    }
    return personView(tx, ctx, id)
  })
}
