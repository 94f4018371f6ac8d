import { z } from 'zod'
import { defineEvent } from '#platform/events.ts'

/** An attempt is in another state than before. */
export const paymentChanged = defineEvent(
  'payment.changed',
  z.object({ attemptId: z.string(), subjectKind: z.string(), subjectId: z.string(), state: z.string() }),
)
/** A refund has an outcome, or nobody knows it (`unknown`). One that failed gave its amount back to be refunded. */
export const refundChanged = defineEvent(
  'refund.changed',
  z.object({
    refundId: z.string(),
    attemptId: z.string(),
    subjectKind: z.string(),
    subjectId: z.string(),
    state: z.string(),
    amount: z.int(),
  }),
)
