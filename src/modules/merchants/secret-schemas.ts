import { z } from 'zod'

const katakana = /^[\p{Script=Katakana}ー・「」A-Z0-9()./\- ]+$/u

/** Where payouts go, as Japanese banks ask for it. Full width or half, the holder is kept in full width. */
export const PayoutAccount = z
  .strictObject({
    bankCode: z.string().regex(/^\d{4}$/, 'must be four digits'),
    branchCode: z.string().regex(/^\d{3}$/, 'must be three digits'),
    kind: z.enum(['ordinary', 'current', 'savings']),
    number: z.string().regex(/^\d{7}$/, 'must be seven digits'),
    holder: z
      .string()
      .min(1)
      .max(60)
      .refine((holder) => katakana.test(holder.normalize('NFKC')), {
        error: 'must be in katakana, as the bank writes it',
        params: { code: 'holder_not_katakana' },
      }),
  })
  .meta({ id: 'PayoutAccount' })
export type PayoutAccount = z.output<typeof PayoutAccount>

/** Long enough that its last four signs give nothing away. */
const secret = (pattern: RegExp, form: string) => z.string().max(300).regex(pattern, `must be ${form}`)
const plain = /^[\x21-\x7e]{12,}$/

const StripeKeys = z
  .strictObject({
    secretKey: secret(/^(?:sk|rk)_(?:live|test)_\w{8,}$/, 'a secret key such as sk_live_…'),
    webhookSecret: secret(/^whsec_[\w+/=]{8,}$/, 'a signing secret such as whsec_…'),
    publishableKey: secret(/^pk_(?:live|test)_\w{8,}$/, 'a publishable key such as pk_live_…'),
  })
  .meta({ id: 'StripeKeys' })
const PaypayKeys = z
  .strictObject({
    apiKey: secret(plain, 'an API key of 12 signs or more'),
    apiSecret: secret(plain, 'an API secret of 12 signs or more'),
    merchantId: z.string().regex(/^\w{1,60}$/, 'must be the id of the merchant'),
  })
  .meta({ id: 'PaypayKeys' })

/** Secrets of payment providers. They go in and never come out. */
export const ProviderKeysInput = z
  .strictObject({ stripe: StripeKeys.nullable().optional(), paypay: PaypayKeys.nullable().optional() })
  .meta({ id: 'ProviderKeys' })
export type ProviderKeys = z.output<typeof ProviderKeysInput>
