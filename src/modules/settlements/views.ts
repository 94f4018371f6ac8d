import type { z } from 'zod'
import type { ContractRow } from '#modules/contracts/index.ts'
import { issuedContract, listContractsOfPurchases } from '#modules/contracts/index.ts'
import { getStoreById, storesOf } from '#modules/identity/index.ts'
import type { Store } from '#modules/identity/index.ts'
import type { Attempt } from '#modules/payments/index.ts'
import { attemptsOf } from '#modules/payments/index.ts'
import { findPurchases, pickUpCode } from '#modules/purchases/index.ts'
import { formatNumber } from '#platform/codes.ts'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import type { PurchaseId } from '#platform/ids.ts'
import { publicId } from '#platform/ids.ts'
import { amountsOf } from './amounts.ts'
import type { Written } from './complete-settlement.ts'
import { couponState } from './model.ts'
import { linesOf, refundStates, refundsOf, tendersOf } from './queries.ts'
import type { LineRow, RefundRow, SettlementRow, TenderRow } from './rows.ts'
import type { RefundView, SettlementRow as RowSchema, SettlementView, TenderView } from './schemas.ts'

type View = z.input<typeof SettlementView>

/** One settlement as till and buyer see it. */
export async function settlementView(ctx: Context, row: SettlementRow, replayed = false): Promise<View> {
  const db = reader(ctx)
  const lines = await linesOf(db, row.id)
  const tenders = await tendersOf(db, row.id)
  const refunds = await refundsOf(db, row.id)
  const electronic = tenders.some(({ attempt_id }) => attempt_id !== null)
  const states = electronic && refunds.length > 0 ? await refundStates(db, row.id) : new Map()
  const attempts = new Map((electronic ? await attemptsOf(db, row.id) : []).map((a) => [a.id, a]))
  return {
    ...headOf(row, await getStoreById(ctx, row.store_id), lines),
    tenders: tenders.map((tender) => tenderView(tender, attempts)),
    refunds: refunds.map((refund) => refundView(refund, tenders, states)),
    ...(await purchaseOf(ctx, row)),
    replayed,
  }
}

/** The same of one that was just settled in cash, from what was written. */
export function writtenView(ctx: Context, { settlement, store, lines, tenders, sale }: Written): View {
  return {
    ...headOf(settlement, store, lines),
    tenders: tenders.map((tender) => tenderView(tender, new Map())),
    refunds: [],
    ...purchaseView(ctx, sale.purchase.id, sale.purchase.buyer_hash, sale.contracts),
    replayed: false,
  }
}

type Head = Omit<View, 'tenders' | 'refunds' | 'purchaseId' | 'contracts' | 'pickUpCode' | 'replayed'>

function headOf(row: SettlementRow, store: Store, lines: readonly LineRow[]): Head {
  return {
    id: publicId('stl', row.id),
    store: nameOf(store),
    reference: row.reference,
    state: row.state,
    reason: row.reason,
    occurredAt: row.occurred_at,
    settledAt: row.settled_at,
    ...amountsOf({
      currency: row.currency,
      settled: row.settled,
      coupons: row.coupons,
      couponState: couponState(row.state),
      lines,
      returned: row.returned,
    }),
    refunded: row.refunded,
    receipt:
      row.paper_id === null
        ? null
        : { paperId: publicId('pap', row.paper_id), number: formatNumber(row.paper_number ?? '') },
    register: row.register,
    madeOffline: row.made_offline,
  }
}

type OfPurchase = Pick<View, 'purchaseId' | 'contracts' | 'pickUpCode'>

async function purchaseOf(ctx: Context, { purchase_id: id }: SettlementRow): Promise<OfPurchase> {
  if (id === null) return { purchaseId: null, contracts: [], pickUpCode: null }
  const db = reader(ctx)
  const purchase = (await findPurchases(db, [id])).get(id)
  return purchaseView(ctx, id, purchase?.buyer_hash, await listContractsOfPurchases(db, [id]))
}

function purchaseView(
  ctx: Context,
  id: PurchaseId,
  buyerHash: unknown,
  contracts: readonly ContractRow[],
): OfPurchase {
  return {
    purchaseId: publicId('pur', id),
    contracts: contracts.map(issuedContract),
    pickUpCode: buyerHash === null ? pickUpCode(ctx, id) : null,
  }
}

type Attempts = ReadonlyMap<string, Attempt>

function tenderView(tender: TenderRow, attempts: Attempts): z.input<typeof TenderView> {
  const attempt = tender.attempt_id === null ? undefined : attempts.get(tender.attempt_id)
  return {
    kind: tender.kind,
    amount: tender.amount,
    received: tender.received,
    change: tender.change,
    provider: tender.provider,
    state: tender.kind === 'cash' ? 'paid' : (attempt?.state ?? 'created'),
    reason: attempt?.reason ?? null,
    action: attempt?.action ?? null,
    refunded: tender.refunded,
  }
}

function refundView(
  refund: RefundRow,
  tenders: readonly TenderRow[],
  states: ReadonlyMap<string, string>,
): z.input<typeof RefundView> {
  return {
    n: refund.n,
    kind: refund.kind,
    reference: refund.reference,
    reason: refund.reason,
    units: refund.units,
    amount: refund.amounts.debit,
    tax: refund.amounts.tax,
    // Cash goes over the counter at once.
    tenders: refund.tenders.map(({ n, amount, refundId }) => ({
      kind: tenders.find((tender) => tender.n === n)?.kind ?? 'cash',
      amount,
      state: refundId === null ? 'succeeded' : (states.get(refundId) ?? 'requested'),
    })),
    paperId: refund.paper_id && publicId('pap', refund.paper_id),
    at: refund.at,
  }
}

export async function settlementRows(
  ctx: Context,
  rows: readonly SettlementRow[],
): Promise<z.input<typeof RowSchema>[]> {
  const stores = await storesOf(
    ctx,
    rows.map((row) => row.store_id),
  )
  return rows.flatMap((row) => {
    const store = stores.get(row.store_id)
    return store
      ? [
          {
            id: publicId('stl', row.id),
            store: nameOf(store),
            reference: row.reference,
            state: row.state,
            occurredAt: row.occurred_at,
            currency: row.currency,
            amountDue: row.amount_due,
            discount: row.price - row.due,
            couponsAsMoney: row.settled.tendered,
            refunded: row.refunded,
            register: row.register,
          },
        ]
      : []
  })
}

function nameOf({ code, name, timeZone }: Store): View['store'] {
  return { code, name, timeZone }
}
