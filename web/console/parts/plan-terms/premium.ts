import type { PlanTerms } from '#api/types.ts'

type PriceRule = PlanTerms['price']

/**
 * The premium of one unit at a price, in minor units; null where no band holds the price. The same rule as the
 * server's (`src/modules/plans/model.ts`), here only to show what a rule that is being written would ask.
 */
export function premiumAt(rule: PriceRule, price: number): number | null {
  if (rule.kind === 'fixed') return rule.premium
  if (rule.kind === 'bands') {
    return (
      rule.bands.find((band) => price >= band.from && (band.to === null || price < band.to))?.premium ?? null
    )
  }
  const share = Math.floor((price * rule.basisPoints) / 10_000)
  return Math.max(Math.floor(share / rule.roundTo) * rule.roundTo, rule.minimum)
}

/** Prices that show a rule well: round ones, and for bands where each begins. */
export function samplePrices(rule: PriceRule): number[] {
  if (rule.kind === 'bands') {
    const edges = rule.bands.flatMap((band) => [
      band.from,
      band.to === null ? Math.max(band.from * 2, 1000) : band.to - 1,
    ])
    return [...new Set(edges)].sort((a, b) => a - b).slice(0, 12)
  }
  return [5000, 10_000, 30_000, 50_000, 100_000, 200_000, 300_000]
}
