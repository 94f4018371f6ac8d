import type { z } from 'zod'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { bucketOf } from '#platform/ids.ts'
import { secondFactorEnrolled, secondFactorNotEnrolled } from './errors.ts'
import { markFactorGiven, replaceRecoveryCodes, setSecret } from './factor-writes.ts'
import { factorContext } from './factors.ts'
import { guessSecondFactor } from './guess-second-factor.ts'
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes.ts'
import type { SecondFactorConfirmed, TotpInput } from './second-factor-schemas.ts'
import { invalidateSessions } from './sessions.ts'
import { ownSessionView, staffActor } from './staff.ts'
import { matchingStep } from './totp.ts'

/** Takes the first code of a new secret: from now on it counts, and so does this session. @throws secondFactorWrong, secondFactorNotEnrolled, secondFactorEnrolled, rateLimited */
export function confirmSecondFactor(
  ctx: Context,
  { code }: z.output<typeof TotpInput>,
): Promise<z.input<typeof SecondFactorConfirmed>> {
  const { staffId, sessionId, organisationId, half } = staffActor(ctx)
  return guessSecondFactor(ctx, async (tx, factor) => {
    const sealed = factor?.pendingSealed
    if (!sealed) throw secondFactorNotEnrolled()
    if (half && factor.enrolledAt) throw secondFactorEnrolled()
    const now = ctx.clock.now()
    const secret = ctx.secrets.open(sealed, factorContext(staffId)).toString()
    const step = matchingStep(secret, code, now, 0)
    if (step === undefined) return undefined
    await setSecret(tx, staffId, { sealed, step, at: now })
    const recoveryCodes = newRecoveryCodes()
    await replaceRecoveryCodes(
      tx,
      staffId,
      recoveryCodes.map((one) => recoveryCodeHash(ctx, staffId, one)),
    )
    await markFactorGiven(tx, sessionId, now)
    await invalidateSessions(tx)
    await audit(tx, ctx, {
      bucket: bucketOf(staffId),
      organisationId,
      entity: 'staff_factor',
      entityId: staffId,
      before: { enrolledAt: factor.enrolledAt },
      after: { enrolledAt: now },
    })
    return { recoveryCodes, session: await ownSessionView({ ...ctx, tx }, 'given') }
  })
}
