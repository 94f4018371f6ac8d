import { closeContractClaim } from '#modules/contracts/index.ts'
import type { Context } from '#platform/context.ts'
import type { ClaimId } from '#platform/ids.ts'
import type { MayTouch } from './held-claim.ts'
import { allowed, takeStep, withClaim } from './held-claim.ts'

/** The buyer steps back, as long as the goods are not received. The limits get back what the claim had reserved. */
export function withdrawClaim(ctx: Context, id: ClaimId | undefined, may: MayTouch): Promise<ClaimId> {
  return withClaim(ctx, id, may, async (tx, held) => {
    const { claim, contract, now } = held
    await takeStep(tx, ctx, held, {
      kind: 'withdraw',
      to: allowed(held, 'withdraw'),
      change: { proposed: null },
    })
    await closeContractClaim(tx, contract.id, claim.id, 'ended', now)
    return claim.id
  })
}
