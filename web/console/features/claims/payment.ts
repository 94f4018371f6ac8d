import type { PlanTerms } from '#api/types.ts'

export type Payment = { exchange: boolean; deductible: number; covered: number; buyerPays: number }
type Terms = Pick<PlanTerms, 'deductible' | 'exchangeThreshold'>

/**
 * Who pays what of an estimate, as the server computes it on acceptance: above the exchange threshold the unit's price
 * counts; the deductible comes off first; of the rest the limits pay what is left.
 * @param most what is left of the limits; null: no limit
 */
export function paymentOf(
  { price, terms, most }: { price: number; terms: Terms; most: number | null },
  estimate: number,
  goodwill: boolean,
): Payment {
  if (goodwill) return { exchange: false, deductible: 0, covered: estimate, buyerPays: 0 }
  const { exchangeThreshold } = terms
  const exchange = exchangeThreshold !== null && estimate > share(price, exchangeThreshold)
  const cost = exchange ? price : estimate
  const deductible = Math.min(cost, deductibleOf(terms, cost))
  const covered = Math.min(cost - deductible, most ?? Number.MAX_SAFE_INTEGER)
  return { exchange, deductible, covered, buyerPays: cost - covered }
}

function deductibleOf({ deductible }: Terms, cost: number): number {
  if (deductible.kind === 'none') return 0
  return deductible.kind === 'amount' ? deductible.amount : share(cost, deductible.basisPoints)
}

/** Basis points of an amount, rounded down; exact however large the amount is. */
function share(amount: number, basisPoints: number): number {
  return Number((BigInt(amount) * BigInt(basisPoints)) / 10_000n)
}
