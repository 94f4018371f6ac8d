import { z } from 'zod'
import { StoreCode } from '#modules/identity/index.ts'
import { DayText, InstantOutput } from '#platform/dates.ts'
import { Currency } from '#platform/money.ts'
import { pageOf } from '#platform/paging.ts'
import { idText, text } from '#platform/text.ts'
import { CouponTerms } from './schemas.ts'

const {
  name,
  description,
  discount,
  funder,
  sponsor,
  faceBasis,
  minimum,
  stacking,
  stackingClass,
  priority,
} = CouponTerms.shape

export const HoldingState = z
  .enum(['usable', 'used', 'expired', 'not_started', 'used_up', 'paused'])
  .meta({ id: 'CouponHoldingState', description: 'used: by this buyer; used_up: by all buyers together' })
export const HoldingView = z
  .object({
    id: idText('cph'),
    couponId: idText('cpn'),
    state: HoldingState,
    name,
    description,
    issuer: z.string().meta({ description: 'Whose coupon it is' }),
    currency: Currency,
    discount,
    funder,
    sponsor,
    faceBasis: faceBasis.meta({ description: 'net: an amount comes off the price without tax' }),
    minimum,
    storeCodes: z.array(StoreCode).nullable().meta({ description: 'null: all stores of the issuer' }),
    everywhere: z.boolean().meta({ description: 'A coupon of the platform, for the stores of all' }),
    itemCodes: z.array(z.string()).nullable(),
    categories: z.array(z.string()).nullable(),
    makers: z.array(z.string()).nullable(),
    stacking,
    stackingClass,
    priority,
    firstDay: DayText.nullable(),
    lastDay: DayText.nullable().meta({ description: 'With days given more because a use came back' }),
    usesLeft: z.int().min(0).nullable().meta({ description: 'Of this buyer; null: not limited' }),
    selectedFor: z.array(idText('pac')).meta({ description: 'Accounts at which it applies itself' }),
    addedAt: InstantOutput,
  })
  .meta({ id: 'CouponHolding' })
export const HoldingPage = pageOf(HoldingView, 'CouponHoldingPage')
export const HoldingParams = z.object({ holdingId: idText('cph') })
export const AddCouponInput = z.strictObject({ code: text(80) }).meta({ id: 'AddCouponRequest' })

export const AccountParams = z.object({ accountId: idText('pac') })
const holdingIds = z.array(idText('cph')).max(50)
export const SelectionInput = z.strictObject({ holdingIds }).meta({ id: 'CouponSelectionRequest' })
export const KioskInput = z
  .strictObject({ storeCode: StoreCode, memberToken: text(2000) })
  .meta({ id: 'KioskSessionRequest' })
export const KioskView = z
  .object({
    kioskToken: z.string(),
    expiresAt: InstantOutput,
    name: z.string().nullable().meta({ description: 'The first sign of each name alone' }),
    accounts: z.array(z.object({ id: idText('pac'), label: z.string() })),
    coupons: z.array(HoldingView).meta({ description: 'Those that can be used in this store now' }),
  })
  .meta({ id: 'KioskSession' })
export const KioskSelectionInput = z
  .strictObject({ kioskToken: text(2000), accountId: idText('pac'), holdingIds })
  .meta({ id: 'KioskSelectionRequest' })
