import { z } from 'zod'
import { defineEvent } from '#platform/events.ts'

const Use = z.object({
  couponId: z.string(),
  settlementId: z.string(),
  amount: z.number(),
  /** Whom the news concerns; nobody where a code was shown without a buyer. */
  purchaserIds: z.array(z.string()),
  at: z.string(),
})
/** A coupon was used up by a settlement that is paid. */
export const couponUsed = defineEvent('coupon.used', Use)
/** A use came back with a full refund. */
export const couponRestored = defineEvent('coupon.restored', Use)
