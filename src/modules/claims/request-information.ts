import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { ClaimId } from '#platform/ids.ts'
import { anotherPersonRequired } from './errors.ts'
import type { MayTouch } from './held-claim.ts'
import { allowed, expectVersion, takeStep, withClaim } from './held-claim.ts'
import { decisionDueAt } from './model.ts'
import type { QuestionInput } from './step-schemas.ts'

/** Asks the buyer something; the first time this doubles the days for the decision. */
export function requestInformation(
  ctx: Context,
  id: ClaimId | undefined,
  may: MayTouch,
  input: z.output<typeof QuestionInput>,
): Promise<ClaimId> {
  return withClaim(ctx, id, may, async (tx, held) => {
    const { claim, store } = held
    expectVersion(claim, input.version)
    const to = allowed(held, 'request_information')
    if (claim.proposed) throw anotherPersonRequired('a decision waits for confirmation')
    await takeStep(tx, ctx, held, {
      kind: 'request_information',
      to,
      change: {
        deadline_doubled: true,
        decision_due_at: decisionDueAt(claim.submitted_at, true, store.timeZone),
      },
      note: input.question,
    })
    return claim.id
  })
}
