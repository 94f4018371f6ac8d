import { z } from 'zod'
import { DayText } from '#platform/dates.ts'
import type { Day } from '#platform/dates.ts'
import type { Rounding } from '#platform/money.ts'
import { noTaxProfile } from './errors.ts'
import { latestOn } from './rates.ts'
import { WrittenRegistrationNumber } from './registration-number.ts'

const TaxRounding = z.enum(['floor', 'half_up', 'ceil']).default('floor')

/**
 * What a merchant is to the tax office from a day on. A person says so; it is never guessed from sales. Whether the
 * number's first digit must fit is asked where a person enters it, who says also whether it is a company's.
 */
export const TaxProfile = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('exempt'), from: DayText }),
  z.strictObject({ status: z.literal('taxable'), from: DayText, rounding: TaxRounding }),
  z.strictObject({
    status: z.literal('registered'),
    from: DayText,
    rounding: TaxRounding,
    registrationNumber: WrittenRegistrationNumber,
  }),
])
export type TaxProfile = z.output<typeof TaxProfile>

/**
 * The profile that stands on the day of supply.
 * @throws Problem `no_tax_profile`
 */
export function profileOn(profiles: readonly TaxProfile[], on: Day): TaxProfile {
  const found = latestOn(profiles, on)
  if (!found) throw noTaxProfile(on)
  return found
}

/** How the merchant rounds tax; null where it owes none, so that nothing can be computed by mistake. */
export function roundingOf(profile: TaxProfile): Rounding | null {
  return profile.status === 'exempt' ? null : profile.rounding
}
