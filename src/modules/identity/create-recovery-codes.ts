import type { z } from 'zod'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { bucketOf } from '#platform/ids.ts'
import { replaceRecoveryCodes } from './factor-writes.ts'
import { lockFactor } from './factors.ts'
import { mustHaveRecentFactor } from './guess-second-factor.ts'
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes.ts'
import type { RecoveryCodes } from './second-factor-schemas.ts'
import { staffActor } from './staff.ts'

/** Makes ten new recovery codes; the older ones are void. @throws secondFactorTooOld */
export function createRecoveryCodes(ctx: Context): Promise<z.input<typeof RecoveryCodes>> {
  const { staffId, organisationId } = staffActor(ctx)
  return inTransaction(ctx, async (tx) => {
    await lockFactor(tx, staffId)
    await mustHaveRecentFactor(tx, ctx)
    const recoveryCodes = newRecoveryCodes()
    await replaceRecoveryCodes(
      tx,
      staffId,
      recoveryCodes.map((code) => recoveryCodeHash(ctx, staffId, code)),
    )
    await audit(tx, ctx, {
      bucket: bucketOf(staffId),
      organisationId,
      entity: 'staff_factor',
      entityId: staffId,
      after: { recoveryCodes: recoveryCodes.length },
    })
    return { recoveryCodes }
  })
}
