import type { PlanTerms } from '#modules/plans/index.ts'
import type { Day } from '#platform/dates.ts'
import { addDays, daysBetween } from '#platform/dates.ts'
import { mulDivFloor } from '#platform/money.ts'
import type { Interval } from './model.ts'

/** What the refund of a contract depends on. */
export type Cancellable = {
  premium: number
  purchasedOn: Day
  covers: readonly (Interval & { kind: PlanTerms['covers'][number]['kind']; premiumPart: number })[]
  /** A claim was fulfilled, so the premium is earned. */
  fulfilled: boolean
  terms: Pick<PlanTerms, 'freeCancellationDays' | 'retainedFee' | 'clauses'>
}
/** Which rule decides: all of it inside the free days, by days after them, nothing once a claim was fulfilled. */
export type RefundRule = 'free_period' | 'by_days_left' | 'claim_fulfilled'

/** Each number of the formula, so that people can follow it: Σ refund of the covers − fee = refund. */
export type Refund = {
  rule: RefundRule
  /** Last day on which everything comes back; null where the plan has none. */
  freeUntil: Day | null
  covers: (Cancellable['covers'][number] & { days: number; daysLeft: number; refund: number })[]
  /** What is kept of the covers' refunds: the plan's fee, but never more than there is. */
  fee: number
  refund: number
}

/**
 * What comes back when a contract is cancelled on a day of its store. The day itself counts as used, and a cover not
 * begun is all left. The day of purchase is not counted in the free days, as periods are counted in law.
 */
export function refundOn(contract: Cancellable, on: Day): Refund {
  const { premium, terms } = contract
  const freeUntil =
    terms.freeCancellationDays === 0 ? null : addDays(contract.purchasedOn, terms.freeCancellationDays)
  const rule: RefundRule = contract.fulfilled
    ? 'claim_fulfilled'
    : freeUntil !== null && on <= freeUntil
      ? 'free_period'
      : 'by_days_left'
  const covers = contract.covers.map((cover) => {
    const days = daysBetween(cover.startsOn, cover.endsOn)
    const daysLeft = on < cover.startsOn ? days : Math.max(0, daysBetween(on, cover.endsOn) - 1)
    return { ...cover, days, daysLeft, refund: refundOfCover(rule, cover.premiumPart, daysLeft, days) }
  })
  const sum = covers.reduce((total, cover) => total + cover.refund, 0)
  const fee = rule === 'by_days_left' ? Math.min(terms.retainedFee, sum) : 0
  // A premium part whose cover has no day comes back inside the free days as well.
  return { rule, freeUntil, covers, fee, refund: rule === 'free_period' ? premium : sum - fee }
}

function refundOfCover(rule: RefundRule, part: number, daysLeft: number, days: number): number {
  if (rule === 'claim_fulfilled') return 0
  return rule === 'free_period' ? part : mulDivFloor(part, daysLeft, days)
}

/** The clause of the plan that speaks of cancelling: by its code, else by its title; null where none does. */
export function cancellationClause(terms: Pick<PlanTerms, 'clauses'>): PlanTerms['clauses'][number] | null {
  return (
    terms.clauses.find((clause) => /cancel/i.test(clause.code)) ??
    terms.clauses.find((clause) => clause.title.ja.includes('解約')) ??
    null
  )
}
