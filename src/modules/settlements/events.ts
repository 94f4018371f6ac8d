import { z } from 'zod'
import { defineEvent } from '#platform/events.ts'

/** A settlement is in another state than before; with the coupons that it used (M25). */
export const settlementChanged = defineEvent(
  'settlement.changed',
  z.object({
    settlementId: z.string(),
    storeId: z.string(),
    organisationId: z.string(),
    reference: z.string(),
    state: z.string(),
    reason: z.string().nullable(),
    currency: z.string(),
    amountDue: z.int(),
    refunded: z.int(),
    couponsUsed: z.array(z.object({ couponId: z.string(), amount: z.int() })),
    purchaserIds: z.array(z.string()),
    at: z.string(),
  }),
)
