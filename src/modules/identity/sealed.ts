import type { SealedPlace } from '#platform/sealed-places.ts'

const tiedToId = (row: Record<string, unknown>) => String(row['id'])

/** What stands here under the process's keys. A person's name and contacts are under the person's own key. */
export const sealedByIdentity: readonly SealedPlace[] = [
  { table: 'purchasers', column: 'data_key', key: ['bucket', 'id'], context: tiedToId },
  { table: 'staff', column: 'email_sealed', key: ['id'], context: tiedToId },
]
