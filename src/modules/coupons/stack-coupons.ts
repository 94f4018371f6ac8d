import type { Settled } from '#modules/tax/index.ts'
import type { CouponRefusal } from './choose-coupons.ts'
import type { Fitting } from './fitting.ts'
import { reachesMinimum } from './fitting.ts'
import type { FaceBasis } from './schemas.ts'

export type Stack = { fittings: readonly Fitting[]; settled: Settled }
type Settle = (fittings: readonly Fitting[]) => Settled

/**
 * Stackable coupons that are used together: one of each class, in the order in which they are taken. Coupons of the
 * shop come off one basis, so both are tried and the better is kept.
 * @param best those that take something off, the best for the buyer first
 */
export function stackOf(best: readonly Fitting[], plain: Settled, settle: Settle): Stack {
  const [net, gross] = (['net', 'gross'] as const).map((face) => stackOfFace(best, face, plain, settle))
  return (net as Stack).settled.debit <= (gross as Stack).settled.debit ? (net as Stack) : (gross as Stack)
}

/** Begins with the best and adds what makes it cheaper still. */
function stackOfFace(best: readonly Fitting[], face: FaceBasis, plain: Settled, settle: Settle): Stack {
  let stack: Stack = { fittings: [], settled: plain }
  for (const fitting of best) {
    const { funder, faceBasis } = fitting.candidate.terms
    if ((funder === 'shop' && faceBasis !== face) || classTaken(fitting, stack.fittings)) continue
    const next = tryStack([...stack.fittings, fitting].sort(byRule), settle)
    if (typeof next !== 'string' && next.settled.debit < stack.settled.debit) stack = next
  }
  return stack
}

/** Coupons together, each of which must take something and reach its minimum after those before it. */
function tryStack(fittings: readonly Fitting[], settle: Settle): Stack | CouponRefusal {
  const settled = settle(fittings)
  if (settled.discounts.some((discount) => !discount.used)) return 'no_discount'
  const reached = fittings.every(
    (fitting, i) =>
      fitting.candidate.terms.minimum?.basis !== 'after_discounts' ||
      reachesMinimum(fitting, settle(fittings.slice(0, i))),
  )
  return reached ? { fittings, settled } : 'below_minimum'
}

/** Why a coupon that fits alone does not go with the stack that was chosen. */
export function whyNotStacked(fitting: Fitting, stack: readonly Fitting[], settle: Settle): CouponRefusal {
  const { terms } = fitting.candidate
  if (terms.stacking === 'exclusive' || classTaken(fitting, stack)) return 'better_one_chosen'
  const faces = stack.flatMap(({ candidate }) =>
    candidate.terms.funder === 'shop' ? [candidate.terms.faceBasis] : [],
  )
  if (terms.funder === 'shop' && faces.some((face) => face !== terms.faceBasis)) return 'not_stackable'
  const together = tryStack([...stack, fitting].sort(byRule), settle)
  return typeof together === 'string' ? together : 'no_discount'
}

/** Of one class one is taken; two codes of one coupon have its terms, and so its class. */
function classTaken({ candidate }: Fitting, stack: readonly Fitting[]): boolean {
  return stack.some(({ candidate: other }) => other.terms.stackingClass === candidate.terms.stackingClass)
}

/** Rates before amounts, then by priority, then by id. */
function byRule({ candidate: a }: Fitting, { candidate: b }: Fitting): number {
  const rank = (kind: 'rate' | 'amount') => (kind === 'rate' ? 0 : 1)
  return (
    rank(a.terms.discount.kind) - rank(b.terms.discount.kind) ||
    a.terms.priority - b.terms.priority ||
    (a.couponId < b.couponId ? -1 : 1)
  )
}
