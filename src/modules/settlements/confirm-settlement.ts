import { getStoreById, organisationNow } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { instantAfter } from '#platform/dates.ts'
import { inTransaction } from '#platform/context.ts'
import type { SettlementId } from '#platform/ids.ts'
import { Rows } from '#platform/rows.ts'
import { expectTaken, runAttempts } from './create-settlement.ts'
import { settlementNotFound, settlementNotOpen } from './errors.ts'
import { finishSettlement } from './finish-settlement.ts'
import { buyerMay } from './may-see.ts'
import { firstLookMs } from './model.ts'
import { noteChange } from './note-change.ts'
import { linesOf, lockSettlement, tendersOf } from './queries.ts'
import { startAttempts } from './start-attempts.ts'
import { updateSettlement } from './writes.ts'

/**
 * The buyer says yes on the phone, within the minutes for which the till waits: the payment goes out now.
 * @throws Problem `settlement_not_found`, `settlement_not_open`, and why a payment was declined
 */
export async function confirmSettlement(ctx: Context, id: SettlementId | undefined): Promise<void> {
  const started = await inTransaction(ctx, async (tx) => {
    const within = { ...ctx, tx }
    const settlement = id && (await lockSettlement(tx, id))
    if (!settlement || !(await buyerMay(within, settlement))) throw settlementNotFound()
    const now = await organisationNow(within, settlement.organisation_id)
    const over = settlement.check_at !== null && settlement.check_at <= now
    if (settlement.state !== 'awaiting_buyer' || over)
      throw settlementNotOpen(over ? 'expired' : settlement.state)
    const store = await getStoreById(within, settlement.store_id)
    const lines = await linesOf(tx, settlement.id)
    const tenders = await tendersOf(tx, settlement.id)
    await updateSettlement(tx, settlement, {
      state: 'processing',
      buyer_via: 'confirmation',
      check_at: instantAfter(now, { milliseconds: firstLookMs }),
    })
    const rows = new Rows()
    noteChange(within, rows, settlement, { before: 'awaiting_buyer', at: now })
    await rows.insert(tx)
    const held = { store, settlement, lines, tenders }
    return { id: settlement.id, attempts: await startAttempts(tx, within, held, null, now) }
  })
  await runAttempts(ctx, started.attempts)
  await finishSettlement(ctx, started.id)
  await expectTaken(ctx, started.id)
}
