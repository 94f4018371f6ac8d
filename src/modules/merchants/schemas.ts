import { z } from 'zod'
import { TaxProfile, hasCheckDigit } from '#modules/tax/index.ts'
import { InstantOutput } from '#platform/dates.ts'
import { text } from '#platform/text.ts'
import { PayoutAccount, ProviderKeysInput } from './secret-schemas.ts'

export const PriceBasis = z.enum(['inclusive', 'exclusive']).meta({ id: 'PriceBasis' })
export const LegalForm = z.enum(['company', 'individual']).meta({ id: 'LegalForm' })
export const IssueRoute = z.enum(['own', 'agency', 'intermediary']).meta({ id: 'IssueRoute' })
export const CardProvider = z.enum(['sandbox', 'stripe']).meta({ id: 'CardProvider' })
export const QrProvider = z.enum(['sandbox', 'paypay']).meta({ id: 'QrProvider' })

const fields = {
  /** Dated: the one that stands on the day of supply counts. Ordered by day, no day twice. */
  tax: z.array(TaxProfile).min(1).max(100),
  priceBasis: PriceBasis.default('inclusive'),
  /** On papers. */
  issuerName: text(200),
  issuerAddress: text(300).nullable().default(null),
  issuerPhone: text(30).nullable().default(null),
  /** The first digit of a company's registration number checks the others. */
  legalForm: LegalForm.default('company'),
  /** In whose name papers are issued: its own, its own by our hand (代理交付), or ours (媒介者交付特例). */
  issueRoute: IssueRoute.default('own'),
  /** A box for the revenue stamp on receipts of 50,000 yen or more in cash. */
  revenueStampBox: z.boolean().default(true),
  /** Who takes cards and codes unless a settlement names another; null: nobody. */
  cardProvider: CardProvider.nullable().default(null),
  qrProvider: QrProvider.nullable().default(null),
}

/** What a store is as a merchant, as it is stored; secrets and the payout account stand beside it, sealed. */
export const MerchantProfile = z.strictObject(fields).meta({ id: 'MerchantProfile' })
export type MerchantProfile = z.output<typeof MerchantProfile>

export const MerchantProfileInput = z
  .strictObject({
    version: z.int().min(0).max(2_147_483_647).meta({
      description: 'Of the profile that this one replaces; 0 where there is none yet',
    }),
    ...fields,
    payoutAccount: PayoutAccount.nullable()
      .optional()
      .meta({ description: 'Kept as it is where it is left out; null takes it away' }),
    providers: ProviderKeysInput.optional().meta({
      description: 'Keys of a provider that is left out stay as they are; null takes them away',
    }),
  })
  .superRefine(({ tax, legalForm }, ctx) => {
    for (const [i, one] of tax.entries()) {
      if (tax.findIndex(({ from }) => from === one.from) < i)
        ctx.addIssue({
          code: 'custom',
          path: ['tax', i, 'from'],
          message: 'must not be the day of another entry',
          params: { code: 'day_twice' },
        })
      if (legalForm === 'company' && one.status === 'registered' && !hasCheckDigit(one.registrationNumber))
        ctx.addIssue({
          code: 'custom',
          path: ['tax', i, 'registrationNumber'],
          message: 'the first digit does not check the others; look for a slip',
          params: { code: 'wrong_check_digit' },
        })
    }
  })
  .meta({ id: 'MerchantProfileRequest' })
export type MerchantProfileInput = z.output<typeof MerchantProfileInput>

const TaxProfileView = z
  .object({
    status: z.enum(['exempt', 'taxable', 'registered']),
    from: z.string(),
    rounding: z.enum(['floor', 'half_up', 'ceil']).nullable(),
    registrationNumber: z.string().nullable(),
  })
  .meta({ id: 'TaxProfile' })
const Configured = z
  .object({
    configured: z.boolean(),
    hint: z.string().nullable().meta({ description: 'The last four signs of the secret' }),
  })
  .meta({ id: 'ProviderKeysHint' })

export const MerchantProfileView = z
  .object({
    tax: z.array(TaxProfileView),
    priceBasis: PriceBasis,
    issuerName: z.string(),
    issuerAddress: z.string().nullable(),
    issuerPhone: z.string().nullable(),
    legalForm: LegalForm,
    issueRoute: IssueRoute,
    revenueStampBox: z.boolean(),
    cardProvider: CardProvider.nullable(),
    qrProvider: QrProvider.nullable(),
    payoutAccount: z
      .object({ hint: z.string().meta({ description: 'The last four digits of the number' }) })
      .nullable(),
    providers: z.object({ stripe: Configured, paypay: Configured }),
    version: z.int(),
    updatedAt: InstantOutput,
    warnings: z
      .array(z.object({ field: z.string(), code: z.string(), message: z.string() }))
      .meta({ description: 'What was taken as it is but should be looked at' }),
  })
  .meta({ id: 'MerchantProfileView' })
