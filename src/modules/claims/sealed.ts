import type { SealedPlace } from '#platform/sealed-places.ts'

/** Keys of claims that are nobody's; words and photos are under these, or under their person's key. */
export const sealedByClaims: readonly SealedPlace[] = [
  { table: 'claims', column: 'data_key', key: ['bucket', 'id'], context: (row) => String(row['id']) },
]
