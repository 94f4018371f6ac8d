import type { SealedPlace } from '#platform/sealed-places.ts'
import { sealContext } from './purchase-of-settlement.ts'

/** Whom a till named, until the purchase is recorded. */
export const sealedBySettlements: readonly SealedPlace[] = [
  {
    table: 'settlements',
    column: 'buyer_sealed',
    key: ['bucket', 'id'],
    context: (row) => sealContext(String(row['id'])),
  },
]
