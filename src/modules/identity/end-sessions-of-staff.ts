import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { StaffId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import { lockOther } from './change-staff.ts'
import { dropSessions, endStaffSignIns } from './sessions.ts'
import type { StaffRow } from './staff.ts'

/** Signs a member of staff out everywhere; they may sign in again. @throws notFound, forbidden, scopeNotYours */
export async function endSessionsOfStaff(ctx: Context, id: StaffId): Promise<StaffRow> {
  const row = await inTransaction(ctx, async (tx) => {
    const { row } = await lockOther(tx, ctx, id)
    await endStaffSignIns(tx, id)
    await audit(tx, ctx, {
      bucket: bucketOf(id),
      organisationId: row.organisationId,
      entity: 'staff',
      entityId: id,
      after: { sessions: 'ended' },
    })
    return row
  })
  dropSessions(ctx)
  return row
}
