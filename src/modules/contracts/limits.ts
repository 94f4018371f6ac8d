import type { PlanTerms } from '#modules/plans/index.ts'
import type { Day } from '#platform/dates.ts'
import { addMonths } from '#platform/dates.ts'
import { mulDivFloor } from '#platform/money.ts'
import type { Interval } from './model.ts'

export type Cause = PlanTerms['covers'][number]['kind']

/** What limits are asked about: the covered unit's price, its plan and its covers. */
export type Covered = {
  /** Of the unit, tax-inclusive, in minor units. */
  price: number
  terms: PlanTerms
  covers: readonly (Interval & { kind: Cause })[]
}
/** A claim that counts: paid, or reserved for one that is open. `amount` is after the deductible. */
export type Use = { cause: Cause; lossOn: Day; amount: number }

export type LimitLeft = {
  rule: PlanTerms['limits'][number]['rule']
  cause: 'all' | Cause
  /** Minor units. `size` = `used` + `left`, except that `left` is never below 0. */
  size: number
  used: number
  left: number
  /** The days for which these figures stand: half-open. */
  from: Day
  until: Day
}
export type Left = {
  /** Most that one claim on this day for this cause is paid; null: no limit stands. */
  most: number | null
  limits: LimitLeft[]
  claims: { period: 'term' | 'cover_year'; count: number; used: number; left: number } | null
}

/**
 * What is left on a day for a cause. Rules of the cause and rules for all causes hold together, so the smallest
 * counts. Years are those of the cover (for all causes: of the whole contract) and begin on its anniversaries.
 * @param uses claims that were paid or are reserved; goodwill is none
 */
export function leftOn(covered: Covered, uses: readonly Use[], cause: Cause, on: Day): Left {
  const limits = covered.terms.limits
    .filter((rule) => rule.cause === 'all' || rule.cause === cause)
    .map((rule) => leftOfRule(covered, uses, rule, on))
  const { claimsLimit } = covered.terms
  const counted =
    claimsLimit?.period === 'cover_year' ? usesWithin(uses, yearOf(periodOf(covered, 'all'), on)) : uses
  return {
    most: limits.length === 0 ? null : Math.min(...limits.map((limit) => limit.left)),
    limits,
    claims: claimsLimit && {
      period: claimsLimit.period,
      count: claimsLimit.count,
      used: counted.length,
      left: Math.max(0, claimsLimit.count - counted.length),
    },
  }
}

function leftOfRule(
  covered: Covered,
  uses: readonly Use[],
  rule: PlanTerms['limits'][number],
  on: Day,
): LimitLeft {
  const whole = periodOf(covered, rule.cause)
  const year = yearOf(whole, on)
  const yearly = rule.rule === 'per_cover_year' || rule.rule === 'falling'
  const period = yearly ? year : whole
  const size =
    rule.rule === 'falling'
      ? mulDivFloor(
          covered.price,
          // A list shorter than the term stays at its last share.
          rule.priceShares[Math.min(year.n, rule.priceShares.length - 1)] as number,
          10_000,
        )
      : 'amount' in rule.size
        ? rule.size.amount
        : mulDivFloor(covered.price, rule.size.priceShare, 10_000)
  const counted =
    rule.rule === 'aggregate' || rule.rule === 'per_cover_year'
      ? usesWithin(uses, period).filter((use) => rule.cause === 'all' || use.cause === rule.cause)
      : []
  const used = counted.reduce((sum, use) => sum + use.amount, 0)
  return {
    rule: rule.rule,
    cause: rule.cause,
    size,
    used,
    left: Math.max(0, size - used),
    from: period.startsOn,
    until: period.endsOn,
  }
}

/** The days of the covers that a rule speaks of. */
function periodOf({ covers }: Covered, cause: 'all' | Cause): Interval {
  const of = covers.filter((cover) => cause === 'all' || cover.kind === cause)
  const days = of.length > 0 ? of : covers
  return {
    startsOn: days.map((cover) => cover.startsOn).sort()[0] as Day,
    endsOn: days
      .map((cover) => cover.endsOn)
      .sort()
      .at(-1) as Day,
  }
}

/** The cover year in which a day lies, the first one for days before it; `n` counts from 0. */
function yearOf({ startsOn, endsOn }: Interval, on: Day): Interval & { n: number } {
  const whole =
    on <= startsOn
      ? 0
      : Temporal.PlainDate.from(startsOn).until(Temporal.PlainDate.from(on), { largestUnit: 'years' }).years
  // A year from 29 February begins on the 28th where there is no 29th, as `addMonths` has it.
  const n = addMonths(startsOn, 12 * (whole + 1)) <= on ? whole + 1 : whole
  const end = addMonths(startsOn, 12 * (n + 1))
  return { n, startsOn: addMonths(startsOn, 12 * n), endsOn: end < endsOn ? end : endsOn }
}

function usesWithin(uses: readonly Use[], { startsOn, endsOn }: Interval): Use[] {
  return uses.filter((use) => use.lossOn >= startsOn && use.lossOn < endsOn)
}

/** How a repair of a given cost is paid, in minor units. */
export type Payment = { exchange: boolean; deductible: number; covered: number; buyerPays: number }

/**
 * Who pays what of an estimate. Above the exchange threshold the unit is exchanged, and its price counts instead of
 * the estimate. The deductible comes off first; of the rest the limits pay what is left, the buyer what is above.
 * @param remedy what was done in the end, where that no longer depends on the estimate
 */
export function paymentFor(
  { price, terms }: Covered,
  left: Left,
  estimate: number,
  remedy: 'as_plan' | 'repair' | 'exchange' = 'as_plan',
): Payment {
  const exchange =
    remedy === 'exchange' ||
    (remedy === 'as_plan' &&
      terms.exchangeThreshold !== null &&
      estimate > mulDivFloor(price, terms.exchangeThreshold, 10_000))
  const cost = exchange ? price : estimate
  const deductible = Math.min(cost, deductibleOf(terms, cost))
  const covered = Math.min(cost - deductible, left.most ?? Number.MAX_SAFE_INTEGER)
  return { exchange, deductible, covered, buyerPays: cost - covered }
}

function deductibleOf({ deductible }: PlanTerms, cost: number): number {
  if (deductible.kind === 'none') return 0
  return deductible.kind === 'amount' ? deductible.amount : mulDivFloor(cost, deductible.basisPoints, 10_000)
}

/** True where nothing can ever be paid again: an aggregate for all causes is used up. */
export function isUsedUp(covered: Covered, uses: readonly Use[]): boolean {
  return covered.terms.limits.some(
    (rule) =>
      rule.rule === 'aggregate' &&
      rule.cause === 'all' &&
      leftOfRule(covered, uses, rule, periodOf(covered, 'all').startsOn).left === 0,
  )
}
