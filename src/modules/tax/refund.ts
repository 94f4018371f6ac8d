import { mulDivFloor, sumOf } from '#platform/money.ts'
import { taxOf } from './amounts.ts'
import { returnExceedsSettlement } from './errors.ts'
import type { Settled, SettledGroup, SettledLine } from './settled.ts'

/** Of each line the units that have come back so far. */
export type Returned = readonly number[]

export type GroupAmounts = { due: number; tax: number | null; net: number | null }
/** Amounts that still stand, or that are given back. */
export type Amounts = GroupAmounts & {
  groups: GroupAmounts[]
  /** For each discount what its funder owes; 0 for those of the shop. */
  tenders: number[]
  /** The buyer's own money. */
  debit: number
}

/**
 * What of `total` the first units of a line have, where it is split evenly and the earliest units get what is left.
 * It is the split by largest remainder over equal weights, without a list of a million units.
 */
export function ofFirstUnits(total: number, quantity: number, units: number): number {
  return Math.floor(total / quantity) * units + Math.min(units, total % quantity)
}

/** What stands of a settlement while some units are back: the tax is computed anew on what is left. */
export function standing(settled: Settled, returned: Returned): Amounts {
  const groups = settled.groups.map((group) => groupStanding(group, settled.lines, returned))
  const due = sumOf(groups.map((group) => group.due))
  const tax = settled.tax === null ? null : sumOf(groups.map((group) => group.tax ?? 0))
  return { groups, due, tax, net: tax === null ? null : due - tax, ...paidBy(settled, due) }
}

function groupStanding(group: SettledGroup, lines: readonly SettledLine[], returned: Returned): GroupAmounts {
  const rest = sumOf(
    group.lines.map((i) => {
      const { base, discount, quantity } = lines[i] as SettledLine
      const back = returned[i] ?? 0
      const baseBack = ofFirstUnits(base, quantity, back)
      return base - baseBack - (discount - ofFirstUnits(discount, quantity, back))
    }),
  )
  const { levy, basis } = group
  const tax = levy && taxOf(rest, basis, levy.basisPoints, levy.rounding)
  const due = basis === 'net' ? rest + (tax ?? 0) : rest
  return { due, tax, net: tax === null ? null : due - tax }
}

/**
 * Who pays what stands, in proportion to who paid the whole. One funder after the other is taken off, so that each
 * part only falls while units come back, whatever the roundings.
 */
function paidBy(settled: Settled, due: number): { tenders: number[]; debit: number } {
  let whole = settled.due
  let debit = due
  const tenders = settled.discounts.map(({ funder, taken }) => {
    if (funder === 'shop' || whole === 0) return 0
    const part = mulDivFloor(taken, debit, whole)
    whole -= taken
    debit -= part
    return part
  })
  return { tenders, debit }
}

/**
 * What is given back when more units come back: the difference of what stood and what stands, so any split of a full
 * refund sums to what was paid and to the tax charged.
 * @param before units that were back already
 * @param back units that come back now
 * @throws Problem `return_exceeds_settlement`
 */
export function refundOf(settled: Settled, before: Returned, back: Returned): Amounts {
  const after = settled.lines.map((line, i) => {
    const units = (before[i] ?? 0) + (back[i] ?? 0)
    if (units > line.quantity) throw returnExceedsSettlement(i)
    return units
  })
  const was = standing(settled, before)
  const is = standing(settled, after)
  return {
    groups: was.groups.map((group, i) => lessOf(group, is.groups[i] as GroupAmounts)),
    ...lessOf(was, is),
    tenders: was.tenders.map((part, i) => part - (is.tenders[i] as number)),
    debit: was.debit - is.debit,
  }
}

function lessOf(a: GroupAmounts, b: GroupAmounts): GroupAmounts {
  return {
    due: a.due - b.due,
    tax: minus(a.tax, b.tax),
    net: minus(a.net, b.net),
  }
}

function minus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b
}
