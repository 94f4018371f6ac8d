import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { MandateId } from '#platform/ids.ts'
import { revokeMandateRow } from './account-writes.ts'
import { mandateNotFound } from './errors.ts'
import { lockMyAccount } from './held-account.ts'

/** From now on the store must have the buyer's word for each payment. @throws Problem `mandate_not_found` */
export function revokeMandate(
  ctx: Context,
  publicAccountId: string,
  id: MandateId | undefined,
): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const { id: accountId, bucket } = await lockMyAccount(tx, ctx, publicAccountId)
    if (!id || !(await revokeMandateRow(tx, accountId, id, ctx.clock.now()))) throw mandateNotFound()
    await audit(tx, ctx, {
      bucket,
      organisationId: null,
      entity: 'mandate',
      entityId: id,
      after: { revoked: true },
    })
  })
}
