import type { SealedPlace } from '#platform/sealed-places.ts'

/** Notes on contracts of which no buyer is known; others are under their buyer's key. */
export const sealedByContracts: readonly SealedPlace[] = [
  {
    table: 'contracts',
    column: 'note_sealed',
    key: ['bucket', 'id'],
    only: 'purchaser_id is null',
    context: (row) => String(row['id']),
  },
]
