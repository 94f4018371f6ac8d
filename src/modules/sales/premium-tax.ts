import type { Store } from '#modules/identity/index.ts'
import { findMerchant } from '#modules/merchants/index.ts'
import type { MerchantProfile } from '#modules/merchants/index.ts'
import type { PlanTerms } from '#modules/plans/index.ts'
import type { TaxProfile } from '#modules/tax/index.ts'
import { japaneseRates, profileOn, rateOn } from '#modules/tax/index.ts'
import type { Context } from '#platform/context.ts'
import type { Day } from '#platform/dates.ts'
import type { PremiumTax } from './book-model.ts'

/** What a store was to the tax office on a day, with what stands on its papers; `undefined` where nobody has said. */
export async function merchantOn(
  ctx: Context,
  store: Store,
  day: Day,
): Promise<{ merchant: MerchantProfile; profile: TaxProfile } | undefined> {
  const merchant = await findMerchant(ctx, store.id)
  if (!merchant) return undefined
  // The store may have said what it is, but not of a day as early as this.
  if (!merchant.tax.some(({ from }) => from <= day)) return undefined
  return { merchant, profile: profileOn(merchant.tax, day) }
}

/** An insurer's premium is not taxed; any other is at the standard rate. Stores abroad are out of scope. */
export function premiumCategory(store: Store, provider: PlanTerms['provider']): 'S' | 'E' | 'O' {
  if (store.taxRegime === 'none') return 'O'
  return provider === 'insurer' ? 'E' : 'S'
}

/**
 * The tax inside a premium on the day of its sale. A store of which nobody has said what it is counts as one that owes
 * tax and rounds down: that a premium is taxed is the rule, and one that is not has to be said.
 */
export function premiumTax(category: 'S' | 'E' | 'O', profile: TaxProfile | undefined, day: Day): PremiumTax {
  if (category !== 'S' || profile?.status === 'exempt') return null
  const basisPoints = rateOn(japaneseRates, 'S', day)
  return basisPoints === undefined ? null : { basisPoints, rounding: profile?.rounding ?? 'floor' }
}
