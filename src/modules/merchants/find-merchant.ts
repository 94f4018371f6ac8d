import type { Context } from '#platform/context.ts'
import type { StoreId } from '#platform/ids.ts'
import type { MerchantProfile } from './schemas.ts'

/** A store's profile, kept in process; `undefined` where nobody has said what the store is as a merchant. */
export function findMerchant(_ctx: Context, _storeId: StoreId): Promise<MerchantProfile | undefined> {
  throw new Error('to be built')
}

/** The secrets of one payment provider of a store, opened; `undefined` where none are stored. */
export function providerKeysOf(
  _ctx: Context,
  _storeId: StoreId,
  _provider: string,
): Promise<Readonly<Record<string, string>> | undefined> {
  throw new Error('to be built')
}
