import { sql } from 'kysely'
import type { z } from 'zod'
import type { Payment } from '#modules/contracts/index.ts'
import {
  closeContractClaim,
  coveredOf,
  leftOn,
  paymentFor,
  reserveForClaim,
  usesOf,
} from '#modules/contracts/index.ts'
import { actorName } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import type { Db, Tx } from '#platform/db.ts'
import { invalidField } from '#platform/errors.ts'
import type { ClaimId, OrganisationId } from '#platform/ids.ts'
import type { Verdict } from './checks.ts'
import { checkClaim } from './checks.ts'
import { anotherPersonRequired, refusals, secondPersonRequired } from './errors.ts'
import type { HeldClaim, MayTouch } from './held-claim.ts'
import { allowed, expectVersion, takeStep, withClaim } from './held-claim.ts'
import { stateAfter, waitsForBuyer } from './model.ts'
import type { Proposed, Route } from './rows.ts'
import type { DecisionInput } from './step-schemas.ts'
import { sealOf } from './words.ts'

type Decision = z.output<typeof DecisionInput>
/** What a decision comes to, checked and computed. */
type Settled =
  | { decision: 'accept'; estimate: number; payment: Payment; route: Route; goodwill: boolean }
  | { decision: 'reject'; reasonCode: string }

/**
 * Accepts or rejects a claim. What would cost more than the organisation's limit waits for a second person; an appeal
 * is decided by somebody else than whoever rejected the claim.
 * @throws moveNotAllowed, claimChanged, anotherPersonRequired, secondPersonRequired, a refusal of the checks
 */
export function decideClaim(
  ctx: Context,
  id: ClaimId | undefined,
  may: MayTouch,
  input: Decision,
): Promise<ClaimId> {
  return withClaim(ctx, id, may, async (tx, held) => {
    expectVersion(held.claim, input.version)
    allowed(held, input.decision)
    if (held.claim.proposed) throw anotherPersonRequired('a decision waits for confirmation')
    const { id: by } = actorName(ctx.actor)
    if (held.claim.appealed && held.claim.rejected_by === by)
      throw anotherPersonRequired('they rejected the claim themselves')
    const settled = settle(held, input)
    const above = await secondDeciderAbove(tx, held.claim.organisation_id)
    if (above !== null && costOf(settled, held) > above) {
      if (ctx.actor.kind !== 'staff') throw secondPersonRequired(above)
      await propose(tx, ctx, held, input)
    } else await carryOut(tx, ctx, held, settled, input.note)
    return held.claim.id
  })
}

/** A second person agrees with a decision that waits, or sends it back. */
export async function confirmProposal(
  tx: Tx,
  ctx: Context,
  held: HeldClaim,
  proposed: Proposed,
  answer: { agree: boolean; note: string | null },
): Promise<void> {
  if (ctx.actor.kind !== 'staff') throw anotherPersonRequired('a key is no person')
  if (actorName(ctx.actor).id === proposed.by) throw anotherPersonRequired('they proposed the decision')
  if (!answer.agree) {
    await takeStep(tx, ctx, held, {
      kind: 'decision_sent_back',
      change: { proposed: null },
      note: answer.note,
      internal: true,
    })
    return
  }
  const settled = settle(held, proposed)
  const words = await sealOf(tx, ctx, held.claim)
  const written = proposed.noteSealed && words.open(Buffer.from(proposed.noteSealed, 'base64'))
  await carryOut(tx, ctx, held, settled, written ? written.toString() : null, proposed.by)
}

/** Above this amount two people decide; null: one is always enough. */
export async function secondDeciderAbove(db: Db, id: OrganisationId): Promise<number | null> {
  const { rows } = await sql<{
    above: number | null
  }>`select second_decider_above as above from organisations where id = ${id}`.execute(db)
  return rows[0]?.above ?? null
}

/** What the rules say of a claim that was filed, itself left out of what counts. */
export function verdictOn({
  claim,
  contract,
  terms,
  claims,
}: Omit<HeldClaim, 'now' | 'today' | 'store' | 'coupon'>): Verdict {
  return checkClaim(
    {
      itemCode: null,
      serialNumber: null,
      cause: claim.cause,
      fault: claim.fault,
      lossOn: claim.loss_on,
      circumstances: [],
    },
    {
      state: contract.state,
      itemCode: contract.item_code,
      serialNumber: contract.serial_number,
      covered: coveredOf(contract, terms),
      claims: claims.filter((other) => other.claim_id !== claim.id),
      personMatches: true,
    },
  )
}

function settle(held: HeldClaim, input: Decision | Proposed): Settled {
  if (input.decision === 'reject') return { decision: 'reject', reasonCode: input.reasonCode ?? '' }
  const { claim, contract, terms, claims } = held
  const goodwill = input.goodwill ?? false
  const { refusal } = verdictOn(held)
  if (refusal && !goodwill) throw refusals[refusal.code](refusal)
  const estimate = input.estimate ?? 0
  const covered = coveredOf(contract, terms)
  const left = leftOn(covered, usesOf(claims, claim.id), claim.cause, claim.loss_on)
  const payment = goodwill
    ? { exchange: false, deductible: 0, covered: estimate, buyerPays: 0 }
    : paymentFor(covered, left, estimate)
  return {
    decision: 'accept',
    estimate,
    payment,
    goodwill,
    route: routeOf(held, input.route ?? null, payment),
  }
}

function routeOf({ terms }: HeldClaim, asked: Route | null, payment: Payment): Route {
  if (asked !== null && !terms.remedies.includes(asked))
    throw invalidField(
      'route',
      'route_not_in_plan',
      `must be one of the plan's: ${terms.remedies.join(', ')}`,
    )
  if (asked !== null) return asked
  const exchange = payment.exchange && terms.remedies.includes('replacement_order')
  return exchange ? 'replacement_order' : (terms.remedies[0] as Route)
}

/** What the second person's limit is compared with: what is paid out, or what was asked and is refused. */
function costOf(settled: Settled, { claim }: HeldClaim): number {
  return settled.decision === 'accept' ? settled.payment.covered : (claim.estimate ?? 0)
}

async function propose(tx: Tx, ctx: Context, held: HeldClaim, input: Decision): Promise<void> {
  const { note, version: _version, ...rest } = input
  const words = await sealOf(tx, ctx, held.claim)
  const proposed = {
    ...rest,
    by: actorName(ctx.actor).id,
    at: held.now,
    ...(note === null ? {} : { noteSealed: words.seal(note).toString('base64') }),
  } as Proposed
  await takeStep(tx, ctx, held, {
    kind: 'decision_proposed',
    change: { proposed },
    data: { decision: input.decision },
    internal: true,
  })
}

async function carryOut(
  tx: Tx,
  ctx: Context,
  held: HeldClaim,
  settled: Settled,
  note: string | null,
  proposedBy?: string,
): Promise<void> {
  const { claim, contract, now } = held
  const decided = { decided_by: proposedBy ?? actorName(ctx.actor).id, decided_at: now, proposed: null }
  const to = allowed(held, settled.decision)
  if (settled.decision === 'reject') {
    await takeStep(tx, ctx, held, {
      kind: 'reject',
      to,
      change: { ...decided, reason_code: settled.reasonCode, rejected_by: decided.decided_by },
      data: { reasonCode: settled.reasonCode, goodsSentBack: claim.state === 'received' },
      note,
    })
    await closeContractClaim(tx, contract.id, claim.id, 'ended', now)
    return
  }
  const { estimate, payment, route, goodwill } = settled
  await takeStep(tx, ctx, held, {
    kind: 'accept',
    to,
    change: {
      ...decided,
      estimate,
      covered: payment.covered,
      buyer_pays: payment.buyerPays,
      exchange: payment.exchange,
      goodwill,
      route,
      reason_code: goodwill ? 'goodwill' : 'covered',
    },
    data: {
      estimate,
      covered: payment.covered,
      buyerPays: payment.buyerPays,
      exchange: payment.exchange,
      route,
      goodwill,
    },
    note,
  })
  await reserveForClaim(tx, contract.id, claim.id, {
    amount: payment.covered,
    exchange: payment.exchange,
    goodwill,
  })
  await awaitBuyer(tx, ctx, held)
}

/** An accepted repair goes on at once to what the buyer has to do: pay their share, send the goods. */
async function awaitBuyer(tx: Tx, ctx: Context, held: HeldClaim): Promise<void> {
  const { claim, terms } = held
  const next = stateAfter(
    {
      state: claim.state,
      steps: terms.claimSteps,
      buyerPays: claim.buyer_pays ?? 0,
      appealed: claim.appealed,
    },
    'advance',
  )
  if (claim.route === 'repair_request' && next !== undefined && waitsForBuyer(next))
    await takeStep(tx, ctx, held, { kind: 'advance', to: next })
}
