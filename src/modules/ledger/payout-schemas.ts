import { z } from 'zod'
import { StoreName } from '#modules/identity/index.ts'
import { DayText, InstantOutput } from '#platform/dates.ts'
import { Currency } from '#platform/money.ts'
import { pageOf } from '#platform/paging.ts'
import { idText } from '#platform/text.ts'

export const PayoutRunInput = z
  .strictObject({
    upTo: DayText.meta({ description: 'The last day that counts, in the zones of the stores' }),
    currency: Currency,
  })
  .meta({ id: 'PayoutRunRequest' })
export const PayoutRunParams = z.object({ runId: idText('prn') })
export const PayoutParams = z.object({ payoutId: idText('pyt') })

export const PayoutLinesView = z
  .object({
    sales: z.int().meta({ description: 'Paid by buyers, without what coupons of others paid' }),
    couponsOfOthers: z.int(),
    refunds: z.int(),
    other: z.int().meta({ description: 'Claims and whatever else is the store’s' }),
    cashKept: z.int().meta({ description: 'Cash that the store has already' }),
    fees: z.int().meta({ description: 'Of payment providers' }),
    premiumsDue: z.int().meta({ description: 'Premiums and deductibles that the store took' }),
  })
  .meta({
    id: 'PayoutLines',
    description: 'Minor units: above zero what comes to the store, below what comes off',
  })
export const PayoutView = z
  .object({
    id: idText('pyt'),
    store: StoreName,
    carriedIn: z.int().meta({ description: 'Left below zero by the run before; 0 otherwise' }),
    lines: PayoutLinesView,
    amount: z.int().meta({ description: 'What is paid; never below zero' }),
    carriedOut: z.int().meta({ description: 'Left below zero, carried to the next run' }),
  })
  .meta({ id: 'Payout' })
export const PayoutRunView = z
  .object({
    id: idText('prn'),
    currency: z.string(),
    upTo: DayText,
    state: z.enum(['prepared', 'confirmed', 'discarded']),
    preparedAt: InstantOutput,
    confirmedAt: InstantOutput.nullable(),
    amount: z.int().meta({ description: 'Of all payouts that the caller sees' }),
    payouts: z.array(PayoutView),
  })
  .meta({ id: 'PayoutRun' })
export const PayoutRunPage = pageOf(PayoutRunView, 'PayoutRunPage')
