import { z } from 'zod'

/**
 * What we read of Stripe's JSON. Statuses and codes stay plain text: Stripe adds new ones at any time, and `map.ts`
 * takes one that it does not know for "not decided yet". Amounts are in the currency's smallest unit, as ours.
 */
const ErrorFields = z.object({
  code: z.string().nullish(),
  decline_code: z.string().nullish(),
})
export const Refund = z.object({
  id: z.string(),
  status: z.string().nullable(),
  amount: z.int(),
  failure_reason: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
})
export type Refund = z.infer<typeof Refund>

export const PaymentIntent = z.object({
  id: z.string(),
  status: z.string(),
  amount: z.int(),
  amount_received: z.int(),
  currency: z.string(),
  metadata: z.record(z.string(), z.string()),
  last_payment_error: ErrorFields.nullish(),
  next_action: z.object({ redirect_to_url: z.object({ url: z.url() }).nullish() }).nullish(),
  /** The whole charge where it was asked for, else its id. */
  latest_charge: z.union([z.string(), z.object({ amount_refunded: z.int() })]).nullish(),
})
export type PaymentIntent = z.infer<typeof PaymentIntent>

/** The object inside an event: a payment, a charge or a refund, each with the metadata that we gave. */
export const Event = z.object({
  id: z.string().min(1).max(255),
  type: z.string(),
  data: z.object({ object: z.object({ metadata: z.record(z.string(), z.string()).nullish() }) }),
})

/** What the SDK throws. Without a status no answer came, or none that could be read. */
export const Failure = z.object({
  type: z.string(),
  statusCode: z.int().optional(),
  code: z.string().optional(),
  decline_code: z.string().optional(),
  param: z.string().optional(),
  payment_intent: z.object({ id: z.string() }).optional(),
})
export type Failure = z.infer<typeof Failure>
