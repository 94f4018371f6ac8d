import { z } from 'zod'
import { ItemCode } from '#modules/catalog/index.ts'
import { StoreCode } from '#modules/identity/index.ts'
import { DayText } from '#platform/dates.ts'
import { Amount } from '#platform/money.ts'
import { text } from '#platform/text.ts'

export const Funder = z.enum(['shop', 'third_party', 'platform', 'prepaid']).meta({ id: 'CouponFunder' })
export const FaceBasis = z.enum(['net', 'gross']).meta({ id: 'FaceBasis' })
export type FaceBasis = z.output<typeof FaceBasis>

/** Everything that a coupon is. */
export const CouponTerms = z
  .strictObject({
    name: z.strictObject({
      ja: text(200),
      en: text(200).nullable().default(null),
      zh: text(200).nullable().default(null),
    }),
    description: text(2000).nullable().default(null),
    discount: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('amount'), amount: z.int().min(1).max(Number.MAX_SAFE_INTEGER) }),
      z.strictObject({ kind: z.literal('rate'), basisPoints: z.int().min(1).max(10_000) }),
    ]),
    funder: Funder.default('shop'),
    /** Who owes the discount where the funder is a third party; printed. */
    sponsor: text(200).nullable().default(null),
    faceBasis: FaceBasis.default('net'),
    /** Every condition given must hold for a line; null: no condition. */
    scope: z
      .strictObject({
        storeCodes: z.array(StoreCode).min(1).max(1000).nullable().default(null),
        itemCodes: z.array(ItemCode).min(1).max(10_000).nullable().default(null),
        categories: z.array(text(200)).min(1).max(1000).nullable().default(null),
        makers: z.array(text(200)).min(1).max(1000).nullable().default(null),
      })
      .default({ storeCodes: null, itemCodes: null, categories: null, makers: null }),
    /** With tax, of the lines in scope. */
    minimum: z
      .strictObject({
        amount: Amount,
        basis: z.enum(['before_discounts', 'after_discounts']).default('before_discounts'),
      })
      .nullable()
      .default(null),
    /** Days in the store's zone, both included; null: open. */
    firstDay: DayText.nullable().default(null),
    lastDay: DayText.nullable().default(null),
    limits: z
      .strictObject({
        uses: z.int().min(1).max(1_000_000_000).nullable().default(null),
        usesPerBuyer: z.int().min(1).max(1_000_000).nullable().default(null),
        amount: z.int().min(1).max(Number.MAX_SAFE_INTEGER).nullable().default(null),
      })
      .default({ uses: null, usesPerBuyer: null, amount: null }),
    /** `exclusive` stands alone; `stackable` goes with coupons of other classes, one of each class. */
    stacking: z.enum(['exclusive', 'stackable']).default('exclusive'),
    stackingClass: text(60).default('default'),
    priority: z.int().min(0).max(1_000_000).default(100).meta({ description: 'Lower ones are taken first' }),
  })
  .meta({ id: 'CouponTerms' })
export type CouponTerms = z.output<typeof CouponTerms>
