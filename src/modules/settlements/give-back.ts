import { restoreCoupons, returnShares } from '#modules/coupons/index.ts'
import { listContractsOfPurchases } from '#modules/contracts/index.ts'
import type { ContractRow } from '#modules/contracts/index.ts'
import { post } from '#modules/ledger/index.ts'
import { requestRefund } from '#modules/payments/index.ts'
import type { Amounts } from '#modules/tax/index.ts'
import { refundOf, standing } from '#modules/tax/index.ts'
import { actorName } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { RefundId } from '#platform/ids.ts'
import { newId } from '#platform/ids.ts'
import { Rows } from '#platform/rows.ts'
import type { Held } from './complete-settlement.ts'
import { refundAmountChanged } from './errors.ts'
import { shopShares } from './model.ts'
import { noteChange } from './note-change.ts'
import { addReturnPaper } from './paper-of-settlement.ts'
import { journalOf, refundParts } from './postings.ts'
import { returnPurchaseOf } from './purchase-of-settlement.ts'
import { holdOpenDay } from './register-queries.ts'
import { discountStanding, unitsWithCovers } from './refund-model.ts'
import type { RefundRow, SettlementRow } from './rows.ts'
import { standingParts } from './tenders.ts'
import { addRefund, updateSettlement, updateTender } from './writes.ts'

export type Back = {
  kind: 'void' | 'refund'
  reference: string
  reason: string
  /** Units of each goods line that come back; the lines of covers follow. */
  units: readonly number[]
  register: string | null
  expectedAmount: number | undefined
}
export type GivenBack = {
  amounts: Amounts
  /** What each means of payment gives back. */
  tenders: number[]
  whole: boolean
  ended: ContractRow[]
  /** Of each coupon what its use has less. */
  shares: number[]
}

/**
 * Gives units of a settlement back, in one transaction: the purchase returns them, which ends their covers; money goes
 * back by the means by which it came, in proportion; coupons, journal and paper follow. The settlement is locked.
 * @throws Problem `refund_amount_changed`, `return_exceeds_settlement`, and those of the purchase ledger
 */
export async function giveBack(
  tx: Tx,
  ctx: Context,
  held: Held,
  refunds: readonly RefundRow[],
  back: Back,
  at: InstantText,
): Promise<GivenBack> {
  const { store, settlement, lines, tenders } = held
  const { settled, returned } = settlement
  const purchase = await returnPurchaseOf(tx, ctx, held, { ...back, at })
  const ended = await endedCovers(tx, settlement)
  const units = unitsWithCovers(lines, returned, back.units, ended)
  const amounts = refundOf(settled, returned, units)
  if (back.expectedAmount !== undefined && back.expectedAmount !== amounts.debit)
    throw refundAmountChanged(amounts.debit)
  const after = returned.map((before, i) => before + (units[i] ?? 0))
  const whole = lines.every((line, i) => after[i] === line.quantity)
  const parts = partsOfTenders(held, standing(settled, returned).debit, standing(settled, after).debit)
  const n = refunds.length + 1
  const key = `settlement/${settlement.id}/refund/${n}`
  const refundIds: (RefundId | null)[] = []
  for (const [i, tender] of tenders.entries()) {
    const amount = parts[i] as number
    refundIds.push(
      tender.attempt_id === null || amount === 0
        ? null
        : await requestRefund(tx, ctx, {
            attemptId: tender.attempt_id,
            key,
            amount,
            reason: back.reason,
            at,
          }),
    )
    if (amount > 0) await updateTender(tx, tender, { refunded: tender.refunded + amount })
  }
  const shares = sharesOf(settlement, after, amounts)
  await giveCouponsBack(tx, ctx, held, { whole, shares, at })
  const payers = { coupons: settlement.coupons.used, tenders }
  const journal = journalOf(settlement, store, payers, refundParts(amounts, parts), {
    kind: 'refund',
    key,
    at,
  })
  if (journal.postings.some(({ amount }) => amount !== 0)) await post(tx, ctx, journal)
  const rows = new Rows()
  const paper = await addReturnPaper({ ...ctx, tx }, rows, held, { units, amounts, tenders: parts, at })
  addRefund(rows, {
    bucket: settlement.bucket,
    settlement_id: settlement.id,
    n,
    id: newId(settlement.bucket),
    kind: back.kind,
    reference: back.reference,
    reason: back.reason,
    units,
    amounts,
    tenders: tenders.flatMap((tender, i) => {
      const amount = parts[i] as number
      return amount === 0 ? [] : [{ n: tender.n, amount, refundId: refundIds[i] ?? null }]
    }),
    paper_id: paper.id,
    purchase_id: purchase.purchase.id,
    day_id: await holdOpenDay(tx, store.id, back.register ?? settlement.register),
    at,
    by: actorName(ctx.actor).id,
  })
  const before = settlement.state
  await updateSettlement(tx, settlement, {
    state: back.kind === 'void' ? 'voided' : whole ? 'refunded' : 'partly_refunded',
    returned: after,
    refunded: settlement.refunded + amounts.debit,
  })
  noteChange(ctx, rows, settlement, { before, at, more: { refund: n, amount: amounts.debit } })
  await rows.insert(tx)
  return { amounts, tenders: parts, whole, ended, shares }
}

/** All covers of the purchase that have ended, those of this return too. */
export async function endedCovers(tx: Tx, { purchase_id }: SettlementRow): Promise<ContractRow[]> {
  if (purchase_id === null) return []
  const contracts = await listContractsOfPurchases(tx, [purchase_id])
  return contracts.filter(({ state }) => state === 'cancelled' || state === 'void')
}

/** Each means of payment gives back its proportion of the whole, so that all refunds together are what it took. */
function partsOfTenders({ tenders }: Held, before: number, after: number): number[] {
  const paid = tenders.map(({ amount }) => amount)
  const left = standingParts(paid, after)
  return standingParts(paid, before).map((part, i) => part - (left[i] as number))
}

/** What each coupon takes less now that units are back. */
function sharesOf(
  { coupons, settled, returned }: SettlementRow,
  after: readonly number[],
  amounts: Amounts,
): number[] {
  const was = shopShares(coupons, discountStanding(settled, returned))
  const is = shopShares(coupons, discountStanding(settled, after))
  return coupons.used.map(({ funder }, i) =>
    funder === 'shop' ? (was[i] as number) - (is[i] as number) : (amounts.tenders[i] ?? 0),
  )
}

async function giveCouponsBack(
  tx: Tx,
  ctx: Context,
  { store, settlement }: Held,
  { whole, shares, at }: { whole: boolean; shares: readonly number[]; at: InstantText },
): Promise<void> {
  const { used } = settlement.coupons
  if (used.length === 0) return
  if (whole) await restoreCoupons(tx, ctx, { settlementId: settlement.id, at, timeZone: store.timeZone })
  else {
    const given = used.flatMap(({ couponId }, i) =>
      (shares[i] ?? 0) > 0 ? [{ couponId, amount: shares[i] as number }] : [],
    )
    if (given.length > 0) await returnShares(tx, ctx, { settlementId: settlement.id, shares: given })
  }
}
