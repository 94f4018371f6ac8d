import type { Actor } from '#platform/auth.ts'
import { scopes } from '#platform/auth.ts'
import type { OrganisationId } from '#platform/ids.ts'
import { newId } from '#platform/ids.ts'
import { itemCode, itemPrice, planOf } from './sales.ts'

/** Somebody who may do everything for an organisation in test mode. */
export function ownerOf(organisationId: OrganisationId): Actor {
  return {
    kind: 'staff',
    staffId: newId<'stf'>(0),
    sessionId: '',
    organisationId,
    mode: 'test',
    scopes: new Set(scopes),
    storeIds: null,
    rateLimit: 1,
  }
}

/** The catalogue of a store. */
export function itemsOf(count: number) {
  return Array.from({ length: count }, (_, i) => ({
    code: itemCode(i),
    name: `ベンチ用の商品 ${i} 番`,
    maker: '白鷺',
    model: `SR-${i}`,
    category: planOf(i),
    price: itemPrice(i),
    makerWarrantyMonths: i % 2 === 0 ? 12 : 24,
  }))
}
