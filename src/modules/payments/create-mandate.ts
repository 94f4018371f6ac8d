import type { z } from 'zod'
import { getStore, storeNotFound } from '#modules/identity/index.ts'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { MandateId } from '#platform/ids.ts'
import { newId } from '#platform/ids.ts'
import { insertMandate } from './account-writes.ts'
import { mandateExists } from './errors.ts'
import { lockMyAccount } from './held-account.ts'
import type { MandateInput } from './schemas.ts'

/**
 * The buyer allows a store to take so much a payment and a day without being asked.
 * @throws Problem `account_not_found`, `store_not_found`, `mandate_exists`
 */
export function createMandate(
  ctx: Context,
  publicAccountId: string,
  input: z.output<typeof MandateInput>,
): Promise<MandateId> {
  return inTransaction(ctx, async (tx) => {
    const { id: accountId, bucket, mode } = await lockMyAccount(tx, ctx, publicAccountId)
    const store = await getStore({ ...ctx, tx }, input.storeCode)
    // A test buyer does not see live stores, nor the reverse.
    if (store.mode !== mode) throw storeNotFound(input.storeCode)
    const id = newId<'mdt'>(bucket)
    const made = await insertMandate(tx, {
      bucket,
      id,
      account_id: accountId,
      store_id: store.id,
      per_payment: input.perPayment,
      per_day: input.perDay,
      created_at: ctx.clock.now(),
      revoked_at: null,
    })
    if (!made) throw mandateExists()
    await audit(tx, ctx, {
      bucket,
      organisationId: null,
      entity: 'mandate',
      entityId: id,
      after: { accountId, storeId: store.id, perPayment: input.perPayment, perDay: input.perDay },
    })
    return id
  })
}
