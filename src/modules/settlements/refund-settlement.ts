import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { SettlementId } from '#platform/ids.ts'
import { refundConflict } from './errors.ts'
import { giveBack } from './give-back.ts'
import { expectRefundable, holdForRefund } from './held-settlement.ts'
import { unitsAsked } from './refund-model.ts'
import type { LineRow, RefundRow } from './rows.ts'
import type { RefundInput } from './refund-schemas.ts'

/**
 * Gives back lines or units, or all that is left. Refunds of one settlement take turns at its lock, so that never more
 * comes back than was paid; the same reference again changes nothing.
 * @throws Problem of `refundErrors`
 */
export async function refundSettlement(
  ctx: Context,
  id: SettlementId | undefined,
  input: RefundInput,
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const within = { ...ctx, tx }
    const found = await holdForRefund(tx, within, id)
    const { held, refunds, now } = found
    const known = refunds.find(({ reference }) => reference === input.reference)
    if (known) return expectSame(known, input, held.lines)
    expectRefundable(found)
    const units = unitsAsked(held.lines, held.settlement.returned, input.lines)
    await giveBack(
      tx,
      within,
      held,
      refunds,
      {
        kind: 'refund',
        reference: input.reference,
        reason: input.reason,
        units,
        register: input.register ?? null,
        expectedAmount: input.expectedAmount,
      },
      now,
    )
  })
}

/** @throws Problem `refund_conflict` where the reference stands for something else */
function expectSame(known: RefundRow, { lines: asked }: RefundInput, lines: readonly LineRow[]): void {
  const units = asked && unitsAsked(lines, [], asked)
  const same =
    known.kind === 'refund' &&
    (units === undefined || lines.every((line, i) => line.plan !== null || units[i] === known.units[i]))
  if (!same) throw refundConflict(known.reference)
}
