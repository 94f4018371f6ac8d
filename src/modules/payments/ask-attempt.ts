import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import type { AttemptId } from '#platform/ids.ts'
import type { Attempt } from './attempts.ts'
import { attemptOf, attemptRefOf } from './attempts.ts'
import { callProvider, outcomeUnknown } from './call-provider.ts'
import { isDead, isFinal } from './model.ts'
import { providerOf } from './providers/index.ts'
import { findAttempt } from './queries.ts'
import { storeOutcome } from './store-outcome.ts'

/**
 * Asks what became of an attempt and stores it. What was captured changes no more; of one that is dead a success that
 * comes late is stored as `conflicted`, with what was captured, so that it can be refunded.
 */
export async function askAttempt(ctx: Context, id: AttemptId): Promise<Attempt> {
  const row = await findAttempt(reader(ctx), id)
  if (!row) throw new Error(`there is no attempt ${id}`)
  if (isFinal(row.state) && !isDead(row.state)) return attemptOf(row)
  const outcome = await callProvider(
    ctx,
    `ask ${id}`,
    (own) => providerOf(row.provider).ask(own, attemptRefOf(row)),
    outcomeUnknown,
  )
  return storeOutcome(ctx, id, outcome, 'ask')
}
