import type { Line, Settled, TaxProfile } from '#modules/tax/index.ts'
import { settle } from '#modules/tax/index.ts'
import type { Day } from '#platform/dates.ts'
import type { CouponId, HoldingId } from '#platform/ids.ts'
import type { CouponTerms } from './schemas.ts'
import type { Fitting } from './fitting.ts'
import { fitOf } from './fitting.ts'
import { stackOf, whyNotStacked } from './stack-coupons.ts'

/** A coupon that the buyer selected or showed, and that may or may not fit. */
export type Candidate = {
  couponId: CouponId
  holdingId: HoldingId | null
  codeHash: Buffer | null
  /** Its code was shown at the till now; what was selected before has a code too, under which it came into the wallet. */
  shown: boolean
  name: CouponTerms['name']
  terms: CouponTerms
  /** The last day on which it can be used, an extension included; null: open. */
  lastDay: Day | null
  organisationId: string
  /** Why it cannot be used at all (limits, dates, state, another's); null: as far as is known it can. */
  refusal: CouponRefusal | null
}
export type CouponRefusal =
  | 'not_running'
  | 'not_started'
  | 'expired'
  | 'other_store'
  | 'limit_reached'
  | 'buyer_limit_reached'
  | 'other_currency'
  | 'no_line_in_scope'
  | 'below_minimum'
  | 'no_discount'
  | 'better_one_chosen'
  | 'not_stackable'

/** A line of the basket with what scopes ask. */
export type ScopedLine = Line & { code: string | null; category: string | null; maker: string | null }
/** What is paid for, in which store; all of it is supplied on one day of the store's zone. */
export type ScopedBasket = { suppliedOn: Day; lines: readonly ScopedLine[]; storeCode: string }
export type Chosen = {
  settled: Settled
  /** In the order of `settled.discounts`. */
  used: (Candidate & { taken: number })[]
  refused: { candidate: Candidate; reason: CouponRefusal }[]
}

/**
 * Which coupons come off, and everything that follows (domain 6.3). Pure. Exclusive ones: the one best for the buyer
 * (lowest amount due, then earliest end, then id); stackable ones together, rates before amounts, then by priority;
 * whichever of the two ways is lower for the buyer. One that takes nothing off is refused, so that it is not used up.
 * @throws Problem `price_basis_mixed`, `no_tax_rate` of the basket itself
 */
export function chooseCoupons(
  candidates: readonly Candidate[],
  basket: ScopedBasket,
  profile: TaxProfile,
): Chosen {
  const settleWith = (fittings: readonly Fitting[]) =>
    settle({ ...basket, discounts: fittings.map((fitting) => fitting.discount) }, profile)
  const plain = settleWith([])
  const refused: Chosen['refused'] = []
  const fittings: Fitting[] = []
  for (const candidate of [...candidates].sort(byEnd)) {
    const fit = fitOf(candidate, basket, plain)
    if (typeof fit === 'string') refused.push({ candidate, reason: fit })
    else fittings.push(fit)
  }
  const alone = fittings.flatMap((fitting) => {
    const settled = settleWith([fitting])
    if (settled.debit < plain.debit) return [{ fitting, settled }]
    refused.push({ candidate: fitting.candidate, reason: 'no_discount' })
    return []
  })
  // Stable: of those with one amount due the earlier end stays in front.
  const best = alone.sort((a, b) => a.settled.debit - b.settled.debit)
  const exclusive = best.find(({ fitting }) => fitting.candidate.terms.stacking === 'exclusive')
  const stackable = best.flatMap(({ fitting }) =>
    fitting.candidate.terms.stacking === 'stackable' ? [fitting] : [],
  )
  const stack = stackOf(stackable, plain, settleWith)
  // Of two ways that cost the buyer the same, the one that uses fewer coupons.
  const alones = exclusive !== undefined && exclusive.settled.debit <= stack.settled.debit
  const chosen = alones ? { fittings: [exclusive.fitting], settled: exclusive.settled } : stack
  for (const { fitting } of best) {
    if (chosen.fittings.includes(fitting)) continue
    const reason = alones ? 'better_one_chosen' : whyNotStacked(fitting, chosen.fittings, settleWith)
    refused.push({ candidate: fitting.candidate, reason })
  }
  return {
    settled: chosen.settled,
    used: chosen.fittings.map(({ candidate }, i) => ({
      ...candidate,
      taken: chosen.settled.discounts[i]?.taken ?? 0,
    })),
    refused,
  }
}

/** The earliest end first, then by id; what is left are two codes of one coupon. */
function byEnd(a: Candidate, b: Candidate): number {
  return (
    order(a.lastDay ?? '9999', b.lastDay ?? '9999') ||
    order(a.couponId, b.couponId) ||
    order(a.holdingId ?? '', b.holdingId ?? '') ||
    order(a.codeHash?.toString('hex') ?? '', b.codeHash?.toString('hex') ?? '')
  )
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
