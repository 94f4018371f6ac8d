import { splitByLargestRemainder, sumOf } from '#platform/money.ts'
import { taxOf } from './amounts.ts'
import type { Basket, Discount } from './basket.ts'
import { basesOf, reaches } from './basket.ts'
import type { Taken } from './discounts.ts'
import { less, takeDiscount, tenderOf } from './discounts.ts'
import type { Group } from './groups.ts'
import { groupLines, openGroup } from './groups.ts'
import type { TaxProfile } from './profile.ts'
import { roundingOf } from './profile.ts'
import type { DatedRate } from './rates.ts'
import { japaneseRates } from './rates.ts'
import type { AppliedDiscount, GroupDiscount, Settled, SettledGroup, SettledLine } from './settled.ts'

/**
 * Price, discounts and tax of one settlement. Tax is rounded once for each rate, as the merchant rounds, and never by
 * line; lines and units have their shares of it.
 * @throws Problem `price_basis_mixed`, `face_basis_mixed`, `no_tax_rate`; RangeError beyond exact integers
 */
export function settle(
  basket: Basket,
  profile: TaxProfile,
  rates: readonly DatedRate[] = japaneseRates,
): Settled {
  const { prices, faces } = basesOf(basket)
  const amounts = basket.lines.map((line) => line.amount)
  const opened = groupLines(basket, rates, roundingOf(profile)).map((group) =>
    openGroup(group, amounts, prices, faces),
  )
  let left: Taken = opened.map((group) => group.bases)
  const parts: GroupDiscount[][] = opened.map(() => [])
  const taken = basket.discounts.map((discount, coupon) => {
    if (discount.funder !== 'shop') return 0
    const part = takeDiscount(discount, opened, left, basket.discountRounding ?? 'floor')
    for (const [g, of] of parts.entries()) {
      const sum = sumOf(part[g] as number[])
      if (sum > 0)
        of.push({ ...howTaken(discount, opened[g] as Group, left[g] as number[]), coupon, taken: sum })
    }
    left = less(left, part)
    return sumOf(part.map(sumOf))
  })
  const closed = opened.map((group, g) =>
    closeGroup(group, left[g] as number[], prices, parts[g] as GroupDiscount[]),
  )
  const lines = linesOf(basket, closed)
  const due = sumOf(lines.map((line) => line.due))
  let debit = due
  for (const [i, discount] of basket.discounts.entries()) {
    if (discount.funder === 'shop') continue
    const reachable = sumOf(lines.flatMap((line, at) => (reaches(discount, at) ? [line.due] : [])))
    const paid = tenderOf(discount, reachable, debit)
    taken[i] = paid
    debit -= paid
  }
  const owesTax = roundingOf(profile) !== null
  const tax = owesTax ? sumOf(closed.map(({ group }) => group.tax ?? 0)) : null
  return {
    prices,
    groups: closed.map(({ group }) => group),
    lines,
    discounts: basket.discounts.map((discount, i) => appliedOf(discount, taken[i] as number)),
    price: sumOf(lines.map((line) => line.price)),
    due,
    tax,
    net: tax === null ? null : due - tax,
    tendered: due - debit,
    debit,
  }
}

/** Of how much of a group a coupon takes, and at which rate. */
function howTaken(discount: Discount, group: Group, left: readonly number[]) {
  const reached = group.lines.map((line, i) => (reaches(discount, line) ? (left[i] as number) : 0))
  return { reached: sumOf(reached), basisPoints: discount.kind === 'rate' ? discount.value : null }
}

type Closed = { group: SettledGroup; opened: Group; rests: number[] }

/** Puts the tax of what is left on a group. One that no coupon touched keeps its price and the tax inside it. */
function closeGroup(
  opened: Group,
  left: number[],
  prices: 'inclusive' | 'exclusive',
  discounts: GroupDiscount[],
): Closed {
  const untouched = sumOf(left) === sumOf(opened.bases)
  const keeps = untouched && prices === 'inclusive'
  const basis = keeps ? 'gross' : opened.basis
  const bases = keeps ? opened.prices : opened.bases
  const rests = keeps ? opened.prices : left
  const { levy, taxInPrice } = opened
  const price = sumOf(opened.prices)
  const rest = sumOf(rests)
  const tax = levy && taxOf(rest, basis, levy.basisPoints, levy.rounding)
  const due = basis === 'net' ? rest + (tax ?? 0) : rest
  const group = {
    levy,
    lines: opened.lines,
    price,
    taxInPrice,
    netPrice: taxInPrice === null ? null : price - taxInPrice,
    basis,
    base: sumOf(bases),
    discounts,
    discount: sumOf(bases) - rest,
    rest,
    tax,
    net: tax === null ? null : due - tax,
    due,
  }
  return { group, opened: { ...opened, bases }, rests }
}

function linesOf(basket: Basket, closed: readonly Closed[]): SettledLine[] {
  const lines: SettledLine[] = []
  for (const [g, { group, opened, rests }] of closed.entries()) {
    const taxes = group.tax === null ? null : splitByLargestRemainder(group.tax, rests)
    for (const [i, line] of opened.lines.entries()) {
      const rest = rests[i] as number
      const tax = taxes && (taxes[i] as number)
      const base = opened.bases[i] as number
      lines[line] = {
        group: g,
        quantity: basket.lines[line]?.quantity as number,
        price: opened.prices[i] as number,
        base,
        discount: base - rest,
        rest,
        tax,
        due: group.basis === 'net' ? rest + (tax ?? 0) : rest,
      }
    }
  }
  return lines
}

function appliedOf(discount: Discount, taken: number): AppliedDiscount {
  return {
    funder: discount.funder,
    taken,
    lapsed: discount.kind === 'amount' ? discount.value - taken : 0,
    used: taken > 0,
  }
}
