import { getStoreById, organisationNow } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { SettlementId } from '#platform/ids.ts'
import type { Held } from './complete-settlement.ts'
import { notRefundable, settlementNotFound } from './errors.ts'
import { sellerMay } from './may-see.ts'
import { linesOf, lockSettlement, refundsOf, tendersOf } from './queries.ts'
import type { RefundRow } from './rows.ts'

export type Refundable = { held: Held; refunds: RefundRow[]; now: InstantText }

/** A settlement of the caller's store, locked, with all that giving back asks for. @throws settlementNotFound */
export async function holdForRefund(tx: Tx, ctx: Context, id: SettlementId | undefined): Promise<Refundable> {
  const settlement = id && (await lockSettlement(tx, id))
  if (!settlement || !(await sellerMay(ctx, settlement))) throw settlementNotFound()
  const store = await getStoreById(ctx, settlement.store_id)
  return {
    held: {
      store,
      settlement,
      lines: await linesOf(tx, settlement.id),
      tenders: await tendersOf(tx, settlement.id),
    },
    refunds: await refundsOf(tx, settlement.id),
    now: await organisationNow(ctx, store.organisationId),
  }
}

/** @throws Problem `settlement_not_refundable` */
export function expectRefundable({ held: { settlement, lines } }: Refundable): void {
  const { state, returned } = settlement
  const open = state === 'settled' || state === 'partly_refunded'
  const left = lines.some((line, i) => !line.plan && line.quantity > (returned[i] ?? 0))
  if (!open || !left) throw notRefundable(state)
}
