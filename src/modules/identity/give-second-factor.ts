import type { z } from 'zod'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import type { StaffId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import { secondFactorNotEnrolled } from './errors.ts'
import { markFactorGiven, spendRecoveryCode, spendStep } from './factor-writes.ts'
import type { Factor } from './factors.ts'
import { factorContext } from './factors.ts'
import { guessSecondFactor } from './guess-second-factor.ts'
import { recoveryCodeHash } from './recovery-codes.ts'
import type { StaffSession } from './schemas.ts'
import type { SecondFactorInput } from './second-factor-schemas.ts'
import { invalidateSessions } from './sessions.ts'
import { ownSessionView, staffActor } from './staff.ts'
import { matchingStep } from './totp.ts'

type Given = z.output<typeof SecondFactorInput>

/** Opens the session with a code of the person's device, or with a recovery code. @throws secondFactorWrong, secondFactorNotEnrolled, rateLimited */
export function giveSecondFactor(ctx: Context, given: Given): Promise<z.input<typeof StaffSession>> {
  const { staffId, sessionId, organisationId } = staffActor(ctx)
  return guessSecondFactor(ctx, async (tx, factor) => {
    if (!factor?.secretSealed) throw secondFactorNotEnrolled()
    if (!(await spend(tx, ctx, staffId, factor, given))) return undefined
    await markFactorGiven(tx, sessionId, ctx.clock.now())
    await invalidateSessions(tx)
    await audit(tx, ctx, {
      bucket: bucketOf(staffId),
      organisationId,
      entity: 'session',
      entityId: sessionId,
      after: { secondFactor: 'code' in given ? 'code' : 'recovery_code' },
    })
    return ownSessionView({ ...ctx, tx }, 'given')
  })
}

async function spend(tx: Tx, ctx: Context, id: StaffId, factor: Factor, given: Given): Promise<boolean> {
  const now = ctx.clock.now()
  if ('recoveryCode' in given)
    return spendRecoveryCode(tx, id, recoveryCodeHash(ctx, id, given.recoveryCode), now)
  const secret = ctx.secrets.open(factor.secretSealed as Buffer, factorContext(id)).toString()
  const step = matchingStep(secret, given.code, now, factor.lastStep)
  if (step === undefined) return false
  await spendStep(tx, id, step)
  return true
}
