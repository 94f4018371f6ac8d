import type { ContractRow } from '#modules/contracts/index.ts'
import { ofFirstUnits } from '#modules/tax/index.ts'
import type { Settled } from '#modules/tax/index.ts'
import { coverFollowsGoods, lineUnknown } from './errors.ts'
import type { LineRow } from './rows.ts'
import type { RefundInput } from './refund-schemas.ts'

type Line = Pick<LineRow, 'n' | 'quantity' | 'plan'>

/**
 * Units of each goods line that are to come back: those asked for, or all that are left.
 * @throws Problem `line_unknown`, `cover_follows_goods`
 */
export function unitsAsked(
  lines: readonly Line[],
  returned: readonly number[],
  asked: RefundInput['lines'],
): number[] {
  const units = lines.map((line, i) => (asked || line.plan ? 0 : line.quantity - (returned[i] ?? 0)))
  for (const [at, { n, quantity }] of (asked ?? []).entries()) {
    const line = lines[n - 1]
    if (!line) throw lineUnknown(`lines[${at}].n`)
    if (line.plan) throw coverFollowsGoods(`lines[${at}].n`)
    units[n - 1] = (units[n - 1] ?? 0) + quantity
  }
  return units
}

/**
 * The units that come back with those of their covers. A cover under which a claim was fulfilled is earned, and its
 * premium stays: the contract says what is due back.
 * @param ended all covers of the purchase that ended so far
 */
export function unitsWithCovers(
  lines: readonly Line[],
  returned: readonly number[],
  goods: readonly number[],
  ended: readonly Pick<ContractRow, 'line_n' | 'premium' | 'refund_due'>[],
): number[] {
  return lines.map((line, i) => {
    if (!line.plan) return goods[i] ?? 0
    const { ofLine } = line.plan
    // The purchase has the goods alone, in the same order.
    const inPurchase = lines.slice(0, ofLine).filter((other) => !other.plan).length
    const earned = ended.filter(
      ({ line_n, premium, refund_due }) => line_n === inPurchase && premium > 0 && refund_due === 0,
    ).length
    const back = (returned[ofLine - 1] ?? 0) + (goods[ofLine - 1] ?? 0)
    return Math.max(0, back - earned - (returned[i] ?? 0))
  })
}

/** What the shop's coupons still take while some units are back, in the coupons' own basis. */
export function discountStanding({ lines }: Settled, returned: readonly number[]): number {
  return lines.reduce(
    (sum, { discount, quantity }, i) => sum + discount - ofFirstUnits(discount, quantity, returned[i] ?? 0),
    0,
  )
}
