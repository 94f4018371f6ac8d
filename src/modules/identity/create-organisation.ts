import { randomInt } from 'node:crypto'
import { audit } from '#platform/audit.ts'
import type { Mode } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { BUCKETS, bucketOf, newId } from '#platform/ids.ts'
import { insertStaff } from './create-staff.ts'
import type { Organisation } from './organisations.ts'
import { insertOrganisation } from './seller-writes.ts'

export type NewOrganisation = {
  name: string
  kind: Organisation['kind']
  mode: Mode
  owner: { name: string; email: string }
}

/** Makes an organisation with its first owner, who signs in with the address given. @throws staffEmailTaken */
export function createOrganisation(ctx: Context, input: NewOrganisation): Promise<Organisation> {
  return inTransaction(ctx, async (tx) => {
    const { name, kind, mode, owner } = input
    const organisation: Organisation = {
      id: newId<'org'>(randomInt(BUCKETS)),
      name,
      kind,
      mode,
      clockAt: null,
      secondDeciderAbove: null,
      createdAt: ctx.clock.now(),
    }
    const { id } = organisation
    await insertOrganisation(tx, organisation)
    await insertStaff(tx, ctx, {
      organisationId: id,
      name: owner.name,
      email: owner.email,
      role: 'owner',
      storeIds: null,
    })
    await audit(tx, ctx, {
      bucket: bucketOf(id),
      organisationId: id,
      entity: 'organisation',
      entityId: id,
      after: { name, kind, mode },
    })
    return organisation
  })
}
