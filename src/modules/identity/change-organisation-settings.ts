import type { z } from 'zod'
import { audit } from '#platform/audit.ts'
import { invalidate } from '#platform/caches.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction, seller } from '#platform/context.ts'
import { bucketOf } from '#platform/ids.ts'
import { mustActForAll } from './limits-of-actors.ts'
import type { Organisation } from './organisations.ts'
import { getOrganisation, organisationsById } from './organisations.ts'
import type { OrganisationSettingsInput } from './schemas.ts'
import { setOrganisationSettings } from './seller-writes.ts'

/** Sets the rules that an organisation has made for itself. @throws forbidden */
export async function changeOrganisationSettings(
  ctx: Context,
  settings: z.output<typeof OrganisationSettingsInput>,
): Promise<Organisation> {
  mustActForAll(ctx)
  const before = await getOrganisation(ctx, seller(ctx).organisationId)
  await inTransaction(ctx, async (tx) => {
    await setOrganisationSettings(tx, before.id, settings)
    await invalidate(tx, organisationsById)
    await audit(tx, ctx, {
      bucket: bucketOf(before.id),
      organisationId: before.id,
      entity: 'organisation',
      entityId: before.id,
      before: { secondDeciderAbove: before.secondDeciderAbove },
      after: settings,
    })
  })
  ctx.caches.drop(organisationsById.name)
  return { ...before, ...settings }
}
