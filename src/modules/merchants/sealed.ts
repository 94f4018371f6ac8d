import type { Secrets } from '#platform/secrets.ts'
import type { SealedPlace } from '#platform/sealed-places.ts'
import type { PayoutAccount, ProviderKeys } from './secret-schemas.ts'

/** What is sealed of a store, each tied to its own place. */
const payoutContext = (storeId: string) => `payout account ${storeId}`
const providersContext = (storeId: string) => `provider keys ${storeId}`

/** Under the process's keys: where payouts go, and the secrets of payment providers. */
export const sealedByMerchants: readonly SealedPlace[] = [
  {
    table: 'merchant_profiles',
    column: 'payout_account_sealed',
    key: ['store_id'],
    context: (row) => payoutContext(String(row['store_id'])),
  },
  {
    table: 'merchant_profiles',
    column: 'provider_keys_sealed',
    key: ['store_id'],
    context: (row) => providersContext(String(row['store_id'])),
  },
]

export type StoredKeys = { [provider in keyof ProviderKeys]?: Record<string, string> }

export function sealAccount(secrets: Secrets, storeId: string, account: PayoutAccount): Buffer {
  const written = { ...account, holder: account.holder.normalize('NFKC') }
  return secrets.seal(JSON.stringify(written), payoutContext(storeId))
}

export function openAccount(secrets: Secrets, storeId: string, sealed: Buffer): PayoutAccount {
  return JSON.parse(secrets.open(sealed, payoutContext(storeId)).toString()) as PayoutAccount
}

/** Null where no keys are left. */
export function sealKeys(secrets: Secrets, storeId: string, keys: StoredKeys): Buffer | null {
  return Object.keys(keys).length === 0 ? null : secrets.seal(JSON.stringify(keys), providersContext(storeId))
}

export function openKeys(secrets: Secrets, storeId: string, sealed: Buffer | null): StoredKeys {
  return sealed === null
    ? {}
    : (JSON.parse(secrets.open(sealed, providersContext(storeId)).toString()) as StoredKeys)
}
