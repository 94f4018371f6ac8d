import { getStoreById } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import type { AttemptId } from '#platform/ids.ts'
import { askAttempt } from './ask-attempt.ts'
import type { Attempt } from './attempts.ts'
import { attemptOf, payRequestOf } from './attempts.ts'
import { callProvider, outcomeUnknown } from './call-provider.ts'
import { tokenOf } from './open-token.ts'
import { providerOf } from './providers/index.ts'
import { findAttempt } from './queries.ts'
import { storeOutcome } from './store-outcome.ts'

/**
 * Asks the provider to take the money and stores what it says, outside the caller's transaction, in which the attempt
 * must be committed. Can be repeated: the provider knows an attempt by its id, and one whose outcome nobody knows is
 * asked about, not sent again.
 */
export async function runAttempt(ctx: Context, id: AttemptId): Promise<Attempt> {
  const row = await findAttempt(reader(ctx), id)
  if (!row) throw new Error(`there is no attempt ${id}`)
  if (row.state !== 'created') return row.outcome_unknown ? askAttempt(ctx, id) : attemptOf(row)
  const store = await getStoreById(ctx, row.store_id)
  const request = payRequestOf(row, store, await tokenOf(reader(ctx), ctx, row.account_id))
  const outcome = await callProvider(
    ctx,
    `pay ${id}`,
    (own) => providerOf(row.provider).pay(own, request),
    outcomeUnknown,
  )
  return storeOutcome(ctx, id, outcome, 'pay')
}
