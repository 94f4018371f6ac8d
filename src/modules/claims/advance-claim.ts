import type { z } from 'zod'
import { coveredOf, leftOn, paymentFor, reserveForClaim, usesOf } from '#modules/contracts/index.ts'
import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import { invalidField } from '#platform/errors.ts'
import type { ClaimId } from '#platform/ids.ts'
import { completeClaim } from './complete-claim.ts'
import { moveNotAllowed } from './errors.ts'
import { giveCoupon } from './give-coupon.ts'
import type { HeldClaim, MayTouch } from './held-claim.ts'
import { allowed, expectVersion, takeStep, withClaim } from './held-claim.ts'
import type { AdvanceInput, RemedyInput } from './step-schemas.ts'
import type { ClaimChange } from './writes.ts'

/** Takes a claim to the next step that its plan has. The caller says which, so that two clicks are not two steps. */
export function advanceClaim(
  ctx: Context,
  id: ClaimId | undefined,
  may: MayTouch,
  input: z.output<typeof AdvanceInput>,
): Promise<ClaimId> {
  return withClaim(ctx, id, may, async (tx, held) => {
    expectVersion(held.claim, input.version)
    const to = allowed(held, 'advance')
    if (to !== input.to) throw moveNotAllowed(input.to, held.claim.state)
    if (input.cost !== null && to !== 'repaired')
      throw invalidField('cost', 'not_at_this_step', 'is said with `repaired`')
    const { change, data } = factsOf(held, input, to)
    await takeStep(tx, ctx, held, { kind: 'advance', to, change, data, note: input.note })
    if (to === 'repaired' && change.covered !== undefined) await reserve(tx, held)
    if (to === 'completed') await completeClaim(tx, ctx, held, input)
    return held.claim.id
  })
}

/**
 * Gives a coupon of ours instead of a repair, or notes what the store's own system gave: a replacement order, a coupon,
 * money back. @throws moveNotAllowed, claimChanged, invalidField
 */
export function giveRemedy(
  ctx: Context,
  id: ClaimId | undefined,
  may: MayTouch,
  input: z.output<typeof RemedyInput>,
): Promise<ClaimId> {
  return withClaim(ctx, id, may, async (tx, held) => {
    expectVersion(held.claim, input.version)
    const to = allowed(held, input.remedy)
    if (input.reference === null) {
      if (input.remedy !== 'issue_coupon')
        throw invalidField('reference', 'required', "is needed: the number in the store's own system")
      await giveCoupon(tx, ctx, held, input.note)
      return held.claim.id
    }
    const exchange = input.remedy === 'order_replacement'
    // A unit given in exchange counts its price, unless the limits leave less or it is goodwill.
    const change: ClaimChange = exchange && !held.claim.goodwill ? exchangeOf(held) : { exchange }
    await takeStep(tx, ctx, held, {
      kind: input.remedy,
      to,
      change,
      data: { reference: input.reference, covered: change.covered ?? held.claim.covered },
      note: input.note,
    })
    await reserve(tx, held)
    return held.claim.id
  })
}

function exchangeOf(held: HeldClaim): ClaimChange {
  const { contract, terms } = held
  const payment = paymentFor(coveredOf(contract, terms), leftOf(held), contract.price, 'exchange')
  return { exchange: true, covered: payment.covered, buyer_pays: payment.buyerPays }
}

function leftOf({ claim, contract, terms, claims }: HeldClaim) {
  return leftOn(coveredOf(contract, terms), usesOf(claims, claim.id), claim.cause, claim.loss_on)
}

function factsOf(
  held: HeldClaim,
  input: z.output<typeof AdvanceInput>,
  to: string,
): { change: ClaimChange; data: Record<string, unknown> } {
  const { claim, contract, terms, today } = held
  const data: Record<string, unknown> = input.tracking === null ? {} : { tracking: input.tracking }
  const change: ClaimChange = {}
  if (to === 'received') change.received_on = today
  if (to === 'repaired' && input.cost !== null) {
    // A repair that was begun stays one, whatever it costs in the end.
    const payment = claim.goodwill
      ? { covered: input.cost, buyerPays: 0 }
      : paymentFor(coveredOf(contract, terms), leftOf(held), input.cost, 'repair')
    change.covered = payment.covered
    change.buyer_pays = payment.buyerPays
    data['cost'] = input.cost
    data['covered'] = payment.covered
    data['buyerPays'] = payment.buyerPays
  }
  return { change, data }
}

async function reserve(tx: Tx, { claim, contract }: HeldClaim): Promise<void> {
  await reserveForClaim(tx, contract.id, claim.id, {
    amount: claim.covered ?? 0,
    exchange: claim.exchange,
    goodwill: claim.goodwill,
  })
}
