import { z } from 'zod'
import { TaxCategory } from '#modules/catalog/index.ts'
import { Funder } from '#modules/coupons/index.ts'
import { StoreCode, StoreName } from '#modules/identity/index.ts'
import { DayText, InstantOutput } from '#platform/dates.ts'
import { Amount } from '#platform/money.ts'
import { PageQuery, pageOf } from '#platform/paging.ts'
import { idText, text } from '#platform/text.ts'
import { TenderKind } from './schemas.ts'

export const RegisterName = text(40).meta({ description: 'As the store calls the register', examples: ['1'] })

export const OpenRegisterInput = z
  .strictObject({
    register: RegisterName,
    openingCash: Amount.meta({ description: 'What lies in the drawer before the first sale' }),
  })
  .meta({ id: 'OpenRegisterRequest' })
export const CashMoveInput = z
  .strictObject({
    amount: z
      .int()
      .refine((amount) => amount !== 0, { error: 'must not be 0', params: { code: 'amount_zero' } })
      .meta({ description: 'Into the drawer where positive, out of it where negative' }),
    reason: text(200),
  })
  .meta({ id: 'CashMoveRequest' })
export const CloseRegisterInput = z
  .strictObject({
    counted: z
      .array(
        z.strictObject({
          denomination: z.int().min(1).max(1_000_000_000),
          pieces: z.int().min(0).max(1_000_000),
        }),
      )
      .max(40)
      .refine((counted) => new Set(counted.map((c) => c.denomination)).size === counted.length, {
        error: 'must have each denomination once',
        params: { code: 'denomination_twice' },
      })
      .meta({ description: 'Coins and notes of the drawer, in minor units' }),
  })
  .meta({ id: 'CloseRegisterRequest' })

const CashMove = z
  .object({ n: z.int(), amount: z.int(), reason: z.string(), at: InstantOutput, by: z.string() })
  .meta({ id: 'CashMove' })

/** What a register took on a day, as 点検 and 精算 print it. */
export const RegisterReport = z
  .object({
    sales: z.object({
      count: z.int(),
      price: z.int(),
      discount: z.int(),
      total: z.int(),
      couponsAsMoney: z.int(),
      amountDue: z.int(),
    }),
    refunds: z.object({ count: z.int(), total: z.int(), amount: z.int() }),
    tenders: z.array(z.object({ kind: TenderKind, count: z.int(), taken: z.int(), refunded: z.int() })),
    rates: z.array(
      z.object({
        taxCategory: TaxCategory,
        basisPoints: z.int(),
        due: z.int(),
        tax: z.int(),
        refundedDue: z.int(),
        refundedTax: z.int(),
      }),
    ),
    coupons: z.array(
      z.object({
        couponId: idText('cpn'),
        name: z.object({ ja: z.string(), en: z.string().nullable(), zh: z.string().nullable() }),
        funder: Funder,
        count: z.int(),
        amount: z.int(),
      }),
    ),
    cash: z.object({
      opening: z.int(),
      taken: z.int().meta({ description: 'Handed over, less the change' }),
      refunded: z.int(),
      moved: z.int(),
      expected: z.int(),
    }),
  })
  .meta({ id: 'RegisterReport' })
export type RegisterReport = z.output<typeof RegisterReport>

export const RegisterDayView = z
  .object({
    id: idText('rgd'),
    store: StoreName,
    register: z.string(),
    number: z.int().meta({ description: 'Counted by register, without a gap' }),
    currency: z.string(),
    businessDay: DayText,
    openedAt: InstantOutput,
    openingCash: z.int(),
    closedAt: InstantOutput.nullable(),
    countedCash: z.int().nullable(),
    expectedCash: z.int().nullable(),
    difference: z.int().nullable().meta({ description: 'Counted less expected' }),
    counted: z.array(z.object({ denomination: z.int(), pieces: z.int() })),
    moves: z.array(CashMove),
    report: RegisterReport.meta({ description: 'As it stands now; of a closed day as it stood' }),
  })
  .meta({ id: 'RegisterDay' })
export const RegisterDayRow = z
  .object({
    id: idText('rgd'),
    register: z.string(),
    number: z.int(),
    businessDay: DayText,
    openedAt: InstantOutput,
    closedAt: InstantOutput.nullable(),
    openingCash: z.int(),
    expectedCash: z.int().nullable(),
    countedCash: z.int().nullable(),
  })
  .meta({ id: 'RegisterDayRow' })
export const RegisterDayPage = pageOf(RegisterDayRow, 'RegisterDayPage')
export const RegisterDayQuery = PageQuery.extend({ register: RegisterName.optional() })
export const CurrentRegisterQuery = z.object({ register: RegisterName })
export const RegisterDayParams = z.object({ storeCode: StoreCode, dayId: text(60) })
