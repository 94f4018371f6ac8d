import type { z } from 'zod'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import type { OrganisationId, StaffId, StoreId } from '#platform/ids.ts'
import { bucketOf, newId } from '#platform/ids.ts'
import { staffEmailHash } from './contacts.ts'
import { staffEmailTaken } from './errors.ts'
import { mustHave, storesToGive } from './limits-of-actors.ts'
import type { Role } from './model.ts'
import { normalEmail, scopesOf } from './model.ts'
import { getOrganisation } from './organisations.ts'
import type { StaffInput } from './schemas.ts'
import { insertStaffRow } from './seller-writes.ts'
import type { StaffRow } from './staff.ts'

/** Adds a member of staff, who can sign in from now on. @throws staffEmailTaken, scopeNotYours, forbidden, storeNotFound, storeNotYours */
export async function createStaff(
  ctx: Context,
  organisationId: OrganisationId,
  input: z.output<typeof StaffInput>,
): Promise<StaffRow> {
  const { kind } = await getOrganisation(ctx, organisationId)
  mustHave(ctx, scopesOf(input.role, kind))
  const storeIds = await storesToGive(ctx, input.storeCodes)
  return inTransaction(ctx, async (tx) => {
    const { name, email, role } = input
    const row = await insertStaff(tx, ctx, { organisationId, name, email, role, storeIds })
    await audit(tx, ctx, {
      bucket: bucketOf(row.id),
      organisationId,
      entity: 'staff',
      entityId: row.id,
      after: { role, storeIds },
    })
    return row
  })
}

type NewStaff = {
  organisationId: OrganisationId
  name: string
  email: string
  role: Role
  storeIds: StoreId[] | null
}

/** One address signs in to one organisation. @throws staffEmailTaken */
export async function insertStaff(
  tx: Tx,
  ctx: Context,
  { organisationId, name, email, role, storeIds }: NewStaff,
): Promise<StaffRow> {
  const id: StaffId = newId<'stf'>(bucketOf(organisationId))
  const emailSealed = ctx.secrets.seal(normalEmail(email), id)
  const row: StaffRow = {
    id,
    organisationId,
    name,
    emailSealed,
    role,
    storeIds,
    createdAt: ctx.clock.now(),
    removedAt: null,
    secondFactorAt: null,
  }
  if (!(await insertStaffRow(tx, row, staffEmailHash(ctx, email)))) throw staffEmailTaken()
  return row
}
