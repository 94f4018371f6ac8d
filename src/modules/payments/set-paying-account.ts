import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { buyer, inTransaction } from '#platform/context.ts'
import { chooseAccount } from './account-writes.ts'
import { lockMyAccount } from './held-account.ts'

/** Says which account pays where none is named. @throws Problem `account_not_found` */
export function setPayingAccount(ctx: Context, publicAccountId: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const { id, bucket } = await lockMyAccount(tx, ctx, publicAccountId)
    await chooseAccount(tx, id, buyer(ctx).identities, ctx.clock.now())
    await audit(tx, ctx, {
      bucket,
      organisationId: null,
      entity: 'payment_account',
      entityId: id,
      after: { pays: true },
    })
  })
}
