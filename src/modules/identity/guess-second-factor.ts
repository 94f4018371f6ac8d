import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import { rateLimited } from '#platform/errors.ts'
import { secondFactorTooOld, secondFactorWrong } from './errors.ts'
import type { Factor } from './factors.ts'
import { factorGivenAt, lockFactor } from './factors.ts'
import { factorLimits, limitReached, takeLimit } from './limits.ts'
import { dropSessions } from './sessions.ts'
import { staffActor } from './staff.ts'

/** What may be asked only of somebody who has just shown that they are at the keyboard. */
const recentHours = 12

/**
 * One guess of the signed-in person's second factor, within the limits of that person. A wrong guess is counted in
 * the same transaction, which therefore ends well, and is refused after it.
 * @param guess does what a right guess does, or gives nothing
 * @throws secondFactorWrong, rateLimited
 */
export async function guessSecondFactor<T>(
  ctx: Context,
  guess: (tx: Tx, factor: Factor | undefined) => Promise<T | undefined>,
): Promise<T> {
  const { staffId } = staffActor(ctx)
  const right = await inTransaction(ctx, async (tx) => {
    const factor = await lockFactor(tx, staffId)
    for (const limit of factorLimits) {
      const seconds = await limitReached(tx, ctx, limit, staffId)
      if (seconds > 0) throw rateLimited(seconds)
    }
    const found = await guess(tx, factor)
    if (found === undefined) for (const limit of factorLimits) await takeLimit(tx, ctx, limit, staffId)
    return found
  })
  if (right === undefined) throw secondFactorWrong()
  dropSessions(ctx)
  return right
}

/** Refuses staff whose second factor was given long ago; keys have none. @throws secondFactorTooOld */
export async function mustHaveRecentFactor(tx: Tx, ctx: Context): Promise<void> {
  const { actor } = ctx
  if (actor.kind !== 'staff') return
  const given = await factorGivenAt(tx, actor.sessionId)
  const since = Temporal.Instant.from(ctx.clock.now()).subtract({ hours: recentHours })
  if (given === undefined || Temporal.Instant.compare(Temporal.Instant.from(given), since) < 0)
    throw secondFactorTooOld()
}
