import type { z } from 'zod'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { bucketOf } from '#platform/ids.ts'
import { secondFactorEnrolled } from './errors.ts'
import { setPendingSecret } from './factor-writes.ts'
import { factorContext, lockFactor } from './factors.ts'
import { mustHaveRecentFactor } from './guess-second-factor.ts'
import type { SecondFactorEnrolment } from './second-factor-schemas.ts'
import type { StaffRow } from './staff.ts'
import { findStaff, staffActor } from './staff.ts'
import { enrolmentUri, newSecret } from './totp.ts'

/**
 * Makes a secret for the person's device; it counts once a code of it was entered. Whoever has a second factor
 * gives it first, so that a code by mail alone never replaces it.
 * @throws secondFactorEnrolled, secondFactorTooOld
 */
export function enrolSecondFactor(ctx: Context): Promise<z.input<typeof SecondFactorEnrolment>> {
  const { staffId, organisationId, half } = staffActor(ctx)
  return inTransaction(ctx, async (tx) => {
    const factor = await lockFactor(tx, staffId)
    if (factor?.enrolledAt) {
      if (half) throw secondFactorEnrolled()
      await mustHaveRecentFactor(tx, ctx)
    }
    const secret = newSecret()
    await setPendingSecret(tx, staffId, ctx.secrets.seal(secret, factorContext(staffId)))
    await audit(tx, ctx, {
      bucket: bucketOf(staffId),
      organisationId,
      entity: 'staff_factor',
      entityId: staffId,
      after: { pending: true },
    })
    const row = (await findStaff(tx, organisationId, staffId)) as StaffRow
    const email = ctx.secrets.open(row.emailSealed, row.id).toString()
    return { secret, uri: enrolmentUri(secret, email) }
  })
}
