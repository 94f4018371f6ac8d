import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { OrganisationId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import { openRun } from './confirm-payout-run.ts'
import { endPayoutRun } from './payout-writes.ts'
import type { PayoutRunId } from './rows.ts'

/** Gives up a run that was prepared. @throws payoutRunNotFound, payoutRunEnded */
export async function discardPayoutRun(
  ctx: Context,
  organisationId: OrganisationId,
  id: PayoutRunId,
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await openRun(tx, organisationId, id)
    await endPayoutRun(tx, id, 'discarded', null)
    await audit(tx, ctx, {
      bucket: bucketOf(organisationId),
      organisationId,
      entity: 'payout_run',
      entityId: id,
      before: { state: 'prepared' },
      after: { state: 'discarded' },
    })
  })
}
