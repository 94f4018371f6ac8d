import { reopenContractClaim } from '#modules/contracts/index.ts'
import type { Context } from '#platform/context.ts'
import type { ClaimId } from '#platform/ids.ts'
import type { MayTouch } from './held-claim.ts'
import { allowed, takeStep, withClaim } from './held-claim.ts'
import { decisionDueAt } from './model.ts'

/** The buyer does not accept a rejection: once, and another person decides, within the same days as before. */
export function appealClaim(
  ctx: Context,
  id: ClaimId | undefined,
  may: MayTouch,
  input: { reason: string },
): Promise<ClaimId> {
  return withClaim(ctx, id, may, async (tx, held) => {
    const { claim, contract, store, now } = held
    await takeStep(tx, ctx, held, {
      kind: 'appeal',
      to: allowed(held, 'appeal'),
      change: {
        appealed: true,
        reason_code: null,
        decided_by: null,
        decided_at: null,
        submitted_at: now,
        decision_due_at: decisionDueAt(now, false, store.timeZone),
        deadline_doubled: false,
        escalated_at: null,
      },
      note: input.reason,
    })
    await reopenContractClaim(tx, contract.id, claim.id)
    return claim.id
  })
}
