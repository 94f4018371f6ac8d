import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { SettlementId } from '#platform/ids.ts'
import { settlementNotFound, settlementNotOpen } from './errors.ts'
import { look } from './finish-settlement.ts'
import { buyerMay } from './may-see.ts'
import { lockSettlement } from './queries.ts'

/** The buyer says no on the phone. @throws Problem `settlement_not_found`, `settlement_not_open` */
export async function declineSettlement(ctx: Context, id: SettlementId | undefined): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const settlement = id && (await lockSettlement(tx, id))
    if (!settlement || !(await buyerMay(ctx, settlement))) throw settlementNotFound()
    if (settlement.state === 'failed') return
    if (settlement.state !== 'awaiting_buyer') throw settlementNotOpen(settlement.state)
    await look(tx, { ...ctx, tx }, settlement.id, undefined, 'buyer_declined')
  })
}
