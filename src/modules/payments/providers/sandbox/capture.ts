import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import { debitDeposit } from './bank.ts'
import type { SandboxPayment } from './books.ts'
import { updatePayment } from './books.ts'

/** Takes the money of a payment that is locked. @throws Problem `insufficient_balance` */
export async function capture(
  tx: Tx,
  ctx: Context,
  payment: SandboxPayment,
  at: InstantText,
): Promise<SandboxPayment> {
  const captured = amountTaken(payment)
  if (payment.tender === 'account' && payment.account_id !== null) {
    await debitDeposit(tx, ctx, {
      attemptId: payment.attempt_id,
      accountId: payment.account_id,
      currency: payment.currency,
      amount: captured,
      at,
    })
  }
  const change = { state: 'captured' as const, reason: null, captured }
  await updatePayment(tx, payment.attempt_id, change)
  return { ...payment, ...change }
}

/** What it takes; not what was asked where it was told so. */
function amountTaken({ script, amount }: SandboxPayment): number {
  if (script === 'sandbox:double_success') return amount * 2
  if (script === 'sandbox:amount_changed') return amount > 1 ? amount - 1 : amount + 1
  return amount
}
