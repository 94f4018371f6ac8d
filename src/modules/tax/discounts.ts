import { mulDiv, mulDivFloor, splitByLargestRemainder, sumOf } from '#platform/money.ts'
import type { Rounding } from '#platform/money.ts'
import type { Discount } from './basket.ts'
import { reaches } from './basket.ts'
import type { Group } from './groups.ts'

/** What a discount took of each line of each group, as groups and their lines stand. */
export type Taken = number[][]

/**
 * What a coupon of the shop takes of what is left. An amount, at most all that is left, is split over the groups in
 * proportion; a rate is taken of each group and rounded; in the group the lines share it.
 * @param left of each line of each group, in the basis of the coupon
 */
export function takeDiscount(
  discount: Discount,
  groups: readonly Group[],
  left: Taken,
  rounding: Rounding,
): Taken {
  const reached = groups.map((group, g) =>
    group.lines.map((line, i) => (reaches(discount, line) ? (left[g]?.[i] as number) : 0)),
  )
  const sums = reached.map(sumOf)
  const shares =
    discount.kind === 'amount'
      ? splitAmount(discount, groups, sums)
      : sums.map((sum) => mulDiv(sum, discount.value, 10_000, rounding))
  return reached.map((lines, g) => splitByLargestRemainder(shares[g] as number, lines))
}

/** In proportion over the groups of the category that comes first, if one does, and then over the others. */
function splitAmount(discount: Discount, groups: readonly Group[], sums: readonly number[]): number[] {
  const first = discount.funder === 'shop' ? discount.first : undefined
  const isFirst = groups.map(({ levy }) => first !== undefined && levy?.category === first)
  const ahead = sums.map((sum, g) => (isFirst[g] ? sum : 0))
  const behind = sums.map((sum, g) => (isFirst[g] ? 0 : sum))
  const taken = Math.min(discount.value, sumOf(ahead))
  const rest = Math.min(discount.value - taken, sumOf(behind))
  const shares = splitByLargestRemainder(taken, ahead)
  return splitByLargestRemainder(rest, behind).map((share, g) => share + (shares[g] as number))
}

/** `a` less `b`, line by line. */
export function less(a: Taken, b: Taken): Taken {
  return a.map((lines, g) => lines.map((amount, i) => amount - (b[g]?.[i] as number)))
}

/**
 * What a coupon that somebody else funds pays of the amount due; the price and its tax stay whole.
 * @param reachable due for the lines to which the coupon applies, with tax
 * @param due what is left to pay of the whole
 */
export function tenderOf(discount: Discount, reachable: number, due: number): number {
  const most = Math.min(reachable, due)
  return discount.kind === 'amount'
    ? Math.min(discount.value, most)
    : mulDivFloor(most, discount.value, 10_000)
}
