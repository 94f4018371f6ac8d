import { z } from 'zod'
import { StoreCode } from '#modules/identity/index.ts'
import { DayText, InstantOutput } from '#platform/dates.ts'
import { Amount, Currency } from '#platform/money.ts'
import { PageQuery, pageOf } from '#platform/paging.ts'
import { text } from '#platform/text.ts'
import { isGtin } from './model.ts'

/** Tax categories by the names of JP PINT: standard, reduced, zero-rated, non-taxable, out of scope. */
export const TaxCategory = z.enum(['S', 'AA', 'G', 'E', 'O']).meta({ id: 'TaxCategory' })
/** Exact: case counts, so `85123a` and `85123A` are two items. */
export const ItemCode = text(100).meta({
  description: "The store's own code; exact, case counts",
  examples: ['TV-55X90'],
})

const fields = {
  code: ItemCode,
  name: text(500),
  maker: text(200).nullable().default(null),
  model: text(200).nullable().default(null),
  gtin: z
    .string()
    .refine(isGtin, {
      error: 'must be a GTIN of 8, 12, 13 or 14 digits with a right check digit',
      params: { code: 'gtin_check_digit' },
    })
    .nullable()
    .default(null),
  category: text(200).nullable().default(null),
  price: Amount.nullable().default(null),
  currency: Currency.nullable().default(null),
  taxCategory: TaxCategory.default('S'),
  makerWarrantyMonths: z.int().min(0).max(600).nullable().default(null),
  launchedOn: DayText.nullable().default(null),
}
/** One row of a catalogue push: the item as it is now, whole; what is left out is empty. */
export const ItemInput = z
  .strictObject({ ...fields, deleted: z.boolean().default(false) })
  .meta({ id: 'ItemRequest' })
export type ItemInput = z.output<typeof ItemInput>
export const ItemRows = z
  .array(z.unknown())
  .max(200_000)
  .meta({ id: 'ItemRows', description: 'Rows of `ItemInput`; a wrong row is refused alone' })

export const ItemView = z
  .object({
    storeCode: StoreCode,
    code: z.string(),
    name: z.string(),
    maker: z.string().nullable(),
    model: z.string().nullable(),
    gtin: z.string().nullable(),
    category: z.string().nullable(),
    price: z.int().nullable(),
    currency: z.string().nullable(),
    taxCategory: TaxCategory,
    makerWarrantyMonths: z.int().nullable(),
    launchedOn: z.string().nullable(),
    deleted: z.boolean(),
    version: z.int(),
    updatedAt: InstantOutput,
  })
  .meta({ id: 'Item' })
export const ItemPage = pageOf(ItemView, 'ItemPage')
export const ItemChange = z
  .object({ version: z.int(), changedAt: InstantOutput, item: ItemView })
  .meta({ id: 'ItemChange' })
export const ItemHistory = z
  .object({ items: z.array(ItemChange), nextCursor: z.string().nullable() })
  .meta({ id: 'ItemHistory' })
export const ItemQuery = PageQuery.extend({
  q: text(200, 0).optional().meta({ description: 'Part of code, name, model or GTIN' }),
  category: text(200, 0).optional(),
  deleted: z.stringbool().default(false),
})
export const ItemParams = z.object({ storeCode: StoreCode, code: ItemCode })

export const RejectedRow = z
  .object({
    row: z.int().meta({ description: 'Counted from 1' }),
    code: z.string().nullable(),
    errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })),
  })
  .meta({ id: 'RejectedRow' })
export const PutItemsResult = z
  .object({
    received: z.int(),
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    rejectedCount: z.int(),
    rejected: z.array(RejectedRow).meta({ description: 'The first 1,000 refused rows' }),
  })
  .meta({ id: 'PutItemsResult' })
