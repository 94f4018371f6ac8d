import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { ClaimId } from '#platform/ids.ts'
import { confirmProposal } from './decide-claim.ts'
import { noDecisionWaits } from './errors.ts'
import type { MayTouch } from './held-claim.ts'
import { expectVersion, withClaim } from './held-claim.ts'
import type { ConfirmationInput } from './step-schemas.ts'

/** The second person's word on a decision above the limit. */
export function confirmDecision(
  ctx: Context,
  id: ClaimId | undefined,
  may: MayTouch,
  input: z.output<typeof ConfirmationInput>,
): Promise<ClaimId> {
  return withClaim(ctx, id, may, async (tx, held) => {
    expectVersion(held.claim, input.version)
    const { proposed } = held.claim
    if (!proposed) throw noDecisionWaits()
    await confirmProposal(tx, ctx, held, proposed, input)
    return held.claim.id
  })
}
