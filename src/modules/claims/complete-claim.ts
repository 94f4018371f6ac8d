import { closeContractClaim, fulfilContract } from '#modules/contracts/index.ts'
import type { Context } from '#platform/context.ts'
import { daysBetween } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { HeldClaim } from './held-claim.ts'

/**
 * The warranty is performed: the limits keep what was paid, and the contract goes on or ends as the plan says.
 * @param again the claim was performed before (its coupon came back): days with the repairer count once
 */
export async function completeClaim(
  tx: Tx,
  ctx: Context,
  held: HeldClaim,
  { newSerialNumber, again = false }: { newSerialNumber: string | null; again?: boolean },
): Promise<void> {
  const { claim, contract, now, today } = held
  await closeContractClaim(tx, contract.id, claim.id, 'fulfilled', now)
  await fulfilContract(tx, ctx, contract, {
    terms: held.terms,
    exchange: claim.exchange,
    newSerialNumber,
    repairDays: claim.received_on === null || again ? 0 : daysBetween(claim.received_on, today),
    at: now,
    today,
  })
}
