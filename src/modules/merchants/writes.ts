import { sql } from 'kysely'
import type { Tx } from '#platform/db.ts'
import type { OrganisationId, StoreId } from '#platform/ids.ts'
import type { ProfileRow } from './queries.ts'

/** @returns false where a profile is there already */
export async function insertProfile(
  tx: Tx,
  storeId: StoreId,
  organisationId: OrganisationId,
  row: ProfileRow,
): Promise<boolean> {
  const inserted = await sql`insert into merchant_profiles
      (store_id, organisation_id, profile, payout_account_sealed, provider_keys_sealed, version, updated_at)
    values (${storeId}, ${organisationId}, ${JSON.stringify(row.profile)}, ${row.payoutAccountSealed},
      ${row.providerKeysSealed}, ${row.version}, ${row.updatedAt})
    on conflict (store_id) do nothing`.execute(tx)
  return inserted.numAffectedRows === 1n
}

/** The caller has locked it. */
export async function updateProfile(tx: Tx, storeId: StoreId, row: ProfileRow): Promise<void> {
  await sql`update merchant_profiles set profile = ${JSON.stringify(row.profile)},
      payout_account_sealed = ${row.payoutAccountSealed}, provider_keys_sealed = ${row.providerKeysSealed},
      version = ${row.version}, updated_at = ${row.updatedAt}
    where store_id = ${storeId}`.execute(tx)
}
