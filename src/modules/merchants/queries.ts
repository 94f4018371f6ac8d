import { sql } from 'kysely'
import type { CacheDefinition } from '#platform/caches.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { StoreId } from '#platform/ids.ts'
import { MerchantProfile } from './schemas.ts'

/** A profile as it is stored, with what is sealed beside it. */
export type ProfileRow = {
  profile: MerchantProfile
  payoutAccountSealed: Buffer | null
  providerKeysSealed: Buffer | null
  version: number
  updatedAt: InstantText
}

const columns = sql`profile, payout_account_sealed as "payoutAccountSealed",
  provider_keys_sealed as "providerKeysSealed", version, updated_at as "updatedAt"`

export async function findProfile(db: Db, storeId: StoreId): Promise<ProfileRow | undefined> {
  const { rows } = await sql<ProfileRow>`
    select ${columns} from merchant_profiles where store_id = ${storeId}`.execute(db)
  return readProfile(rows[0])
}

export async function lockProfile(tx: Tx, storeId: StoreId): Promise<ProfileRow | undefined> {
  const { rows } = await sql<ProfileRow>`
    select ${columns} from merchant_profiles where store_id = ${storeId} for update`.execute(tx)
  return readProfile(rows[0])
}

function readProfile(row: ProfileRow | undefined): ProfileRow | undefined {
  return row && { ...row, profile: MerchantProfile.parse(row.profile) }
}

/** Profiles by store, kept in process; secrets are not. */
export const profilesByStore: CacheDefinition<MerchantProfile> = {
  name: 'merchant-profiles',
  most: 20_000,
  load: async (db, storeId) => (await findProfile(db, storeId as StoreId))?.profile,
}
