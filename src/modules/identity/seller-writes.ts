import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { KeyId, OrganisationId, StaffId, StoreId } from '#platform/ids.ts'
import type { ApiKeyRow } from './api-keys.ts'
import type { Role } from './model.ts'
import type { Organisation, Store } from './organisations.ts'
import type { StaffRow } from './staff.ts'

export async function insertOrganisation(tx: Tx, row: Organisation): Promise<void> {
  const { id, name, kind, mode, createdAt } = row
  await tx
    .insertInto('organisations')
    .values({ id, name, kind, mode, clock_at: row.clockAt, created_at: createdAt })
    .execute()
}

export async function setOrganisationSettings(
  tx: Tx,
  id: OrganisationId,
  settings: Pick<Organisation, 'secondDeciderAbove'>,
): Promise<void> {
  await tx
    .updateTable('organisations')
    .set({ second_decider_above: settings.secondDeciderAbove })
    .where('id', '=', id)
    .execute()
}

/** @returns false where the code is taken */
export async function insertStore(tx: Tx, row: Store): Promise<boolean> {
  const inserted = await tx
    .insertInto('stores')
    .values({
      id: row.id,
      organisation_id: row.organisationId,
      code: row.code,
      name: row.name,
      kind: row.kind,
      currency: row.currency,
      time_zone: row.timeZone,
      tax_regime: row.taxRegime,
      created_at: row.createdAt,
    })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

export async function setStoreName(tx: Tx, id: StoreId, name: string): Promise<void> {
  await tx.updateTable('stores').set({ name }).where('id', '=', id).execute()
}

export async function insertApiKey(
  tx: Tx,
  organisationId: OrganisationId,
  row: ApiKeyRow,
  secretHash: Buffer,
): Promise<void> {
  await tx
    .insertInto('api_keys')
    .values({
      id: row.id,
      organisation_id: organisationId,
      store_id: row.storeId,
      name: row.name,
      secret_hash: secretHash,
      hint: row.hint,
      scopes: row.scopes,
      rate_limit: row.rateLimit,
      created_at: row.createdAt,
      expires_at: row.expiresAt,
    })
    .execute()
}

export async function markApiKeyRevoked(tx: Tx, id: KeyId, revokedAt: InstantText): Promise<void> {
  await tx.updateTable('api_keys').set({ revoked_at: revokedAt }).where('id', '=', id).execute()
}

/** @returns false where somebody signs in with the address already */
export async function insertStaffRow(tx: Tx, row: StaffRow, emailHash: Buffer): Promise<boolean> {
  const inserted = await tx
    .insertInto('staff')
    .values({
      id: row.id,
      organisation_id: row.organisationId,
      name: row.name,
      email_hash: emailHash,
      email_sealed: row.emailSealed,
      role: row.role,
      store_ids: row.storeIds,
      created_at: row.createdAt,
    })
    .onConflict((conflict) => conflict.column('email_hash').doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

type StaffDetails = { name: string; role: Role; storeIds: StoreId[] | null }

export async function setStaffDetails(
  tx: Tx,
  id: StaffId,
  { name, role, storeIds }: StaffDetails,
): Promise<void> {
  await tx.updateTable('staff').set({ name, role, store_ids: storeIds }).where('id', '=', id).execute()
}

/** @param emailHash what stands in place of the address's hash, so that the address is free */
export async function markStaffRemoved(
  tx: Tx,
  id: StaffId,
  removedAt: InstantText,
  emailHash: Buffer,
): Promise<void> {
  await tx
    .updateTable('staff')
    .set({ removed_at: removedAt, email_hash: emailHash })
    .where('id', '=', id)
    .execute()
}
