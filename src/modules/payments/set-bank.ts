import { sql } from 'kysely'
import { getOrganisation } from '#modules/identity/index.ts'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { OrganisationId } from '#platform/ids.ts'
import type { Bank, BankHours } from './bank-hours.ts'
import { alwaysOpen, bankOf } from './bank-hours.ts'

/** Sets when the sandbox bank serves an organisation. */
export function setBankHours(ctx: Context, id: OrganisationId, hours: BankHours): Promise<void> {
  return change(ctx, id, { hours })
}

/** Records, or takes back, the licence under which a live organisation uses the built-in bank. */
export function setBankLicence(ctx: Context, id: OrganisationId, licence: string | null): Promise<void> {
  return change(ctx, id, { licence })
}

function change(ctx: Context, id: OrganisationId, changed: Partial<Bank>): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    // Refuses an organisation that is none.
    await getOrganisation({ ...ctx, tx }, id)
    await sql`insert into bank_hours (organisation_id, hours)
      values (${id}, ${JSON.stringify(alwaysOpen)}::jsonb) on conflict do nothing`.execute(tx)
    await sql`select 1 from bank_hours where organisation_id = ${id} for update`.execute(tx)
    const before = await bankOf({ ...ctx, tx }, id)
    const after = { ...before, ...changed }
    await sql`update bank_hours set hours = ${JSON.stringify(after.hours)}::jsonb, licence = ${after.licence}
      where organisation_id = ${id}`.execute(tx)
    await audit(tx, ctx, {
      bucket: 0,
      organisationId: id,
      entity: 'bank',
      entityId: id,
      before: { ...before },
      after,
    })
  })
}
