import { z } from 'zod'
import { ItemCode } from '#modules/catalog/index.ts'
import { StoreCode } from '#modules/identity/index.ts'
import { DayText, InstantOutput } from '#platform/dates.ts'
import { Amount, Currency } from '#platform/money.ts'
import { pageOf } from '#platform/paging.ts'
import { idText, text } from '#platform/text.ts'

/** Words for people: Japanese always, English and Chinese where the plan's author gave them. */
export const LocalText = z
  .strictObject({
    ja: text(4000),
    en: text(4000).nullable().default(null),
    zh: text(4000).nullable().default(null),
  })
  .meta({ id: 'LocalText' })
export const BasisPoints = z.int().min(0).max(10_000).meta({ description: '10,000 is the whole' })
export const CoverKind = z.enum(['natural_failure', 'physical_damage']).meta({ id: 'CoverKind' })

/** When a cover begins. `fixed_date` carries the day; `after_maker_warranty` asks the item for its months. */
export const StartRule = z
  .discriminatedUnion('rule', [
    z.strictObject({ rule: z.literal('purchase') }),
    z.strictObject({ rule: z.literal('delivery') }),
    z.strictObject({ rule: z.literal('after_maker_warranty') }),
    z.strictObject({ rule: z.literal('registration') }),
    z.strictObject({ rule: z.literal('fixed_date'), date: DayText }),
  ])
  .meta({ id: 'StartRule' })
export const CoverTerms = z
  .strictObject({
    kind: CoverKind,
    start: StartRule,
    /** null: until the plan's term ends. */
    termMonths: z.int().min(1).max(240).nullable().default(null),
    /** Share of the premium; the shares of a plan sum to 10,000. */
    premiumShare: BasisPoints,
  })
  .meta({ id: 'CoverTerms' })
const band = z.strictObject({ from: Amount, to: Amount.nullable(), premium: Amount })
export const PriceRule = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('fixed'), premium: Amount }),
    z.strictObject({
      kind: z.literal('share'),
      basisPoints: z.int().min(1).max(10_000),
      minimum: Amount.default(0),
      roundTo: z.int().min(1).max(10_000).default(1),
    }),
    z.strictObject({ kind: z.literal('bands'), bands: z.array(band).min(1).max(100) }),
  ])
  .meta({
    id: 'PriceRule',
    description: 'Premium of one unit from its price; bands hold prices from `from` to below `to`',
  })
const cause = z.enum(['all', 'natural_failure', 'physical_damage']).default('all')
const limitSize = z.union([
  z.strictObject({ amount: Amount }),
  z.strictObject({ priceShare: z.int().min(1).max(100_000) }),
])
export const LimitRule = z
  .discriminatedUnion('rule', [
    z.strictObject({ rule: z.literal('per_repair'), cause, size: limitSize }),
    z.strictObject({ rule: z.literal('aggregate'), cause, size: limitSize }),
    z.strictObject({ rule: z.literal('per_cover_year'), cause, size: limitSize }),
    z.strictObject({ rule: z.literal('falling'), cause, priceShares: z.array(BasisPoints).min(1).max(20) }),
  ])
  .meta({
    id: 'LimitRule',
    description: 'Most that is paid, tax-inclusive, after the deductible',
  })
export const Deductible = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('amount'), amount: Amount }),
    z.strictObject({ kind: z.literal('share'), basisPoints: BasisPoints }),
  ])
  .meta({ id: 'Deductible' })
export const Provider = z.enum(['seller', 'maker', 'third_party_service', 'insurer']).meta({ id: 'Provider' })
export const Clause = z
  .strictObject({ code: text(60), title: LocalText, text: LocalText })
  .meta({ id: 'Clause' })

/** What a repair goes through, in this order. */
export const ClaimStep = z
  .enum(['awaiting_payment', 'awaiting_return', 'received', 'in_repair', 'repaired', 'shipped'])
  .meta({ id: 'ClaimStep' })

/** Everything that a version of a plan fixes for ever. */
export const PlanTerms = z
  .strictObject({
    name: LocalText,
    provider: Provider.default('seller'),
    liableParty: text(200).meta({ description: 'Who owes the warranty; named in wallet and certificate' }),
    backedBy: text(200).nullable().default(null),
    currency: Currency,
    termMonths: z.int().min(1).max(240),
    covers: z.array(CoverTerms).min(1).max(2),
    price: PriceRule,
    limits: z.array(LimitRule).max(20).default([]),
    claimsLimit: z
      .strictObject({ count: z.int().min(1).max(100), period: z.enum(['term', 'cover_year']) })
      .nullable()
      .default(null),
    deductible: Deductible.default({ kind: 'none' }),
    exchangeThreshold: BasisPoints.nullable().default(null),
    afterExchange: z.enum(['cover_ends', 'moves_to_new_unit', 'restarts']).default('cover_ends'),
    exclusions: z.array(Clause).max(100).default([]),
    clauses: z.array(Clause).max(100).default([]),
    freeCancellationDays: z.int().min(0).max(3650).default(8),
    retainedFee: Amount.default(0),
    commissionBasisPoints: BasisPoints.default(0).meta({
      description: 'What the store keeps of the premium without tax; 10,000 is the whole',
    }),
    windowToBuyDays: z.int().min(0).max(3650).default(0),
    assumedMakerWarrantyMonths: z
      .int()
      .min(0)
      .max(600)
      .default(12)
      .meta({ description: 'Where the catalogue does not say' }),
    waitingDays: z.int().min(0).max(3650).default(0),
    addsRepairDays: z.boolean().default(false),
    remedies: z
      .array(z.enum(['coupon', 'replacement_order', 'repair_request']))
      .min(1)
      .max(3)
      .default(['repair_request'])
      .meta({ description: 'Routes of fulfilment, the preferred first' }),
    claimSteps: z
      .array(ClaimStep)
      .max(6)
      .default([...ClaimStep.options])
      .meta({
        description: 'Steps of a repair between acceptance and completion; those left out are skipped',
      }),
    slip: z
      .enum(['on_filing', 'on_acceptance'])
      .default('on_acceptance')
      .meta({ description: 'When the buyer gets the return slip' }),
  })
  .meta({ id: 'PlanTerms' })
export type PlanTerms = z.output<typeof PlanTerms>

/** Where a plan is offered. Every condition given must hold; at least one of item, GTIN, category or price. */
export const Attachment = z
  .strictObject({
    storeCode: StoreCode.nullable().default(null),
    itemCodes: z.array(ItemCode).min(1).max(10_000).nullable().default(null),
    gtins: z.array(text(14)).min(1).max(10_000).nullable().default(null),
    categories: z.array(text(200)).min(1).max(1000).nullable().default(null),
    priceFrom: Amount.nullable().default(null),
    priceTo: Amount.nullable().default(null).meta({ description: 'Highest price, itself included' }),
  })
  .refine((a) => a.itemCodes ?? a.gtins ?? a.categories ?? a.priceFrom ?? a.priceTo, {
    error: 'must name items, GTINs, categories or prices',
    params: { code: 'attachment_without_condition' },
  })
  .meta({ id: 'PlanAttachment' })
export type Attachment = z.output<typeof Attachment>

export const PlanCode = text(60).meta({ examples: ['tv-5y'] })
export const PlanInput = z
  .strictObject({ code: PlanCode, terms: PlanTerms, attachments: z.array(Attachment).max(1000).default([]) })
  .meta({ id: 'PlanRequest' })
export const PlanVersionInput = z.strictObject({ terms: PlanTerms }).meta({ id: 'PlanVersionRequest' })
export const PlanAttachmentsInput = z
  .strictObject({ attachments: z.array(Attachment).max(1000) })
  .meta({ id: 'PlanAttachmentsRequest' })
export const PlanView = z
  .object({
    id: idText('pln'),
    code: z.string(),
    version: z.int(),
    terms: PlanTerms,
    attachments: z.array(Attachment),
    createdAt: InstantOutput,
    withdrawnAt: InstantOutput.nullable(),
  })
  .meta({ id: 'Plan' })
export const PlanPage = pageOf(PlanView, 'PlanPage')
export const PlanVersionView = z
  .object({ version: z.int(), terms: PlanTerms, createdAt: InstantOutput })
  .meta({ id: 'PlanVersion' })
export const PlanVersions = z
  .object({ items: z.array(PlanVersionView), nextCursor: z.null() })
  .meta({ id: 'PlanVersions' })
export const PlanParams = z.object({ planCode: PlanCode })

export const OfferQuery = z.object({
  storeCode: StoreCode,
  code: ItemCode.optional().meta({ description: "The item's code in the store's catalogue" }),
  category: text(200).optional().meta({ description: 'With price, for a store without a catalogue' }),
  price: z.coerce
    .number()
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .optional()
    .meta({ description: "Price of one unit; the catalogue's unless said" }),
  makerWarrantyMonths: z.coerce.number().int().min(0).max(600).optional(),
})
export const OfferView = z
  .object({
    planCode: z.string(),
    planVersion: z.int(),
    name: LocalText,
    premium: z.int(),
    currency: z.string(),
    termMonths: z.int(),
    covers: z.array(
      z.object({
        kind: CoverKind,
        start: StartRule,
        startsAfterMonths: z.int(),
        months: z.int(),
        premiumPart: z.int(),
      }),
    ),
    limits: z.array(LimitRule),
    deductible: Deductible,
    exclusions: z.array(Clause),
    clauses: z.array(Clause),
    provider: Provider,
    liableParty: z.string(),
    backedBy: z.string().nullable(),
    freeCancellationDays: z.int(),
  })
  .meta({ id: 'Offer' })
export const NoOfferCode = z
  .enum([
    'item_unknown',
    'price_unknown',
    'no_plan_for_item',
    'price_outside_bands',
    'maker_warranty_longer_than_term',
  ])
  .meta({ id: 'NoOfferCode' })
export const OffersView = z
  .object({
    storeCode: z.string(),
    item: z.object({ code: z.string(), name: z.string() }).nullable(),
    price: z.int().nullable(),
    currency: z.string(),
    offers: z.array(OfferView),
    reason: z
      .object({ code: NoOfferCode, message: z.string() })
      .nullable()
      .meta({ description: 'Why there is no offer; null where there is one' }),
  })
  .meta({ id: 'Offers' })
