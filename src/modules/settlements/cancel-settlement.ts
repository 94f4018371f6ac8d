import { cancelAttempt } from '#modules/payments/index.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { SettlementId } from '#platform/ids.ts'
import { settlementNotOpen } from './errors.ts'
import { finishSettlement, look } from './finish-settlement.ts'
import type { MaySee } from './may-see.ts'
import { seenSettlement } from './may-see.ts'

/**
 * Gives up a settlement that waits. What providers are not certain about stays `processing` until they are; a payment
 * that succeeds all the same goes back.
 * @throws Problem `settlement_not_found`, `settlement_not_open`
 */
export async function cancelSettlement(
  ctx: Context,
  id: SettlementId | undefined,
  may: MaySee,
  reason = 'cancelled_at_till',
): Promise<void> {
  const { id: known, state } = await seenSettlement(ctx, id, may)
  if (state === 'failed') return
  if (state !== 'awaiting_buyer' && state !== 'processing') throw settlementNotOpen(state)
  const open = await inTransaction(ctx, (tx) => look(tx, { ...ctx, tx }, known, undefined, reason))
  for (const attempt of open) await cancelAttempt(ctx, attempt)
  await finishSettlement(ctx, known)
}
