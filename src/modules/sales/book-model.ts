import type { PostingInput } from '#modules/ledger/index.ts'
import { taxInside } from '#modules/tax/index.ts'
import type { Day } from '#platform/dates.ts'
import { daysBetween } from '#platform/dates.ts'
import type { Rounding } from '#platform/money.ts'
import { mulDivFloor, splitByLargestRemainder, sumOf } from '#platform/money.ts'

/** Rate and rounding of the tax inside a premium; null where none is owed. */
export type PremiumTax = { basisPoints: number; rounding: Rounding } | null
export type SplitPremium = {
  tax: number
  commission: number
  /** The premium without tax, by cover. */
  nets: number[]
  /** Of a part whose cover has no day: earned at once. */
  atOnce: number
}

/**
 * Splits a premium for the books: the tax inside it, the commission on what is without tax (rounded down), and what is
 * without tax over the covers by their parts. Parts may sum to less than the premium: a cover without a day is none.
 */
export function splitPremium(
  premium: number,
  parts: readonly number[],
  tax: PremiumTax,
  commissionBasisPoints: number,
): SplitPremium {
  const inside = insideOf(premium, tax)
  const net = premium - inside
  const nets = splitByLargestRemainder(net, [...parts, premium - sumOf(parts)])
  const atOnce = nets.pop() ?? 0
  return { tax: inside, commission: mulDivFloor(net, commissionBasisPoints, 10_000), nets, atOnce }
}

function insideOf(amount: number, tax: PremiumTax): number {
  return tax === null ? 0 : taxInside(amount, tax.basisPoints, tax.rounding)
}

/** What of a schedule is earned before a day: evenly by days, rounded down, all of it at the end. */
export function earnedBefore(
  { net, starts_on, ends_on }: { net: number; starts_on: Day; ends_on: Day },
  day: Day,
): number {
  if (day <= starts_on) return 0
  if (day >= ends_on) return net
  return mulDivFloor(net, daysBetween(starts_on, day), daysBetween(starts_on, ends_on))
}

/** A store sold a cover: it owes the premium but for its commission, and nothing is earned yet. */
export function soldPostings(storeId: string, premium: number, split: SplitPremium): PostingInput[] {
  const net = sumOf(split.nets) + split.atOnce
  return ofStore(storeId, {
    store_receivable: premium - split.commission,
    store_commission: split.commission,
    premium_unearned: -net,
    premium_tax: -split.tax,
  })
}

export function earnedPostings(storeId: string, amount: number): PostingInput[] {
  return ofStore(storeId, { premium_unearned: amount, premium_earned: -amount })
}

export type Ending = {
  premium: number
  /** Inside the premium as it was sold. */
  tax: number
  commission: number
  levy: PremiumTax
  /** Not earned in the books. */
  rest: number
  /** What goes back to the buyer, tax included, and the fee kept of it. */
  refund: number
  fee: number
}

/**
 * A cover ended: what is not earned goes back as far as the buyer gets it, with its tax; a fee is income without its
 * tax; the rest is earned at once. Where the whole premium goes back, earned days and commission go back too. Tax
 * given back is tax before less tax on what stays, as everywhere.
 */
export function endedPostings(storeId: string, ending: Ending): PostingInput[] {
  const { premium, tax, levy, rest, refund, fee } = ending
  const taxBack = tax - insideOf(premium - refund, levy)
  const feeNet = fee - insideOf(fee, levy)
  const commissionBack = refund === premium ? ending.commission : 0
  return ofStore(storeId, {
    premium_unearned: rest,
    premium_tax: taxBack,
    store_receivable: commissionBack - refund,
    store_commission: -commissionBack,
    retained_fees: -feeNet,
    premium_earned: refund + feeNet - rest - taxBack,
  })
}

/** What tax goes back with a refund. */
export function taxGivenBack(ending: Pick<Ending, 'premium' | 'tax' | 'levy' | 'refund'>): number {
  return ending.tax - insideOf(ending.premium - ending.refund, ending.levy)
}

function ofStore(storeId: string, amounts: Partial<Record<PostingInput['account'], number>>): PostingInput[] {
  return Object.entries(amounts)
    .map(([account, amount]) => ({
      account: account as PostingInput['account'],
      partyId: storeId,
      amount,
    }))
    .filter(({ amount }) => amount !== 0)
}
