import type { Contract, ContractClaimRow, Terms } from '#modules/contracts/index.ts'
import { contractTerms, listContractClaims, lockContract } from '#modules/contracts/index.ts'
import type { Store } from '#modules/identity/index.ts'
import { getStoreById, organisationNow } from '#modules/identity/index.ts'
import { audit } from '#platform/audit.ts'
import { actorName } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { Day, InstantText } from '#platform/dates.ts'
import { dayIn } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import { publish } from '#platform/events.ts'
import type { ClaimId } from '#platform/ids.ts'
import type { ClaimCouponRow } from './coupon-queries.ts'
import { lastCoupon } from './coupon-queries.ts'
import { claimChanged as changedError, claimNotFound, moveNotAllowed } from './errors.ts'
import { claimChanged } from './events.ts'
import type { Move, State } from './model.ts'
import { isClosed, stageOf, stateAfter } from './model.ts'
import { findClaim, lockClaim } from './queries.ts'
import type { ClaimRow } from './rows.ts'
import { sealOf } from './words.ts'
import type { ClaimChange } from './writes.ts'
import { appendHistory, updateClaim } from './writes.ts'

/** A claim that is locked, with all that its rules ask for. */
export type HeldClaim = {
  claim: ClaimRow
  contract: Contract
  store: Store
  terms: Terms
  /** Every claim on the contract, this one too. */
  claims: ContractClaimRow[]
  /** The last one that it was given. */
  coupon: ClaimCouponRow | null
  now: InstantText
  /** In the store's zone. */
  today: Day
}
/** Who may touch a claim: whoever acts as a seller, as its buyer, or with its token. */
export type MayTouch = (ctx: Context, claim: ClaimRow) => Promise<boolean>

/**
 * Works on one claim in a transaction. The contract is locked before the claim, everywhere, so that claims,
 * cancelling and returns take turns. Whoever may not touch it hears that there is none.
 */
export function withClaim<T>(
  ctx: Context,
  id: ClaimId | undefined,
  may: MayTouch,
  work: (tx: Tx, held: HeldClaim) => Promise<T>,
): Promise<T> {
  return inTransaction(ctx, async (tx) => {
    const found = id && (await findClaim(tx, id))
    // What is read meanwhile goes over the same connection: waiting for another while holding one, many would wait for ever.
    const within = { ...ctx, tx }
    if (!found || !(await may(within, found))) throw claimNotFound()
    const held = await holdClaim(tx, within, found)
    return work(tx, held)
  })
}

export async function holdClaim(
  tx: Tx,
  ctx: Context,
  found: Pick<ClaimRow, 'id' | 'contract_id'>,
): Promise<HeldClaim> {
  const contract = await lockContract(tx, found.contract_id)
  const claim = await lockClaim(tx, found.id)
  if (!contract || !claim) throw claimNotFound()
  const store = await getStoreById(ctx, claim.store_id)
  const terms = await contractTerms(ctx, contract)
  const now = await organisationNow(ctx, store.organisationId)
  return {
    claim,
    contract,
    store,
    terms,
    claims: await listContractClaims(tx, contract.id),
    coupon: await lastCoupon(tx, claim.id),
    now,
    today: dayIn(store.timeZone, now),
  }
}

/** Refuses where the claim is not what the caller looked at. */
export function expectVersion(claim: ClaimRow, version: number | null): void {
  if (version !== null && version !== claim.version) throw changedError(claim.version)
}

/** The state to which a move leads. @throws moveNotAllowed */
export function allowed({ claim, terms, coupon }: HeldClaim, move: Move): State {
  const to = stateAfter(
    {
      state: claim.state,
      steps: terms.claimSteps,
      buyerPays: claim.buyer_pays ?? 0,
      appealed: claim.appealed,
      couponWaits: coupon?.state === 'issued',
    },
    move,
  )
  if (to === undefined) throw moveNotAllowed(move, claim.state)
  return to
}

export type Step = {
  /** The move, or another thing noted in the history. */
  kind: string
  to?: State
  change?: ClaimChange
  /** Facts without words of people. */
  data?: Record<string, unknown>
  note?: string | null
  internal?: boolean
}

/** Writes one step of a claim: the row, its history, the audit entry and the event, all in the caller's transaction. */
export async function takeStep(tx: Tx, ctx: Context, held: HeldClaim, step: Step): Promise<void> {
  const { claim, contract, now } = held
  const to = step.to ?? claim.state
  const change: ClaimChange = {
    ...step.change,
    ...(to === claim.state ? {} : { state: to, closed_at: isClosed(to) ? now : null, blocked: null }),
  }
  const note = step.note ?? null
  const actor = actorName(ctx.actor)
  await updateClaim(tx, claim.id, change)
  await appendHistory(tx, {
    claim_id: claim.id,
    at: now,
    actor_kind: actor.kind,
    actor_id: actor.id,
    kind: step.kind,
    stage: stageOf(to),
    from_state: claim.state,
    to_state: to,
    data: step.data ?? {},
    note_sealed: note === null ? null : (await sealOf(tx, ctx, claim)).seal(note),
    internal: step.internal ?? false,
  })
  await audit(tx, ctx, {
    bucket: claim.bucket,
    organisationId: claim.organisation_id,
    entity: 'claim',
    entityId: claim.id,
    before: { state: claim.state, version: claim.version },
    after: { state: to, version: claim.version + 1, kind: step.kind, ...step.data },
  })
  Object.assign(claim, change, { version: claim.version + 1 })
  await publish(
    tx,
    claimChanged,
    eventOf(claim, contract, { kind: step.kind, at: now, internal: step.internal ?? false }),
  )
}

/** What the world hears of a claim: ids, its state, what it is on. */
export function eventOf(
  claim: ClaimRow,
  contract: Contract,
  step: { kind: string; at: InstantText; internal: boolean },
) {
  return {
    claimId: claim.id,
    contractIds: [claim.contract_id],
    purchaseId: claim.purchase_id,
    storeId: claim.store_id,
    // The desk's own notes are nobody's business.
    purchaserIds:
      step.internal || claim.purchaser_id === null
        ? []
        : [...new Set([claim.purchaser_id, contract.purchaser_id].filter((id) => id !== null))],
    ...step,
    state: claim.state,
    receptionNumber: claim.reception_number,
    item: contract.item_name ?? contract.item_code,
    guest: claim.filed_via === 'guest',
  }
}
