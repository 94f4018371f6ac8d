import { z } from 'zod'
import { ItemCode, TaxCategory } from '#modules/catalog/index.ts'
import { IssuedContract } from '#modules/contracts/index.ts'
import { BuyerInput, StoreCode, StoreName } from '#modules/identity/index.ts'
import { PriceBasis } from '#modules/merchants/index.ts'
import { Reference } from '#modules/purchases/index.ts'
import { stepNames } from '#modules/tax/index.ts'
import { DayText, InstantInput, InstantOutput } from '#platform/dates.ts'
import { Amount, Currency } from '#platform/money.ts'
import { PageQuery, pageOf } from '#platform/paging.ts'
import { idText, text } from '#platform/text.ts'

export const TenderKind = z.enum(['cash', 'account', 'card', 'qr']).meta({ id: 'TenderKind' })
export const SettlementState = z
  .enum(['awaiting_buyer', 'processing', 'settled', 'failed', 'voided', 'partly_refunded', 'refunded'])
  .meta({ id: 'SettlementState' })

export const SettlementLineInput = z
  .strictObject({
    code: ItemCode.nullable().default(null),
    description: text(500).optional().meta({ description: "The catalogue's name of the code unless said" }),
    quantity: z.int().min(1).max(1_000_000),
    unitPrice: Amount,
    taxCategory: TaxCategory.optional().meta({ description: "The catalogue's unless said; else S" }),
    serialNumbers: z.array(text(100)).max(1000).optional(),
    plan: z
      .strictObject({
        planCode: text(60),
        price: Amount.meta({ description: 'Paid for the cover of one unit; comes on top of the line' }),
      })
      .nullable()
      .default(null),
  })
  .meta({ id: 'SettlementLineRequest' })

const basket = {
  merchantCode: StoreCode,
  occurredAt: InstantInput,
  currency: Currency,
  priceBasis: PriceBasis.optional().meta({ description: "The merchant profile's unless said" }),
  memberToken: text(300)
    .optional()
    .meta({ description: 'Read from the phone of the buyer: identifies and authorises' }),
  account: text(60).optional().meta({
    description:
      'Identifier of a payment account; identifies only: money moves by mandate or after confirmation',
  }),
  buyer: BuyerInput.nullable()
    .default(null)
    .meta({ description: 'Whose purchase it is where neither of them is known' }),
  couponCodes: z
    .array(text(60))
    .max(20)
    .default([])
    .meta({ description: 'Codes that were shown at the till' }),
  lines: z.array(SettlementLineInput).min(1).max(500).optional(),
  total: z
    .strictObject({ amount: Amount, taxCategory: TaxCategory })
    .optional()
    .meta({ description: 'In place of lines, where the till sends one sum' }),
}
const linesOrTotal = {
  error: 'must have either lines or total',
  params: { code: 'lines_or_total' },
}
export const QuoteInput = z
  .strictObject(basket)
  .refine((q) => (q.lines === undefined) !== (q.total === undefined), { ...linesOrTotal, path: ['lines'] })
  .meta({ id: 'SettlementQuoteRequest' })
export type QuoteInput = z.output<typeof QuoteInput>

export const TenderInput = z
  .strictObject({
    kind: TenderKind,
    amount: z
      .int()
      .min(1)
      .max(Number.MAX_SAFE_INTEGER)
      .optional()
      .meta({ description: 'What is left of the amount due unless said; the last one alone' }),
    received: Amount.optional().meta({ description: 'Cash that was handed over; the change is answered' }),
    provider: z
      .enum(['sandbox', 'stripe', 'paypay'])
      .optional()
      .meta({ description: 'For card and qr; the one of the profile unless said' }),
  })
  .meta({ id: 'TenderRequest' })
export const SettlementInput = z
  .strictObject({
    ...basket,
    reference: Reference,
    tenders: z.array(TenderInput).max(10).optional().meta({
      description: 'Where nothing is due none is needed; else all of it from the account unless said',
    }),
    expectedAmountDue: Amount.optional().meta({
      description: 'What the buyer was shown; another amount is refused with the new quote',
    }),
    askBuyer: z
      .boolean()
      .default(false)
      .meta({ description: 'Without token or mandate: ask the buyer on the phone rather than refuse' }),
    register: text(40).nullable().default(null),
    offline: z.strictObject({ madeAt: InstantInput }).nullable().default(null).meta({
      description: 'Sold while the till had no connection: cash alone, a token only identifies, no coupons',
    }),
  })
  .refine((q) => (q.lines === undefined) !== (q.total === undefined), { ...linesOrTotal, path: ['lines'] })
  .meta({ id: 'SettlementRequest' })
export type SettlementInput = z.output<typeof SettlementInput>

/** One value on the way to what is due, in the words of M15, with how it was computed. */
export const Step = z
  .object({
    name: z.enum(stepNames),
    amount: z.int(),
    /** Readable without words: `11,000 × 10 ÷ 110 = 1,000`. */
    formula: z.string(),
  })
  .meta({ id: 'SettlementStep' })
export const RateTotal = z
  .object({
    taxCategory: TaxCategory,
    basisPoints: z.int(),
    price: z.int(),
    discount: z.int(),
    due: z.int(),
    net: z.int(),
    tax: z.int(),
    steps: z.array(Step),
  })
  .meta({ id: 'SettlementRate' })
export const LineAmount = z
  .object({
    n: z.int(),
    code: z.string().nullable(),
    description: z.string(),
    quantity: z.int(),
    unitPrice: z.int(),
    price: z.int().meta({ description: 'With tax, before discounts' }),
    discount: z.int(),
    due: z.int(),
    taxCategory: TaxCategory,
    cover: z
      .object({ planCode: z.string(), ofLine: z.int() })
      .nullable()
      .meta({ description: 'The line is the premium of a cover of another line' }),
    returned: z.int(),
  })
  .meta({ id: 'SettlementLine' })
const LocalName = z.object({ ja: z.string(), en: z.string().nullable(), zh: z.string().nullable() })
export const CouponUsed = z
  .object({
    couponId: idText('cpn'),
    name: LocalName,
    funder: z.enum(['shop', 'third_party', 'platform', 'prepaid']),
    amount: z.int().meta({ description: 'What it took' }),
    state: z.enum(['would_be_used', 'held', 'committed', 'released', 'restored']),
  })
  .meta({ id: 'CouponUsed' })
export const CouponRefused = z
  .object({ couponId: idText('cpn'), name: LocalName, reason: z.string() })
  .meta({ id: 'CouponRefused' })
const amounts = {
  currency: z.string(),
  price: z.int().meta({ description: 'With tax, before everything' }),
  discount: z.int().meta({ description: "What the shop's coupons took off" }),
  total: z.int().meta({ description: 'Price after discounts, with tax: what the shop gets' }),
  tax: z.int().nullable().meta({ description: 'null where the merchant owes no tax' }),
  couponsAsMoney: z.int().meta({ description: 'Coupons that others fund' }),
  amountDue: z.int().meta({ description: 'What the buyer pays' }),
  taxes: z.array(RateTotal),
  lines: z.array(LineAmount),
  couponsUsed: z.array(CouponUsed),
  couponsRefused: z.array(CouponRefused),
}
export const Quote = z
  .object({
    ...amounts,
    buyer: z
      .object({ name: z.string().nullable(), account: z.string().nullable(), authorised: z.boolean() })
      .nullable()
      .meta({ description: 'Who was read from the token or the account, as far as the till may know' }),
  })
  .meta({ id: 'SettlementQuote' })

export const TenderView = z
  .object({
    kind: TenderKind,
    amount: z.int(),
    received: z.int().nullable(),
    change: z.int().nullable(),
    provider: z.string().nullable(),
    state: z.string().meta({
      description:
        'Of the payment: created, customer_action, processing, captured, failed …; `paid` for cash',
    }),
    reason: z.string().nullable(),
    action: z
      .object({ kind: z.enum(['qr', 'redirect']), url: z.string(), expiresAt: InstantOutput })
      .nullable(),
    refunded: z.int(),
  })
  .meta({ id: 'SettlementTender' })
export const RefundView = z
  .object({
    n: z.int(),
    kind: z.enum(['void', 'refund', 'late_success']),
    reference: z.string(),
    reason: z.string(),
    units: z.array(z.int()),
    amount: z.int(),
    tax: z.int().nullable(),
    tenders: z.array(z.object({ kind: TenderKind, amount: z.int(), state: z.string() })),
    paperId: idText('pap').nullable(),
    at: InstantOutput,
  })
  .meta({ id: 'SettlementRefund' })
export const SettlementView = z
  .object({
    id: idText('stl'),
    store: StoreName,
    reference: z.string(),
    state: SettlementState,
    reason: z.string().nullable(),
    occurredAt: InstantOutput,
    settledAt: InstantOutput.nullable(),
    ...amounts,
    tenders: z.array(TenderView),
    refunds: z.array(RefundView),
    refunded: z.int(),
    purchaseId: idText('pur').nullable(),
    contracts: z.array(IssuedContract).meta({ description: 'Covers that were sold with it' }),
    pickUpCode: z.string().nullable(),
    receipt: z.object({ paperId: idText('pap'), number: z.string() }).nullable(),
    register: z.string().nullable(),
    madeOffline: z.boolean(),
    replayed: z.boolean(),
  })
  .meta({ id: 'Settlement' })
export const SettlementRow = z
  .object({
    id: idText('stl'),
    store: StoreName,
    reference: z.string(),
    state: SettlementState,
    occurredAt: InstantOutput,
    currency: z.string(),
    amountDue: z.int(),
    discount: z.int(),
    couponsAsMoney: z.int(),
    refunded: z.int(),
    register: z.string().nullable(),
  })
  .meta({ id: 'SettlementRow' })
export const SettlementPage = pageOf(SettlementRow, 'SettlementPage')

export const EmptyInput = z.strictObject({}).meta({ id: 'NoSettlementDetails' })
export const SettlementParams = z.object({ settlementId: text(60) })
export const MySettlementsQuery = PageQuery.extend({
  purchaseId: idText('pur').optional().meta({ description: 'Those of one purchase alone' }),
})
export const SettlementQuery = PageQuery.extend({
  state: SettlementState.optional(),
  day: DayText.optional().meta({ description: 'Of the sale, in the zone of the store' }),
  reference: text(100).optional(),
  register: text(40).optional(),
})

/** One thing that happened at a store, as a stream sends it to a till. */
export const StoreEvent = z
  .object({
    topic: z.string(),
    settlementId: idText('stl').nullable(),
    reference: z.string().nullable(),
    state: z.string().nullable(),
  })
  .meta({ id: 'StoreEvent' })
