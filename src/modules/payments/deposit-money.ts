import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { newId, publicId } from '#platform/ids.ts'
import { notADeposit, testModeOnly } from './errors.ts'
import { lockMyAccount } from './held-account.ts'
import { topUpDeposit } from './providers/sandbox/bank.ts'

/**
 * Pays money of the sandbox into a deposit account.
 * @param amount minor units
 * @throws Problem `account_not_found`, `not_a_deposit`, `test_mode_only`
 */
export function depositMoney(ctx: Context, publicAccountId: string, amount: number): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const { id, bucket, kind, mode, currency } = await lockMyAccount(tx, ctx, publicAccountId)
    if (kind !== 'deposit') throw notADeposit()
    if (mode !== 'test') throw testModeOnly()
    const key = publicId('dep', newId(bucket))
    await topUpDeposit(tx, ctx, { accountId: id, currency, amount, at: ctx.clock.now(), key })
    await audit(tx, ctx, {
      bucket,
      organisationId: null,
      entity: 'payment_account',
      entityId: id,
      after: { deposited: amount, currency },
    })
  })
}
