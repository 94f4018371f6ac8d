import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import type { StaffId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import { lockOther } from './change-staff.ts'
import { staffEmailHash } from './contacts.ts'
import { ownSecondFactor } from './errors.ts'
import { removeFactor } from './factor-writes.ts'
import { mustHaveRecentFactor } from './guess-second-factor.ts'
import { dropSessions, endStaffSignIns } from './sessions.ts'
import type { StaffRow } from './staff.ts'
import { findStaff, findStaffByEmail } from './staff.ts'

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
    return takeAway(tx, ctx, row)
  })
  dropSessions(ctx)
  return reset
}

/** The same for whoever runs the server, when an organisation's only owner has lost device and recovery codes. */
export async function resetSecondFactorOf(ctx: Context, email: string): Promise<StaffRow | undefined> {
  const reset = await inTransaction(ctx, async (tx) => {
    const found = await findStaffByEmail(tx, staffEmailHash(ctx, email))
    const row = found && (await findStaff(tx, found.organisationId, found.id))
    return row && takeAway(tx, ctx, row)
  })
  dropSessions(ctx)
  return reset
}

async function takeAway(tx: Tx, ctx: Context, row: StaffRow): Promise<StaffRow> {
  await removeFactor(tx, row.id)
  await endStaffSignIns(tx, row.id)
  await audit(tx, ctx, {
    bucket: bucketOf(row.id),
    organisationId: row.organisationId,
    entity: 'staff_factor',
    entityId: row.id,
    before: { enrolledAt: row.secondFactorAt },
    after: { enrolledAt: null },
  })
  return { ...row, secondFactorAt: null }
}
