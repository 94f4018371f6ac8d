import type { Context } from '#platform/context.ts'
import type { ClaimId } from '#platform/ids.ts'
import { moveNotAllowed } from './errors.ts'
import type { MayTouch } from './held-claim.ts'
import { takeStep, withClaim } from './held-claim.ts'
import { isClosed } from './model.ts'

/** A note of the desk, for the desk alone. */
export function noteClaim(
  ctx: Context,
  id: ClaimId | undefined,
  may: MayTouch,
  input: { note: string },
): Promise<ClaimId> {
  return withClaim(ctx, id, may, async (tx, held) => {
    await takeStep(tx, ctx, held, { kind: 'note', note: input.note, internal: true })
    return held.claim.id
  })
}

/** Says what stands in the way of a claim's present step, or that nothing does any more. */
export function blockClaim(
  ctx: Context,
  id: ClaimId | undefined,
  may: MayTouch,
  input: { reason: string | null },
): Promise<ClaimId> {
  return withClaim(ctx, id, may, async (tx, held) => {
    const { claim, now } = held
    if (isClosed(claim.state)) throw moveNotAllowed('block', claim.state)
    const blocked = input.reason === null ? null : { step: claim.state, reason: input.reason, since: now }
    await takeStep(tx, ctx, held, {
      kind: blocked ? 'block' : 'unblock',
      change: { blocked },
      data: { reason: input.reason },
    })
    return claim.id
  })
}
