import type { PlanTerms } from '#api/types.ts'

export type Terms = { [K in keyof PlanTerms]: unknown }

const keys = [
  'name',
  'termMonths',
  'covers',
  'price',
  'limits',
  'claimsLimit',
  'deductible',
  'exchangeThreshold',
  'afterExchange',
  'remedies',
  'exclusions',
  'clauses',
  'provider',
  'liableParty',
  'backedBy',
  'currency',
  'freeCancellationDays',
  'retainedFee',
  'windowToBuyDays',
  'waitingDays',
  'addsRepairDays',
  'assumedMakerWarrantyMonths',
] as const satisfies readonly (keyof PlanTerms)[]
export type TermKey = (typeof keys)[number]

/** Which terms differ between two versions. */
export function changedTerms(before: Terms, after: Terms): TermKey[] {
  return keys.filter((key) => canonical(before[key]) !== canonical(after[key]))
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
