import { z } from 'zod'
import { stepNames, taxCategories } from '#modules/tax/index.ts'
import { DayText } from '#platform/dates.ts'
import { PriceBasis } from './schemas.ts'

const Category = z.enum(taxCategories).meta({ id: 'JapaneseTaxCategory' })
const Rounding = z.enum(['floor', 'half_up', 'ceil']).meta({ id: 'Rounding' })
const FaceBasis = z.enum(['net', 'gross']).meta({ id: 'TaxFaceBasis' })
/** 500 lines of it, with tax, are still exact. */
const mostAmount = 1_000_000_000_000

const CalculationCoupon = z
  .strictObject({
    kind: z.enum(['amount', 'rate']),
    value: z
      .int()
      .min(1)
      .max(mostAmount)
      .meta({ description: 'Minor units of an amount, basis points of a rate (10,000 is the whole)' }),
    funder: z
      .enum(['shop', 'third_party', 'platform', 'prepaid'])
      .default('shop')
      .meta({ description: "The shop's lowers the price; all others are a means of payment" }),
    faceBasis: FaceBasis.default('net').meta({
      description: 'What a coupon of the shop comes off; all coupons of the shop share it',
    }),
    allocation: z
      .union([z.literal('pro_rata'), Category])
      .default('pro_rata')
      .meta({ description: 'Or the category that takes an amount first, the rest going to the others' }),
  })
  .superRefine(({ kind, value, funder, allocation }, ctx) => {
    if (kind === 'rate' && value > 10_000)
      ctx.addIssue({
        code: 'custom',
        path: ['value'],
        message: 'must be 10,000 basis points or less',
        params: { code: 'rate_too_high' },
      })
    if (allocation !== 'pro_rata' && (kind === 'rate' || funder !== 'shop'))
      ctx.addIssue({
        code: 'custom',
        path: ['allocation'],
        message: 'only an amount of the shop is allocated; all else is pro_rata',
        params: { code: 'allocation_not_possible' },
      })
  })
  .meta({ id: 'TaxCalculationCoupon' })

export const TaxCalculationInput = z
  .strictObject({
    profile: z.strictObject({
      taxStatus: z.enum(['exempt', 'taxable', 'registered']),
      rounding: Rounding.default('floor'),
      discountRounding: Rounding.default('floor').meta({
        description: 'How the share of a rate coupon becomes whole: a matter of trade, not of tax law',
      }),
    }),
    priceBasis: PriceBasis.default('inclusive'),
    lines: z
      .array(
        z.strictObject({
          amount: z.int().min(0).max(mostAmount).meta({ description: 'Of all units, in minor units' }),
          taxCategory: Category.default('S'),
          date: DayText.meta({ description: 'Of the supply: it decides the rate' }),
        }),
      )
      .min(1)
      .max(500),
    coupons: z.array(CalculationCoupon).max(20).default([]).meta({ description: 'Taken in this order' }),
  })
  .superRefine(({ coupons }, ctx) => {
    const first = coupons.find(({ funder }) => funder === 'shop')
    for (const [i, { funder, faceBasis }] of coupons.entries())
      if (funder === 'shop' && faceBasis !== first?.faceBasis)
        ctx.addIssue({
          code: 'custom',
          path: ['coupons', i, 'faceBasis'],
          message: 'must be that of the first coupon of the shop',
          params: { code: 'face_basis_mixed' },
        })
  })
  .meta({ id: 'TaxCalculationRequest' })
export type TaxCalculationInput = z.output<typeof TaxCalculationInput>

const rate = {
  category: Category.nullable().meta({ description: 'null where no tax is owed' }),
  basisPoints: z.int().nullable(),
}
const tax = z.int().nullable().meta({ description: 'null where no tax is owed' })

export const TaxCalculation = z
  .object({
    price: z.int().meta({ description: 'Before coupons, with tax' }),
    due: z.int().meta({ description: 'What the shop takes: the price after its own coupons' }),
    net: tax,
    tax,
    amountDue: z.int().meta({ description: "What the buyer pays: less others' coupons" }),
    taxes: z
      .array(
        z.object({
          ...rate,
          price: z.int(),
          basis: FaceBasis.meta({ description: 'What `discount` comes off' }),
          discount: z.int(),
          net: z.int(),
          tax: z.int(),
          due: z.int(),
        }),
      )
      .meta({ description: 'By rate, tax rounded once each; empty where none is owed' }),
    discounts: z.object({
      lines: z.array(z.object({ line: z.int(), amount: z.int(), due: z.int(), tax })),
      rates: z.array(z.object({ coupon: z.int(), ...rate, amount: z.int() })),
    }),
    coupons: z.array(
      z.object({
        taken: z.int(),
        lapsed: z.int().meta({ description: 'Of an amount what found nothing to come off' }),
        used: z.boolean().meta({ description: 'One that took nothing is not used up' }),
      }),
    ),
    tenders: z
      .array(z.object({ coupon: z.int(), funder: z.string(), amount: z.int() }))
      .meta({ description: "Others' coupons, which pay and leave price and tax whole" }),
    steps: z
      .array(
        z.object({
          of: z.enum(['rate', 'total']),
          ...rate,
          name: z.enum(stepNames),
          amount: z.int(),
          formula: z.string(),
        }),
      )
      .meta({ description: 'Every value on the way, by rate and then of the whole' }),
  })
  .meta({ id: 'TaxCalculation' })
