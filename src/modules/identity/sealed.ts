import type { StaffId } from '#platform/ids.ts'
import type { SealedPlace } from '#platform/sealed-places.ts'
import { factorContext } from './factors.ts'

const tiedToId = (row: Record<string, unknown>) => String(row['id'])

const tiedToStaff = (row: Record<string, unknown>) => factorContext(row['staff_id'] as StaffId)

/** What stands here under the process's keys. A person's name and contacts are under the person's own key. */
export const sealedByIdentity: readonly SealedPlace[] = [
  { table: 'purchasers', column: 'data_key', key: ['bucket', 'id'], context: tiedToId },
  { table: 'staff', column: 'email_sealed', key: ['id'], context: tiedToId },
  { table: 'staff_factors', column: 'secret_sealed', key: ['staff_id'], context: tiedToStaff },
  { table: 'staff_factors', column: 'pending_sealed', key: ['staff_id'], context: tiedToStaff },
]
