import { addUsedCoupons, commitCoupons } from '#modules/coupons/index.ts'
import type { Store } from '#modules/identity/index.ts'
import { addJournal, post } from '#modules/ledger/index.ts'
import type { JournalInput } from '#modules/ledger/index.ts'
import type { SaleRecord } from '#modules/sales/index.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import { dayIn } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import { Rows } from '#platform/rows.ts'
import { noteChange } from './note-change.ts'
import { addReceipt } from './paper-of-settlement.ts'
import { journalOf, wholeParts } from './postings.ts'
import { recordPurchaseOf } from './purchase-of-settlement.ts'
import { holdOpenDay } from './register-queries.ts'
import type { LineRow, RegisterDayId, SettlementRow, State, TenderRow } from './rows.ts'
import type { SettlementChange } from './writes.ts'
import { addSettlement, updateSettlement } from './writes.ts'

export type Held = {
  store: Store
  settlement: SettlementRow
  lines: readonly LineRow[]
  tenders: readonly TenderRow[]
}

/** What was written, where the answer needs not read it back. */
export type Written = Held & { sale: SaleRecord }

/**
 * What follows once all of it is paid, in one transaction: coupons are used up, the purchase with its covers, the
 * journal and the receipt are written, and till and wallet are told. The settlement is locked.
 * @throws Problem of the purchase ledger, which cannot take the purchase
 */
export async function completeSettlement(
  tx: Tx,
  ctx: Context,
  held: Held,
  at: InstantText,
): Promise<Written> {
  const { store, settlement } = held
  // First, for it alone can refuse, and leaves nothing behind then.
  const sale = await recordPurchaseOf(tx, ctx, held)
  const dayId = await holdOpenDay(tx, store.id, settlement.register)
  await commitCoupons(tx, ctx, { settlementId: settlement.id, at })
  const rows = new Rows()
  const { state: before } = settlement
  await updateSettlement(tx, settlement, await addEnd(tx, ctx, rows, held, { sale, dayId, at }))
  noteSettled(ctx, rows, settlement, before, at)
  await rows.insert(tx)
  return { ...held, sale }
}

export type End = { sale: SaleRecord; dayId: RegisterDayId | null; at: InstantText }

/** Adds a settlement that begins and ends here: all of its rows, and of its coupons the events. */
export async function addWhole(tx: Tx, ctx: Context, rows: Rows, held: Held, end: End): Promise<void> {
  const { settlement } = held
  const { state: before } = settlement
  addSettlement(rows, Object.assign(settlement, await addEnd(tx, ctx, rows, held, end)), held)
  addUsedCoupons(rows, usesOf(settlement), { settlementId: settlement.id, at: end.at })
  noteSettled(ctx, rows, settlement, before, end.at)
}

/** Adds the journal and the receipt. @returns how the settlement stands then */
async function addEnd(
  tx: Tx,
  ctx: Context,
  rows: Rows,
  held: Held,
  { sale, dayId, at }: End,
): Promise<SettlementChange> {
  const { store, settlement, tenders } = held
  const journal = journalOf(
    settlement,
    store,
    { coupons: settlement.coupons.used, tenders },
    wholeParts(settlement, tenders),
    { kind: 'sale', key: `settlement/${settlement.id}`, at: settlement.occurred_at },
  )
  if (journal.postings.some(({ amount }) => amount !== 0)) {
    // A month that goes on cannot be closed, so nothing needs to be asked; others are posted as they must be.
    if (isOfOpenMonth(journal, at)) addJournal(ctx, rows, journal, null)
    else await post(tx, ctx, journal)
  }
  const receipt = await addReceipt({ ...ctx, tx }, rows, held, at)
  return {
    state: 'settled',
    reason: null,
    purchase_id: sale.purchase.id,
    paper_id: receipt.id,
    paper_number: receipt.number,
    buyer_sealed: null,
    day_id: dayId,
    settled_at: at,
    check_at: null,
  }
}

function noteSettled(ctx: Context, rows: Rows, row: SettlementRow, before: State, at: InstantText): void {
  noteChange(ctx, rows, row, { before, at, more: { tax: row.settled.tax, due: row.due } })
}

export function isOfOpenMonth(
  { timeZone, occurredAt }: Pick<JournalInput, 'timeZone' | 'occurredAt'>,
  now: InstantText,
): boolean {
  return dayIn(timeZone, occurredAt).slice(0, 7) >= dayIn(timeZone, now).slice(0, 7)
}

function usesOf({ coupons, purchaser_id: purchaserId }: SettlementRow) {
  return coupons.used.map(({ couponId, taken }) => ({ couponId, amount: taken, purchaserId }))
}
