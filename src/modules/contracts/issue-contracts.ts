import type { Store } from '#modules/identity/index.ts'
import type { Plan } from '#modules/plans/index.ts'
import { coversOf, fitPlan, listPlans } from '#modules/plans/index.ts'
import type { LineRow, PurchaseRow } from '#modules/purchases/index.ts'
import { auditRows } from '#platform/audit.ts'
import { formatNumber, newNumber } from '#platform/codes.ts'
import type { Context } from '#platform/context.ts'
import { dayIn } from '#platform/dates.ts'
import { newId } from '#platform/ids.ts'
import type { Rows } from '#platform/rows.ts'
import { contractIssued } from './events.ts'
import { lastDay } from './model.ts'
import type { ContractRow, CoverRow } from './rows.ts'

/** A purchase just recorded, with what issuing needs to know of it. */
export type Sold = { store: Store; purchase: PurchaseRow; lines: readonly LineRow[]; now: string }

/**
 * Issues one contract per unit of each line that was sold with a plan, as rows for the transaction that records the
 * purchase: whoever reads the purchase finds its contracts. A plan that is unknown or does not fit leaves the
 * purchase as it is and its code in the line's `plan_error`.
 * @param covered units that have a contract already (a revised purchase keeps those that still fit)
 */
export async function issueContracts(
  ctx: Context,
  rows: Rows,
  sold: Sold,
  covered: ReadonlySet<string> = new Set(),
): Promise<ContractRow[]> {
  if (sold.purchase.kind !== 'sale' || !sold.lines.some((line) => line.plan_code !== null)) return []
  const plans = await listPlans(ctx, sold.store.organisationId)
  const issued: ContractRow[] = []
  const covers: CoverRow[] = []
  for (const line of sold.lines) {
    if (line.plan_code === null) continue
    const fit = planFor(plans, line, sold.store)
    if ('reason' in fit) {
      line.plan_error = fit.reason
      continue
    }
    for (let unit = 1; unit <= line.quantity; unit += 1) {
      if (covered.has(`${line.n}/${unit}`)) continue
      const made = contractOf(sold, line, unit, fit.plan, fit.premium)
      issued.push(made.contract)
      covers.push(...made.covers)
    }
  }
  if (issued.length === 0) return issued
  rows.add('contracts', ...issued)
  rows.add('contract_covers', ...covers)
  addTraces(ctx, rows, sold, issued, new Map(plans.map((plan) => [plan.id, plan.terms.name])))
  return issued
}

function planFor(plans: readonly Plan[], line: LineRow, store: Store) {
  const plan = plans.find((p) => p.code === line.plan_code && p.withdrawnAt === null)
  if (!plan) return { reason: 'plan_unknown' as const }
  if (plan.terms.currency !== store.currency) return { reason: 'plan_in_other_currency' as const }
  return fitPlan(plan, {
    storeCode: store.code,
    code: line.code,
    gtin: line.gtin,
    category: line.category,
    price: unitPrice(line),
    makerWarrantyMonths: line.maker_warranty_months,
    itemUnknown: line.category === null && line.maker_warranty_months === null && line.match !== 'matched',
  })
}

/** What one unit cost after discounts: the line's amount over its quantity. */
function unitPrice(line: LineRow): number {
  return Math.round(line.amount / line.quantity)
}

function contractOf(
  { store, purchase, now }: Sold,
  line: LineRow,
  unit: number,
  plan: Plan,
  offered: number,
) {
  const id = newId<'ctr'>(purchase.bucket)
  const premium = line.plan_price ?? offered
  const purchasedOn = dayIn(store.timeZone, purchase.purchased_at)
  const days = coversOf(plan.terms, purchasedOn, line.maker_warranty_months, premium)
  const contract: ContractRow = {
    bucket: purchase.bucket,
    id,
    number: newNumber(purchase.bucket),
    store_id: store.id,
    organisation_id: store.organisationId,
    purchase_id: purchase.id,
    line_n: line.n,
    unit_n: unit,
    plan_id: plan.id,
    plan_version: plan.version,
    purchaser_id: purchase.purchaser_id,
    state: 'in_force',
    state_reason: null,
    item_code: line.code,
    item_name: line.name,
    maker_warranty_months: line.maker_warranty_months,
    serial_number: line.serial_numbers?.[unit - 1] ?? null,
    currency: purchase.currency,
    price: unitPrice(line),
    premium,
    offered_premium: offered,
    refund_due: 0,
    purchased_on: purchasedOn,
    starts_on: days.reduce(
      (first, d) => (d.startsOn < first ? d.startsOn : first),
      days[0]?.startsOn ?? purchasedOn,
    ),
    ends_on: days.reduce((last, d) => (d.endsOn > last ? d.endsOn : last), days[0]?.endsOn ?? purchasedOn),
    issued_at: now,
    ended_at: null,
  }
  const covers = days.map((d, i): CoverRow => ({
    bucket: purchase.bucket,
    contract_id: id,
    n: i + 1,
    kind: d.kind,
    starts_on: d.startsOn,
    ends_on: d.endsOn,
    premium_part: d.premiumPart,
  }))
  return { contract, covers }
}

function addTraces(
  ctx: Context,
  rows: Rows,
  { store, purchase }: Sold,
  issued: readonly ContractRow[],
  names: ReadonlyMap<string, Plan['terms']['name']>,
): void {
  rows.add(
    'audit_entries',
    ...auditRows(
      ctx,
      issued.map((contract) => ({
        bucket: contract.bucket,
        organisationId: store.organisationId,
        entity: 'contract',
        entityId: contract.id,
        after: {
          state: contract.state,
          plan: contract.plan_id,
          version: contract.plan_version,
          premium: contract.premium,
          offered: contract.offered_premium,
        },
      })),
    ),
  )
  rows.add('outbox', {
    topic: contractIssued.topic,
    payload: {
      contractIds: issued.map((contract) => contract.id),
      purchaseId: purchase.id,
      storeId: store.id,
      purchaserIds: purchase.purchaser_id === null ? [] : [purchase.purchaser_id],
      purchasedAt: purchase.purchased_at,
      contracts: issued.map((contract) => ({
        number: formatNumber(contract.number),
        item: contract.item_name ?? contract.item_code,
        plan: names.get(contract.plan_id),
        startsOn: contract.starts_on,
        lastDay: lastDay(contract.ends_on),
      })),
    },
  })
}
