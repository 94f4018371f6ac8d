import { z } from 'zod'
import { Reference } from '#modules/purchases/index.ts'
import { Amount } from '#platform/money.ts'
import { text } from '#platform/text.ts'
import { CouponUsed, TenderKind } from './schemas.ts'

export const RefundInput = z
  .strictObject({
    reference: Reference,
    reason: text(500),
    /** Units that come back now; left out: everything that is left. */
    lines: z
      .array(z.strictObject({ n: z.int().min(1).max(500), quantity: z.int().min(1).max(1_000_000) }))
      .min(1)
      .max(500)
      .optional(),
    expectedAmount: Amount.optional().meta({
      description: 'What the preview said; another amount is refused',
    }),
    register: text(40)
      .optional()
      .meta({ description: 'Whose drawer the cash leaves; that of the sale unless said' }),
  })
  .meta({ id: 'SettlementRefundRequest' })
export type RefundInput = z.output<typeof RefundInput>
export const RefundPreviewInput = z
  .strictObject({
    lines: z
      .array(z.strictObject({ n: z.int().min(1).max(500), quantity: z.int().min(1).max(1_000_000) }))
      .min(1)
      .max(500)
      .optional(),
  })
  .meta({ id: 'SettlementRefundPreviewRequest' })
export const RefundPreview = z
  .object({
    kind: z.enum(['void', 'refund']),
    amount: z.int(),
    tax: z.int().nullable(),
    tenders: z.array(z.object({ kind: TenderKind, amount: z.int() })),
    couponsRestored: z.array(CouponUsed),
    couponsShare: z.int().meta({ description: 'What goes back to funders of coupons' }),
    contractsEnded: z.array(z.string()).meta({ description: 'Warranty numbers of covers that end with it' }),
    returnInvoice: z.object({ owed: z.boolean(), voluntary: z.boolean() }),
  })
  .meta({ id: 'SettlementRefundPreview' })
export const VoidInput = z
  .strictObject({ reference: Reference, reason: text(500), register: text(40).optional() })
  .meta({ id: 'SettlementVoidRequest' })
