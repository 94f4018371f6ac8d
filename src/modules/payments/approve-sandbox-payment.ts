import { getStoreById } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { askAttempt } from './ask-attempt.ts'
import { attemptRefOf } from './attempts.ts'
import { apart } from './call-provider.ts'
import { nothingToApprove, testModeOnly } from './errors.ts'
import { approve } from './providers/sandbox/index.ts'
import type { AttemptRow } from './rows.ts'

/**
 * The tester pays what waits for the customer, as with the provider's own app, and we ask at once what became of it.
 * @throws Problem `test_mode_only`, `nothing_to_approve`
 */
export async function approveSandboxPayment(ctx: Context, row: AttemptRow): Promise<void> {
  const { mode } = await getStoreById(ctx, row.store_id)
  if (row.provider !== 'sandbox' || mode !== 'test') throw testModeOnly()
  const { approved, state } = await approve(apart(ctx), attemptRefOf(row))
  await askAttempt(ctx, row.id)
  if (!approved) throw nothingToApprove(state)
}
