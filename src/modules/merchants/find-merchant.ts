import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import type { StoreId } from '#platform/ids.ts'
import { findProfile, profilesByStore } from './queries.ts'
import type { MerchantProfile } from './schemas.ts'
import { openAccount, openKeys } from './sealed.ts'
import type { PayoutAccount } from './secret-schemas.ts'

/** A store's profile, kept in process; `undefined` where nobody has said what the store is as a merchant. */
export async function findMerchant(ctx: Context, storeId: StoreId): Promise<MerchantProfile | undefined> {
  return ctx.caches.get(profilesByStore, reader(ctx), storeId)
}

/**
 * The secrets of one payment provider of a store, opened; `undefined` where none are stored. They are read anew each
 * time, so that a process holds them no longer than a call.
 */
export async function providerKeysOf(
  ctx: Context,
  storeId: StoreId,
  provider: string,
): Promise<Readonly<Record<string, string>> | undefined> {
  const row = await findProfile(reader(ctx), storeId)
  const keys = openKeys(ctx.secrets, storeId, row?.providerKeysSealed ?? null)
  return Object.hasOwn(keys, provider) ? keys[provider as keyof typeof keys] : undefined
}

/** Where payouts of a store go, opened; `undefined` where nobody has said. */
export async function payoutAccountOf(ctx: Context, storeId: StoreId): Promise<PayoutAccount | undefined> {
  const sealed = (await findProfile(reader(ctx), storeId))?.payoutAccountSealed
  return sealed ? openAccount(ctx.secrets, storeId, sealed) : undefined
}
