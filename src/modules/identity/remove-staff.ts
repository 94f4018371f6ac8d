import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { StaffId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import { isOwner, lockOther } from './change-staff.ts'
import { lastOwner } from './errors.ts'
import { removeFactor } from './factor-writes.ts'
import { markStaffRemoved } from './seller-writes.ts'
import { dropSessions, endStaffSignIns } from './sessions.ts'
import type { StaffRow } from './staff.ts'

/** Ends a person's access and sessions; the row stays for what they did. Their address is free again. @throws lastOwner, notFound, forbidden, scopeNotYours */
export async function removeStaff(ctx: Context, id: StaffId): Promise<StaffRow> {
  const removed = await inTransaction(ctx, async (tx) => {
    const { row, others } = await lockOther(tx, ctx, id)
    if (isOwner(row) && !others.some(isOwner)) throw lastOwner()
    const removedAt = ctx.clock.now()
    const emailHash = ctx.secrets.keyedHash('staff-email', `removed ${id}`)
    await markStaffRemoved(tx, id, removedAt, emailHash)
    await removeFactor(tx, id)
    await endStaffSignIns(tx, id)
    const { organisationId, role, storeIds } = row
    await audit(tx, ctx, {
      bucket: bucketOf(id),
      organisationId,
      entity: 'staff',
      entityId: id,
      before: { role, storeIds },
      after: { removedAt },
    })
    return { ...row, removedAt, secondFactorAt: null }
  })
  dropSessions(ctx)
  return removed
}
