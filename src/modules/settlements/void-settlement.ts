import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { dayIn } from '#platform/dates.ts'
import type { SettlementId } from '#platform/ids.ts'
import { refundConflict, voidTooLate } from './errors.ts'
import { giveBack } from './give-back.ts'
import type { Refundable } from './held-settlement.ts'
import { expectRefundable, holdForRefund } from './held-settlement.ts'
import { unitsAsked } from './refund-model.ts'
import type { VoidInput } from './refund-schemas.ts'

/**
 * Undoes a settlement whole, on the day on which it was made.
 * @throws Problem `void_too_late`, and those of `refundErrors`
 */
export async function voidSettlement(
  ctx: Context,
  id: SettlementId | undefined,
  input: z.output<typeof VoidInput>,
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const within = { ...ctx, tx }
    const found = await holdForRefund(tx, within, id)
    const { held, refunds, now } = found
    const known = refunds.find(({ reference }) => reference === input.reference)
    if (known?.kind === 'void') return
    if (known) throw refundConflict(known.reference)
    expectRefundable(found)
    if (!canBeVoided(found)) throw voidTooLate()
    await giveBack(
      tx,
      within,
      held,
      refunds,
      {
        kind: 'void',
        reference: input.reference,
        reason: input.reason,
        units: unitsAsked(held.lines, held.settlement.returned, undefined),
        register: input.register ?? null,
        expectedAmount: undefined,
      },
      now,
    )
  })
}

/** Whole, and on its day in the zone of the store. */
export function canBeVoided({ held: { settlement, store }, refunds, now }: Refundable): boolean {
  const { settled_at: settledAt, state } = settlement
  const today = settledAt !== null && dayIn(store.timeZone, settledAt) === dayIn(store.timeZone, now)
  return today && state === 'settled' && refunds.length === 0
}
