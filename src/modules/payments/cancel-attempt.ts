import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import type { AttemptId } from '#platform/ids.ts'
import type { Attempt } from './attempts.ts'
import { attemptOf, attemptRefOf } from './attempts.ts'
import { callProvider, outcomeUnknown } from './call-provider.ts'
import { isFinal } from './model.ts'
import { providerOf } from './providers/index.ts'
import { findAttempt } from './queries.ts'
import { storeOutcome } from './store-outcome.ts'

/**
 * Asks that an attempt never happens; until the provider is certain it stays `processing`. One that was captured
 * meanwhile is told as captured.
 */
export async function cancelAttempt(ctx: Context, id: AttemptId): Promise<Attempt> {
  const row = await findAttempt(reader(ctx), id)
  if (!row) throw new Error(`there is no attempt ${id}`)
  if (isFinal(row.state)) return attemptOf(row)
  const outcome = await callProvider(
    ctx,
    `cancel ${id}`,
    (own) => providerOf(row.provider).cancel(own, attemptRefOf(row)),
    outcomeUnknown,
  )
  return storeOutcome(ctx, id, outcome, 'cancel')
}
