import { z } from 'zod'
import { TaxProfile } from '#modules/tax/index.ts'
import { text } from '#platform/text.ts'

export const PriceBasis = z.enum(['inclusive', 'exclusive']).meta({ id: 'PriceBasis' })

/** What a store is as a merchant, as it is stored; secrets and the payout account stand beside it, sealed. */
export const MerchantProfile = z
  .strictObject({
    /** Dated: the one that stands on the day of supply counts. Ordered by day, no day twice. */
    tax: z.array(TaxProfile).min(1).max(100),
    priceBasis: PriceBasis.default('inclusive'),
    /** On papers. */
    issuerName: text(200),
    issuerAddress: text(300).nullable().default(null),
    issuerPhone: text(30).nullable().default(null),
  })
  .meta({ id: 'MerchantProfile' })
export type MerchantProfile = z.output<typeof MerchantProfile>
