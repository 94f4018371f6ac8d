import type { Context } from '#platform/context.ts'
import { closeContractClaim, contractCancelled, contractVoided } from '#modules/contracts/index.ts'
import type { Tx } from '#platform/db.ts'
import { subscribe } from '#platform/events.ts'
import type { Delivered } from '#platform/events.ts'
import { takeCouponBack } from './give-coupon.ts'
import { holdClaim, takeStep } from './held-claim.ts'
import { stateAfter } from './model.ts'
import { findClaim, openClaimIds } from './queries.ts'

export const endWithContract = [
  subscribe('claims.end-with-contract', contractCancelled, endClaims),
  subscribe('claims.end-with-void-contract', contractVoided, endClaims),
]

/**
 * The goods went back to the shop, so their cover ended: claims that have not received the goods end as well. One
 * whose goods are with the repairer goes on and says what stands in its way, for a person has to look at it.
 */
async function endClaims(
  ctx: Context,
  tx: Tx,
  events: readonly Delivered<{ contractIds: string[] }>[],
): Promise<void> {
  for (const { payload } of events) {
    for (const id of await openClaimIds(tx, payload.contractIds)) {
      const found = await findClaim(tx, id)
      if (!found) continue
      const held = await holdClaim(tx, { ...ctx, tx }, found)
      const { claim, contract, terms, now } = held
      // Reinstated meanwhile, or closed by somebody else.
      if (contract.state === 'in_force' || claim.closed_at !== null) continue
      await takeCouponBack(tx, { ...ctx, tx }, held, 'contract_ended')
      const course = { state: claim.state, steps: terms.claimSteps, buyerPays: 0, appealed: claim.appealed }
      const to = stateAfter(course, 'withdraw')
      const reason = 'contract_ended'
      if (to === undefined) {
        await takeStep(tx, ctx, held, {
          kind: 'block',
          change: { blocked: { step: claim.state, reason, since: now } },
          data: { reason },
        })
        continue
      }
      await takeStep(tx, ctx, held, { kind: 'withdraw', to, change: { proposed: null }, data: { reason } })
      await closeContractClaim(tx, contract.id, claim.id, 'ended', now)
    }
  }
}
