import type { z } from 'zod'
import type { Contract, ContractClaimRow, Terms } from '#modules/contracts/index.ts'
import {
  contractTerms,
  coveredOf,
  listContractClaims,
  findContract,
  leftOn,
  leftView,
  usesOf,
} from '#modules/contracts/index.ts'
import type { Store } from '#modules/identity/index.ts'
import { getStoreById, reachableContacts, storesOf } from '#modules/identity/index.ts'
import { actorName } from '#platform/auth.ts'
import { formatNumber } from '#platform/codes.ts'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import { publicId } from '#platform/ids.ts'
import type { ClaimCouponRow } from './coupon-queries.ts'
import { lastCoupon } from './coupon-queries.ts'
import { couponView } from './coupon-view.ts'
import type { Verdict } from './checks.ts'
import { secondDeciderAbove, verdictOn } from './decide-claim.ts'
import { claimNotFound, sentenceOf } from './errors.ts'
import { decisionDueOn, movesFrom, stateAfter, whoActs } from './model.ts'
import type { ListedClaim } from './queries.ts'
import { listHistory, listPhotos } from './queries.ts'
import type { HistoryRow, Proposed } from './rows.ts'
import type {
  ClaimCheckView,
  ClaimSummary,
  ClaimView,
  DeskClaimView,
  Fault,
  HistoryEntry,
} from './schemas.ts'
import type { ClaimSeal } from './words.ts'
import { sealOf } from './words.ts'

export function claimSummary(row: ListedClaim, store: Store): z.input<typeof ClaimSummary> {
  const undecided = row.state === 'submitted' || row.state === 'information_requested'
  return {
    id: publicId('clm', row.id),
    receptionNumber: formatNumber(row.reception_number),
    state: row.state,
    whoActs: whoActs(row.state),
    store: { code: store.code, name: store.name, timeZone: store.timeZone },
    contractId: publicId('ctr', row.contract_id),
    warrantyNumber: formatNumber(row.number),
    item: { code: row.item_code, name: row.item_name, serialNumber: row.serial_number },
    cause: row.cause,
    fault: row.fault as z.input<typeof Fault>,
    occurredOn: row.loss_on,
    currency: row.currency,
    covered: row.covered,
    filedAt: row.filed_at,
    filedVia: row.filed_via,
    decisionDueOn: undecided ? decisionDueOn(row.decision_due_at, store.timeZone) : null,
    overdue: undecided && row.escalated_at !== null,
    blocked: row.blocked,
    secondPersonAwaited: row.proposed !== null,
  }
}

export async function claimSummaries(ctx: Context, rows: readonly ListedClaim[]) {
  const stores = await storesOf(
    ctx,
    rows.map((row) => row.store_id),
  )
  return rows.flatMap((row) => {
    const store = stores.get(row.store_id)
    return store ? [claimSummary(row, store)] : []
  })
}

/** Everything that a view of one claim is made of. */
type Whole = {
  row: ListedClaim
  contract: Contract
  store: Store
  terms: Terms
  claims: ContractClaimRow[]
  words: ClaimSeal
  coupon: ClaimCouponRow | null
}

async function wholeOf(ctx: Context, row: ListedClaim): Promise<Whole> {
  const db = reader(ctx)
  const contract = await findContract(db, row.contract_id)
  if (!contract) throw claimNotFound()
  const terms = await contractTerms(ctx, contract)
  return {
    row,
    contract,
    terms,
    store: await getStoreById(ctx, row.store_id),
    claims: await listContractClaims(db, contract.id),
    words: await sealOf(db, ctx, row),
    coupon: await lastCoupon(db, row.id),
  }
}

/** A claim as its buyer sees it: the desk's own notes are left out. */
export async function claimView(ctx: Context, row: ListedClaim): Promise<z.input<typeof ClaimView>> {
  return viewOf(ctx, await wholeOf(ctx, row), false)
}

/** A claim as the desk sees it. */
export async function deskClaimView(ctx: Context, row: ListedClaim): Promise<z.input<typeof DeskClaimView>> {
  const whole = await wholeOf(ctx, row)
  const threshold = await secondDeciderAbove(reader(ctx), row.organisation_id)
  return {
    ...(await viewOf(ctx, whole, true)),
    claimant: row.purchaser_id && (await reachableContacts(reader(ctx), ctx, row.purchaser_id)),
    check: checkView({ ...verdictOn({ ...whole, claim: row }) }),
    proposal: row.proposed && proposalView(ctx, row.proposed, whole.words),
    routes: whole.terms.remedies,
    threshold,
  }
}

/** What a second person decides about, as whoever proposed it said it. */
function proposalView(ctx: Context, proposed: Proposed, words: ClaimSeal) {
  const { noteSealed } = proposed
  return {
    decision: proposed.decision,
    by: publicId('stf', proposed.by),
    mine: proposed.by === actorName(ctx.actor).id,
    at: proposed.at,
    estimate: proposed.estimate ?? null,
    route: proposed.route ?? null,
    goodwill: proposed.goodwill ?? false,
    reasonCode: proposed.reasonCode ?? null,
    note: noteSealed ? (words.open(Buffer.from(noteSealed, 'base64'))?.toString() ?? null) : null,
  }
}

async function viewOf(ctx: Context, whole: Whole, desk: boolean): Promise<z.input<typeof ClaimView>> {
  const { row, contract, store, terms, claims, words, coupon } = whole
  const course = {
    state: row.state,
    steps: terms.claimSteps,
    buyerPays: row.buyer_pays ?? 0,
    appealed: row.appealed,
    couponWaits: coupon?.state === 'issued',
  }
  const history = (await listHistory(reader(ctx), row.id)).filter((entry) => desk || !entry.internal)
  return {
    ...claimSummary(row, store),
    // Nobody but the buyer can use it.
    ...(course.couponWaits && row.state === 'coupon_issued' ? { whoActs: 'buyer' as const } : {}),
    version: row.version,
    description: words.open(row.description_sealed)?.toString() ?? null,
    circumstances: row.circumstances,
    price: contract.price,
    estimate: row.estimate,
    buyerPays: row.buyer_pays,
    exchange: row.exchange,
    goodwill: row.goodwill,
    route: row.route,
    reasonCode: row.reason_code,
    decidedAt: row.decided_at,
    appealed: row.appealed,
    closedAt: row.closed_at,
    moves: row.proposed ? movesFrom(course).filter((move) => move === 'withdraw') : movesFrom(course),
    nextStep: stateAfter(course, 'advance') ?? null,
    slip: slipReady(row, terms),
    photos: (await listPhotos(reader(ctx), row.id)).map((photo) => ({
      n: photo.n,
      width: photo.width,
      height: photo.height,
      uploadedAt: photo.uploaded_at,
    })),
    coupon: coupon && couponView(ctx, coupon, { claim: row, store, words }, desk),
    history: history.map((entry) => historyEntry(entry, words)),
    left: leftView(leftOn(coveredOf(contract, terms), usesOf(claims, row.id), row.cause, row.loss_on)),
  }
}

/** The slip goes with the goods: from acceptance, or from filing where the plan says so, until the claim is closed. */
export function slipReady(row: Pick<ListedClaim, 'state' | 'decided_at'>, terms: Terms): boolean {
  if (row.state === 'rejected' || row.state === 'withdrawn') return false
  return terms.slip === 'on_filing' || row.decided_at !== null
}

function historyEntry(entry: HistoryRow, words: ClaimSeal): z.input<typeof HistoryEntry> {
  const { n, at, kind, stage, data, internal, actor_kind: actor } = entry
  return {
    n,
    at,
    kind,
    stage,
    by: actor === 'system' ? 'mamori' : actor === 'key' || actor === 'staff' ? 'store' : 'buyer',
    state: entry.to_state,
    data,
    note: entry.note_sealed && (words.open(entry.note_sealed)?.toString() ?? null),
    internal,
  }
}

export function checkView({ refusal, left }: Verdict): z.input<typeof ClaimCheckView> {
  return {
    result: refusal ? 'refused' : 'ok',
    refusal: refusal && { ...refusal, message: sentenceOf(refusal) },
    left: left && leftView(left),
  }
}
