import type { CreatedApiKey, Scope } from '../../types.ts'

/** A call that this key may make, ready to paste into a terminal. */
export function curlFor({ secret, scopes, storeCode }: CreatedApiKey, origin: string): string {
  const may = (scope: Scope) => scopes.includes(scope)
  return [`curl '${origin}${addressFor(may, storeCode)}' \\`, `  -H 'Authorization: Bearer ${secret}'`].join(
    '\n',
  )
}

function addressFor(may: (scope: Scope) => boolean, storeCode: string | null): string {
  if (may('stores:read')) return '/v1/stores'
  if (may('purchases:read')) return '/v1/purchases?limit=1'
  if (may('contracts:read')) return '/v1/contracts?limit=1'
  if (may('plans:read')) return '/v1/plans?limit=1'
  if (may('keys:read')) return '/v1/api-keys?limit=1'
  if (may('staff:read')) return '/v1/staff?limit=1'
  const store = storeCode ?? 'STORE_CODE'
  if (may('catalog:read')) return `/v1/stores/${store}/items?limit=1`
  return `/v1/offers?storeCode=${store}&price=50000`
}
