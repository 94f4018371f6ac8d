import { z } from 'zod'
import { StoreCode } from '#modules/identity/index.ts'
import { InstantOutput } from '#platform/dates.ts'
import { Currency } from '#platform/money.ts'
import { PageQuery, pageOf } from '#platform/paging.ts'
import { idText, text } from '#platform/text.ts'
import { scripts } from './providers/sandbox/scripts.ts'

export const ProviderSchema = z.enum(['sandbox', 'stripe', 'paypay']).meta({ id: 'PaymentProvider' })
export const AttemptStateSchema = z
  .enum([
    'created',
    'customer_action',
    'processing',
    'authorised',
    'captured',
    'failed',
    'cancelled',
    'expired',
    'conflicted',
  ])
  .meta({ id: 'PaymentState' })
export const TenderSchema = z.enum(['account', 'card', 'qr']).meta({ id: 'PaymentTender' })

export const AccountInput = z
  .strictObject({
    kind: z.enum(['deposit', 'card']),
    provider: ProviderSchema,
    currency: Currency.default('JPY'),
    token: text(300).optional().meta({
      description: "The provider's token of a card, made in the buyer's browser; never a card number",
    }),
    label: text(60).meta({ description: 'For the buyer: bank or brand, and last digits' }),
  })
  .meta({ id: 'PaymentAccountRequest' })
export const AccountView = z
  .object({
    id: idText('pac'),
    kind: z.enum(['deposit', 'card', 'wallet']),
    provider: ProviderSchema,
    currency: z.string(),
    identifier: z.string().meta({ description: 'Shown and scanned; identifies only' }),
    label: z.string(),
    pays: z.boolean().meta({ description: 'The one that pays where none is named' }),
    balance: z.int().nullable().meta({ description: 'Of deposits at the sandbox bank' }),
    createdAt: InstantOutput,
  })
  .meta({ id: 'PaymentAccount' })
export const AccountPage = pageOf(AccountView, 'PaymentAccountPage')
export const AccountParams = z.object({ accountId: idText('pac') })
export const DepositInput = z
  .strictObject({ amount: z.int().min(1).max(100_000_000) })
  .meta({ id: 'DepositRequest' })
export const AccountEntry = z
  .object({
    kind: z.string(),
    amount: z.int().meta({ description: 'What came in; below zero: what went out' }),
    balance: z.int().meta({ description: 'After it' }),
    at: InstantOutput,
  })
  .meta({ id: 'PaymentAccountEntry' })
export const AccountEntryPage = pageOf(AccountEntry, 'PaymentAccountEntryPage')

export const MandateInput = z
  .strictObject({
    storeCode: StoreCode,
    perPayment: z.int().min(1).max(100_000_000),
    perDay: z.int().min(1).max(100_000_000),
  })
  .refine((mandate) => mandate.perDay >= mandate.perPayment, {
    error: 'must not be below perPayment',
    path: ['perDay'],
    params: { code: 'below_per_payment' },
  })
  .meta({ id: 'MandateRequest' })
export const MandateView = z
  .object({
    id: idText('mdt'),
    store: z.object({ code: StoreCode, name: z.string() }),
    perPayment: z.int(),
    perDay: z.int(),
    createdAt: InstantOutput,
  })
  .meta({ id: 'Mandate' })
export const MandatePage = pageOf(MandateView, 'MandatePage')
export const MandateParams = z.object({ accountId: idText('pac'), mandateId: idText('mdt') })

const payment = {
  id: idText('att'),
  provider: ProviderSchema,
  tender: TenderSchema,
  state: AttemptStateSchema,
  outcomeUnknown: z.boolean().meta({ description: 'The call went out and no answer came: nobody knows' }),
  reason: z.string().nullable(),
  currency: z.string(),
  amount: z.int(),
  captured: z.int(),
  refunded: z.int(),
  subject: z.object({ kind: z.string(), id: z.string() }),
  action: z
    .object({ kind: z.enum(['qr', 'redirect']), url: z.string(), expiresAt: InstantOutput })
    .nullable()
    .meta({ description: 'What the customer must do' }),
  createdAt: InstantOutput,
  updatedAt: InstantOutput,
}
export const PaymentSummary = z.object(payment).meta({ id: 'PaymentSummary' })
export const PaymentView = z
  .object({
    ...payment,
    refunds: z.array(
      z.object({
        id: idText('rfd'),
        state: z.enum(['requested', 'succeeded', 'failed', 'unknown']),
        amount: z.int(),
        reason: z.string(),
        failure: z.string().nullable(),
        requestedAt: InstantOutput,
        endedAt: InstantOutput.nullable(),
      }),
    ),
  })
  .meta({ id: 'Payment' })
export const PaymentPage = pageOf(PaymentSummary, 'PaymentPage')
export const PaymentQuery = PageQuery.extend({ state: AttemptStateSchema.optional() })
export const PaymentParams = z.object({ paymentId: idText('att') })

const Time = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time such as 08:30, or 24:00')
const spans = z
  .array(z.strictObject({ from: Time, to: Time }))
  .max(10)
  .refine(
    (list) =>
      list.every(({ from, to }, i) => from < to && from !== '24:00' && (list[i - 1]?.to ?? '') < from),
    {
      error: 'must be spans in order, each after the one before',
      params: { code: 'spans_not_in_order' },
    },
  )
export const BankHoursInput = z
  .strictObject({ hours: z.array(spans).length(7).meta({ description: 'Monday first, in Asia/Tokyo' }) })
  .meta({ id: 'BankHoursRequest' })
export const BankView = z
  .object({
    hours: z.array(z.array(z.object({ from: z.string(), to: z.string() }))),
    zone: z.string(),
    licence: z.string().nullable(),
    opensAt: InstantOutput.nullable().meta({ description: 'Now, where it is open' }),
  })
  .meta({ id: 'Bank' })
export const LicenceInput = z
  .strictObject({ licence: text(200).nullable() })
  .meta({ id: 'BankLicenceRequest' })
export const OrganisationParams = z.object({ organisationId: idText('org') })

export const ScriptInput = z
  .strictObject({ script: z.enum(scripts), count: z.int().min(0).max(100).default(1) })
  .meta({ id: 'SandboxScriptRequest' })
export const ScriptView = z.object({ script: z.enum(scripts), count: z.int() }).meta({ id: 'SandboxScript' })
export const ProviderEventParams = z.object({ provider: text(20), storeCode: StoreCode })
