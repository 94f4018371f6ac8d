import { getStoreById, organisationNow } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import type { RefundOutcome, RefundRequest } from '../../port.ts'
import { creditDeposit } from './bank.ts'
import { findRefund, insertRefund, lockPayment } from './books.ts'
import type { SandboxPayment, SandboxRefund } from './books.ts'
import { refundScripts, takeScript } from './scripts.ts'
import type { Script } from './scripts.ts'

export async function refund(ctx: Context, request: RefundRequest): Promise<RefundOutcome> {
  const known = await findRefund(ctx.db, request.refundId)
  if (known) return outcomeOf(known)
  const { organisationId } = await getStoreById(ctx, request.attempt.storeId)
  const script = await takeScript(ctx, organisationId, refundScripts)
  if (script === 'sandbox:refund_timeout') throw new Error('the sandbox was told not to answer')
  const outcome = await inTransaction(ctx, (tx) => giveBack(tx, ctx, request, script))
  if (script === 'sandbox:refund_timeout_effect') throw new Error('the sandbox was told to lose its answer')
  return outcome
}

/** What became of a refund; of one that never came nobody knows whether it is still on its way. */
export async function askRefund(ctx: Context, request: RefundRequest): Promise<RefundOutcome> {
  const known = await findRefund(ctx.db, request.refundId)
  return known ? outcomeOf(known) : { state: 'unknown', providerRef: null, reason: null }
}

async function giveBack(
  tx: Tx,
  ctx: Context,
  request: RefundRequest,
  script: Script | null,
): Promise<RefundOutcome> {
  const { refundId, amount, attempt } = request
  const payment = await lockPayment(tx, attempt.attemptId)
  if (!payment) return { state: 'failed', providerRef: null, reason: 'payment_unknown' }
  // Read again behind the lock: the same refund may have been made meanwhile.
  const known = await findRefund(tx, refundId)
  if (known) return outcomeOf(known)
  const possible = script !== 'sandbox:refund_declined' && isLeft(payment, amount)
  const store = await getStoreById({ ...ctx, tx }, payment.store_id)
  const at = await organisationNow({ ...ctx, tx }, store.organisationId)
  await insertRefund(tx, payment, { refundId, state: possible ? 'succeeded' : 'failed', amount, at })
  if (possible && payment.tender === 'account' && payment.account_id !== null) {
    const { account_id: accountId, currency } = payment
    await creditDeposit(tx, ctx, { refundId, accountId, currency, amount, at })
  }
  return outcomeOf((await findRefund(tx, refundId)) as SandboxRefund)
}

function isLeft(payment: SandboxPayment, amount: number): boolean {
  return payment.state === 'captured' && payment.refunded + amount <= payment.captured
}

function outcomeOf({ id, state }: SandboxRefund): RefundOutcome {
  return { state, providerRef: id, reason: state === 'failed' ? 'refused' : null }
}
