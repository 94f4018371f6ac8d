import type { z } from 'zod'
import type { Store } from '#modules/identity/index.ts'
import type { PlanVersion } from '#modules/plans/index.ts'
import { formatNumber } from '#platform/codes.ts'
import type { Day } from '#platform/dates.ts'
import { publicId } from '#platform/ids.ts'
import type { ContractClaimRow } from './contract-claims.ts'
import { coveredOf, usesOf } from './contract-claims.ts'
import type { Cause, Covered, Use, Left } from './limits.ts'
import { leftOn } from './limits.ts'
import type { CauseLeft } from './limit-schemas.ts'
import { coverStatus, lastDay, makerWarrantyOf, statusOf } from './model.ts'
import type { Contract } from './queries.ts'
import type { ContractRow } from './rows.ts'
import type { ContractSummary, ContractView, IssuedContract } from './schemas.ts'

/** @param today in the store's zone, by the organisation's clock */
export function contractSummary(
  row: Contract,
  store: Store,
  plan: PlanVersion,
  today: Day,
): z.input<typeof ContractSummary> {
  const covers = row.covers.map((cover) => ({
    kind: cover.kind,
    startsOn: cover.starts_on,
    endsOn: cover.ends_on,
    premiumPart: cover.premium_part,
  }))
  const maker = makerWarrantyOf(row.purchased_on, row.maker_warranty_months)
  return {
    id: publicId('ctr', row.id),
    number: formatNumber(row.number),
    state: row.state,
    status: statusOf(row.state, covers, today),
    stateReason: row.state_reason,
    store: { code: store.code, name: store.name, timeZone: store.timeZone },
    purchaseId: publicId('pur', row.purchase_id),
    lineN: row.line_n,
    unitN: row.unit_n,
    item: { code: row.item_code, name: row.item_name, serialNumber: row.serial_number },
    plan: { code: plan.code, version: plan.version, name: plan.terms.name },
    currency: row.currency,
    price: row.price,
    premium: row.premium,
    planPriceDiffers: row.premium !== row.offered_premium,
    purchasedOn: row.purchased_on,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    lastDay: lastDay(row.ends_on),
    today,
    makerWarranty: maker && { ...maker, lastDay: lastDay(maker.endsOn) },
    covers: covers.map((cover) => ({
      ...cover,
      lastDay: lastDay(cover.endsOn),
      status: coverStatus(cover, today),
    })),
    issuedAt: row.issued_at,
    endedAt: row.ended_at,
  }
}

export function contractView(
  row: Contract,
  store: Store,
  plan: PlanVersion,
  today: Day,
  more: { claims: readonly ContractClaimRow[]; note: string | null },
): z.input<typeof ContractView> {
  const count = (state: ContractClaimRow['state']) =>
    more.claims.filter((claim) => claim.state === state).length
  return {
    ...contractSummary(row, store, plan, today),
    offeredPremium: row.offered_premium,
    refundDue: row.refund_due,
    left: causesLeft(coveredOf(row, plan.terms), usesOf(more.claims), today),
    claims: { open: count('open'), fulfilled: count('fulfilled'), ended: count('ended') },
    note: more.note,
    terms: plan.terms,
  }
}

/** What is left on a day for each cause that is covered, or for one of them. */
export function causesLeft(
  covered: Covered,
  uses: readonly Use[],
  on: Day,
  cause?: Cause,
): z.input<typeof CauseLeft>[] {
  return covered.covers
    .filter(({ kind }) => cause === undefined || kind === cause)
    .map(({ kind }) => {
      return { cause: kind, ...leftView(leftOn(covered, uses, kind, on)) }
    })
}

/** What is left, with the last day for which each figure stands. */
export function leftView({ most, limits, claims }: Left) {
  return { most, limits: limits.map((limit) => ({ ...limit, lastDay: lastDay(limit.until) })), claims }
}

export function issuedContract(row: ContractRow): z.input<typeof IssuedContract> {
  return {
    id: publicId('ctr', row.id),
    number: formatNumber(row.number),
    lineN: row.line_n,
    unitN: row.unit_n,
    planPriceDiffers: row.premium !== row.offered_premium,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
  }
}
