import { reserveForClaim } from '#modules/contracts/index.ts'
import { endUnusedCoupon, issueCouponFor } from '#modules/coupons/index.ts'
import type { Context } from '#platform/context.ts'
import { addDays, startOfDay } from '#platform/dates.ts'
import { formatNumber } from '#platform/codes.ts'
import type { Tx } from '#platform/db.ts'
import { invalidField } from '#platform/errors.ts'
import { publicId } from '#platform/ids.ts'
import { partOfCode } from './coupon-view.ts'
import { insertClaimCoupon, updateClaimCoupon } from './coupon-writes.ts'
import type { HeldClaim } from './held-claim.ts'
import { allowed, takeStep } from './held-claim.ts'
import { sealOf } from './words.ts'

/** For how many days a coupon can be used, the day on which it was given not counted. */
const couponDays = 180

/**
 * Fulfils a claim by a coupon of ours: what the warranty pays comes off a purchase at the contract's store, tax
 * included. The seller's own warranty is its own discount; any other is owed by whoever is liable. The use of the
 * coupon completes the claim. @throws moveNotAllowed, invalidField where the warranty pays nothing
 */
export async function giveCoupon(tx: Tx, ctx: Context, held: HeldClaim, note: string | null): Promise<void> {
  const { claim, contract, store, terms, now, today } = held
  const to = allowed(held, 'issue_coupon')
  const amount = claim.covered ?? 0
  if (amount === 0) throw invalidField('remedy', 'nothing_covered', 'the warranty pays nothing of this claim')
  if (store.taxRegime === 'none')
    throw invalidField('reference', 'required', 'coupons cannot be used at this store: note one of its own')
  const lastDay = addDays(today, couponDays)
  const n = (held.coupon?.n ?? 0) + 1
  const sponsored = terms.provider !== 'seller'
  const { couponId, code, codeHash, inWallet } = await issueCouponFor(tx, ctx, {
    store,
    bucket: claim.bucket,
    name: `claim-${claim.reception_number.toLowerCase()}-${n}`,
    terms: {
      name: {
        ja: '修理・交換に使えるクーポン',
        en: 'Coupon for a repair or an exchange',
        zh: '可用于维修或换货的优惠券',
      },
      description: formatNumber(claim.reception_number),
      discount: { kind: 'amount', amount },
      faceBasis: 'gross',
      funder: sponsored ? 'third_party' : 'shop',
      sponsor: sponsored ? terms.liableParty : null,
      lastDay,
      stacking: 'exclusive',
    },
    purchaserId: claim.purchaser_id,
    at: now,
  })
  const words = await sealOf(tx, ctx, claim)
  held.coupon = {
    bucket: claim.bucket,
    claim_id: claim.id,
    n,
    organisation_id: claim.organisation_id,
    coupon_id: couponId,
    code_hash: codeHash,
    code_sealed: words.seal(code, partOfCode),
    amount,
    used_amount: null,
    sponsored,
    state: 'issued',
    issued_at: now,
    used_at: null,
    due_at: startOfDay(addDays(lastDay, 1), store.timeZone),
  }
  await insertClaimCoupon(tx, held.coupon)
  await takeStep(tx, ctx, held, {
    kind: 'issue_coupon',
    to,
    change: { exchange: false },
    data: { couponId: publicId('cpn', couponId), covered: amount, lastDay, inWallet },
    note,
  })
  await reserveForClaim(tx, contract.id, claim.id, { amount, exchange: false, goodwill: claim.goodwill })
}

/**
 * Takes the coupon of a claim back that nobody has used: it ends, and the claim is accepted again, so that another
 * remedy can be given. @returns false where there is none, or a payment with it is under way
 */
export async function takeCouponBack(
  tx: Tx,
  ctx: Context,
  held: HeldClaim,
  reason: 'not_used' | 'contract_ended' | 'person_erased',
): Promise<boolean> {
  const { coupon, claim, now } = held
  if (coupon?.state !== 'issued' || claim.state !== 'coupon_issued') return false
  const ended = await endUnusedCoupon(tx, ctx, {
    couponId: coupon.coupon_id,
    codeHash: coupon.code_hash,
    organisationId: coupon.organisation_id,
    at: now,
  })
  if (!ended) return false
  await updateClaimCoupon(tx, coupon, { state: 'ended' })
  await takeStep(tx, ctx, held, {
    kind: 'coupon_ended',
    to: 'accepted',
    data: { couponId: publicId('cpn', coupon.coupon_id), reason },
  })
  return true
}
