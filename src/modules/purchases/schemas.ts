import { z } from 'zod'
import { ItemCode, TaxCategory } from '#modules/catalog/index.ts'
import { BuyerInput, StoreCode, StoreName } from '#modules/identity/index.ts'
import { DayText, InstantInput, InstantOutput } from '#platform/dates.ts'
import { Amount, Currency } from '#platform/money.ts'
import { PageQuery, pageOf } from '#platform/paging.ts'
import { idText, text } from '#platform/text.ts'

export const PurchaseKind = z.enum(['sale', 'return', 'void']).meta({ id: 'PurchaseKind' })
export const Reference = text(100).meta({
  description: "The store's own number of the receipt; exact",
  examples: ['R-20261122-0001'],
})

export const LineInput = z
  .strictObject({
    code: ItemCode,
    quantity: z.int().min(1).max(1_000_000_000),
    unitPrice: Amount,
    amount: Amount.optional().meta({ description: 'Total of the line; quantity × unitPrice unless said' }),
    name: text(500).optional().meta({ description: 'A line with a name of its own needs no catalogue' }),
    taxCategory: TaxCategory.optional(),
    serialNumbers: z.array(text(100)).max(1000).optional(),
    plan: z
      .strictObject({
        planCode: text(60),
        price: Amount.meta({ description: 'Paid for the cover of one unit' }),
      })
      .optional(),
    originalLine: z.int().min(1).max(10_000).optional().meta({
      description:
        'In a return that names its original: the number of the line that comes back. Without it the lines of the code come back in order',
    }),
  })
  .meta({ id: 'LineRequest' })
export const PurchaseInput = z
  .strictObject({
    storeCode: StoreCode,
    reference: Reference,
    revision: z.int().min(1).max(1_000_000).default(1),
    kind: PurchaseKind.default('sale'),
    purchasedAt: InstantInput,
    currency: Currency,
    priceBasis: z.enum(['inclusive', 'exclusive']).default('inclusive'),
    buyer: BuyerInput.nullable().default(null),
    lines: z.array(LineInput).max(10_000),
    returnOf: Reference.nullable()
      .default(null)
      .meta({ description: 'The reference of the original, where it is known; a void must name it' }),
  })
  .meta({ id: 'PurchaseRequest' })
export type PurchaseInput = z.output<typeof PurchaseInput>
export type LineInput = z.output<typeof LineInput>

export const LineView = z
  .object({
    n: z.int(),
    code: z.string(),
    name: z.string().nullable().meta({
      description: 'As it was called on the day of purchase; null until the catalogue knows the code',
    }),
    match: z.enum(['own', 'matched', 'pending']),
    maker: z.string().nullable(),
    model: z.string().nullable(),
    category: z.string().nullable(),
    makerWarrantyMonths: z.int().nullable(),
    quantity: z.int(),
    returned: z.int(),
    unitPrice: z.int(),
    amount: z.int(),
    taxCategory: TaxCategory.nullable(),
    serialNumbers: z.array(z.string()),
    plan: z.object({ planCode: z.string(), price: z.int() }).nullable(),
    planError: z
      .string()
      .nullable()
      .meta({ description: 'Why no contract was issued for the plan; the purchase is kept' }),
  })
  .meta({ id: 'PurchaseLine' })
export const PurchaseView = z
  .object({
    id: idText('pur'),
    store: StoreName,
    reference: z.string(),
    revision: z.int(),
    kind: PurchaseKind,
    purchasedAt: InstantOutput,
    currency: z.string(),
    priceBasis: z.enum(['inclusive', 'exclusive']),
    total: z.int(),
    returnOf: idText('pur').nullable(),
    voidedAt: InstantOutput.nullable(),
    disownedAt: InstantOutput.nullable().meta({ description: 'The buyer said that this is not theirs' }),
    recordedAt: InstantOutput,
    lines: z.array(LineView),
  })
  .meta({ id: 'Purchase' })
export const PurchaseSummary = PurchaseView.omit({ lines: true })
  .extend({
    lineCount: z.int(),
    firstLine: z.object({ code: z.string(), name: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'PurchaseSummary' })
export const PurchasePage = pageOf(PurchaseSummary, 'PurchasePage')
export const PurchaseParams = z.object({ purchaseId: idText('pur') })
export const StorePurchaseParams = z.object({ storeCode: StoreCode, reference: Reference })

const period = {
  from: DayText.optional(),
  to: DayText.optional().meta({ description: 'Last day, itself included' }),
}
export const PurchaseQuery = PageQuery.extend({
  storeCode: StoreCode.optional(),
  reference: text(100, 0).optional(),
  kind: PurchaseKind.optional(),
  ...period,
})
export const MyTotalsQuery = z.object({
  q: text(200, 0).optional().meta({ description: 'Part of an item name or code, or of the receipt number' }),
  storeCode: StoreCode.optional(),
  kind: PurchaseKind.optional(),
  ...period,
})
export const MyPurchaseQuery = PageQuery.extend(MyTotalsQuery.shape)
export const PurchaseTotals = z
  .object({
    /** Sales less returns, per currency and store, of the purchases that the filter keeps. */
    items: z.array(
      z.object({
        currency: z.string(),
        store: StoreName,
        purchases: z.int(),
        spent: z.int(),
        returned: z.int(),
      }),
    ),
    nextCursor: z.null(),
  })
  .meta({ id: 'PurchaseTotals' })

/** Purchases that stand under the person's contacts but need one fact more. */
export const UnprovenPurchases = z
  .object({
    items: z.array(
      z.object({
        store: StoreName,
        count: z.int(),
        reason: z.enum(['older_than_180_days', 'found_by_phone', 'found_by_account']),
      }),
    ),
    nextCursor: z.null(),
  })
  .meta({ id: 'UnprovenPurchases' })
export const ProofInput = z
  .union([
    z.strictObject({ reference: Reference }),
    z.strictObject({ storeCode: StoreCode, purchasedOn: DayText }),
    z.strictObject({ name: text(200) }),
  ])
  .meta({
    id: 'ProofRequest',
    description: 'One fact: the receipt number, store and date, or the name given at the purchase',
  })
export const ProofResult = z.object({ proven: z.int(), remaining: z.int() }).meta({ id: 'ProofResult' })
export const PickUpInput = z
  .strictObject({ storeCode: StoreCode, reference: Reference, code: text(20) })
  .meta({ id: 'PickUpRequest', description: 'Receipt number and pick-up code as printed on the receipt' })
