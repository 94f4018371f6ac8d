import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { hasOpenPayments } from './account-queries.ts'
import { closeAccountRow } from './account-writes.ts'
import { balancesOf } from './deposits.ts'
import { accountBusy, accountHasMoney } from './errors.ts'
import { lockMyAccount } from './held-account.ts'

/**
 * Closes an account of the buyer's; its mandates end with it.
 * @throws Problem `account_not_found`, `account_busy`, `account_has_money`
 */
export function closeAccount(ctx: Context, publicAccountId: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const { id, bucket } = await lockMyAccount(tx, ctx, publicAccountId)
    if (await hasOpenPayments(tx, id)) throw accountBusy()
    const balance = (await balancesOf(tx, [id])).get(id) ?? 0
    if (balance !== 0) throw accountHasMoney(balance)
    await closeAccountRow(tx, id, ctx.clock.now())
    await audit(tx, ctx, {
      bucket,
      organisationId: null,
      entity: 'payment_account',
      entityId: id,
      after: { closed: true },
    })
  })
}
