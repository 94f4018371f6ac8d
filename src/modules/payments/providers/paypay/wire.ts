import { z } from 'zod'

/**
 * What we read of PayPay's JSON (Open Payment API 2, dynamic QR). Every answer has `resultInfo`; statuses stay plain
 * text, since `map.ts` takes one that it does not know for "not decided yet". Times are seconds since 1970.
 */
export const Body = z.object({ resultInfo: z.object({ code: z.string() }), data: z.unknown() })

const Amount = z.object({ amount: z.int(), currency: z.string() })

export const Code = z.object({ codeId: z.string().min(1), url: z.url(), expiryDate: z.int() })

export const Refund = z.object({
  status: z.string(),
  merchantRefundId: z.string(),
  paymentId: z.string().nullable().default(null),
})
export type Refund = z.infer<typeof Refund>

export const Payment = z.object({
  status: z.string(),
  /** Only once somebody pays. */
  paymentId: z.string().nullable().default(null),
  amount: Amount.nullable().default(null),
  /** When it was completed. */
  acceptedAt: z.int().nullable().default(null),
  canceledAt: z.int().nullable().default(null),
  refunds: z
    .object({ data: z.array(Refund).nullable().default(null) })
    .nullable()
    .default(null),
})
export type Payment = z.infer<typeof Payment>

/** A message. Those about files name no order. */
export const Message = z.object({
  notification_type: z.string().min(1).max(100),
  notification_id: z.string().max(200).nullable().default(null),
  merchant_id: z.string().max(100).nullable().default(null),
  order_id: z.string().max(100).nullable().default(null),
  merchant_order_id: z.string().max(100).nullable().default(null),
  state: z.string().max(100).nullable().default(null),
})
