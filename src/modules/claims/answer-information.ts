import type { Context } from '#platform/context.ts'
import type { ClaimId } from '#platform/ids.ts'
import type { MayTouch } from './held-claim.ts'
import { allowed, takeStep, withClaim } from './held-claim.ts'

/** What the buyer answers, or what the desk notes that they answered by other ways. */
export function answerInformation(
  ctx: Context,
  id: ClaimId | undefined,
  may: MayTouch,
  input: { answer: string },
): Promise<ClaimId> {
  return withClaim(ctx, id, may, async (tx, held) => {
    const to = allowed(held, 'answer_information')
    await takeStep(tx, ctx, held, { kind: 'answer_information', to, note: input.answer })
    return held.claim.id
  })
}
