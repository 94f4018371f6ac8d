import { getStoreById } from '#modules/identity/index.ts'
import { providerKeysOf } from '#modules/merchants/index.ts'
import type { Context } from '#platform/context.ts'
import type { StoreId } from '#platform/ids.ts'

/** A store's keys with `environment`: a provider whose keys do not show it must not move money for a test store. */
export async function keysOfMode(
  ctx: Context,
  storeId: StoreId,
  provider: string,
): Promise<Readonly<Record<string, string>> | undefined> {
  const keys = await providerKeysOf(ctx, storeId, provider)
  if (!keys) return undefined
  const { mode } = await getStoreById(ctx, storeId)
  return { ...keys, environment: mode === 'live' ? 'live' : 'sandbox' }
}
