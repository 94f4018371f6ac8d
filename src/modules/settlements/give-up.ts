import { releaseCoupons } from '#modules/coupons/index.ts'
import type { Attempt } from '#modules/payments/index.ts'
import { requestRefund } from '#modules/payments/index.ts'
import type { Amounts } from '#modules/tax/index.ts'
import { actorName } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import type { RefundId } from '#platform/ids.ts'
import { Rows } from '#platform/rows.ts'
import { noteChange } from './note-change.ts'
import { refundsOf, tendersOf } from './queries.ts'
import type { SettlementRow } from './rows.ts'
import { addRefund, updateSettlement } from './writes.ts'

/**
 * Ends a settlement of which nothing will be paid: what was taken goes back, coupons are free again. Only once every
 * attempt is known to be final.
 */
export async function giveUp(
  tx: Tx,
  ctx: Context,
  settlement: SettlementRow,
  attempts: readonly Attempt[],
  reason: string,
  at: InstantText,
): Promise<void> {
  const before = settlement.state
  for (const attempt of takenOf(attempts)) await giveBack(tx, ctx, attempt, reason, at)
  await releaseCoupons(tx, ctx, { settlementId: settlement.id, at })
  await updateSettlement(tx, settlement, { state: 'failed', reason, check_at: null, buyer_sealed: null })
  const rows = new Rows()
  noteChange(ctx, rows, settlement, { before, at })
  await rows.insert(tx)
}

/**
 * Gives back what was taken after a settlement had been given up, and says so.
 */
export async function giveBackLate(
  tx: Tx,
  ctx: Context,
  settlement: SettlementRow,
  attempts: readonly Attempt[],
  at: InstantText,
): Promise<void> {
  const known = await refundsOf(tx, settlement.id)
  const tenders = await tendersOf(tx, settlement.id)
  for (const attempt of takenOf(attempts)) {
    const reference = `late/${attempt.id}`
    if (known.some((refund) => refund.reference === reference)) continue
    const amount = attempt.captured - attempt.refunded
    const refundId = await giveBack(tx, ctx, attempt, 'late_success', at)
    const rows = new Rows()
    const n = known.length + 1
    addRefund(rows, {
      bucket: settlement.bucket,
      settlement_id: settlement.id,
      n,
      id: newId(settlement.bucket),
      kind: 'late_success',
      reference,
      reason: settlement.reason ?? 'late_success',
      units: settlement.returned,
      amounts: nothingBut(amount),
      tenders: [{ n: tenders.find((tender) => tender.attempt_id === attempt.id)?.n ?? 0, amount, refundId }],
      paper_id: null,
      purchase_id: null,
      day_id: null,
      at,
      by: actorName(ctx.actor).id,
    })
    noteChange(ctx, rows, settlement, { before: settlement.state, at, more: { lateSuccess: amount } })
    await rows.insert(tx)
    known.push({ reference } as (typeof known)[number])
  }
}

function takenOf(attempts: readonly Attempt[]): Attempt[] {
  return attempts.filter(({ captured, refunded }) => captured > refunded)
}

function giveBack(
  tx: Tx,
  ctx: Context,
  { id, captured, refunded }: Attempt,
  reason: string,
  at: InstantText,
): Promise<RefundId> {
  return requestRefund(tx, ctx, {
    attemptId: id,
    key: `given-up/${id}`,
    amount: captured - refunded,
    reason,
    at,
  })
}

function nothingBut(debit: number): Amounts {
  return { due: 0, tax: null, net: null, groups: [], tenders: [], debit }
}
