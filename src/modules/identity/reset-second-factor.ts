import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { StaffId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import { lockOther } from './change-staff.ts'
import { ownSecondFactor } from './errors.ts'
import { removeFactor } from './factor-writes.ts'
import { mustHaveRecentFactor } from './guess-second-factor.ts'
import { dropSessions, endStaffSignIns } from './sessions.ts'
import type { StaffRow } from './staff.ts'

/**
 * Takes another member's second factor away, for a device that was lost: their sessions end, and they enrol anew
 * when they sign in. Nobody takes away their own, which would leave an account open to whoever reads its mail.
 * @throws ownSecondFactor, secondFactorTooOld, notFound, forbidden, scopeNotYours
 */
export async function resetSecondFactor(ctx: Context, id: StaffId): Promise<StaffRow> {
  const reset = await inTransaction(ctx, async (tx) => {
    if (ctx.actor.kind === 'staff' && ctx.actor.staffId === id) throw ownSecondFactor()
    const { row } = await lockOther(tx, ctx, id)
    await mustHaveRecentFactor(tx, ctx)
    await removeFactor(tx, id)
    await endStaffSignIns(tx, id)
    await audit(tx, ctx, {
      bucket: bucketOf(id),
      organisationId: row.organisationId,
      entity: 'staff_factor',
      entityId: id,
      before: { enrolledAt: row.secondFactorAt },
      after: { enrolledAt: null },
    })
    return { ...row, secondFactorAt: null }
  })
  dropSessions(ctx)
  return reset
}
