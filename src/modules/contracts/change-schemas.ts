import { z } from 'zod'
import { Clause, CoverKind } from '#modules/plans/index.ts'
import { DayText, InstantOutput } from '#platform/dates.ts'
import { idText, text } from '#platform/text.ts'

const QuoteId = z.string().meta({
  description: 'Made from all that the preview says; send it back to confirm',
  examples: ['qt_6f1e0c…'],
})

export const CancellationQuoteView = z
  .object({
    quoteId: QuoteId,
    contractId: idText('ctr'),
    on: DayText.meta({ description: 'The day of cancelling, which counts as used' }),
    validUntil: InstantOutput,
    currency: z.string(),
    premium: z.int(),
    rule: z.enum(['free_period', 'by_days_left', 'claim_fulfilled']).meta({
      description:
        'All of it inside the free days; after them floor(premium part × days left ÷ days) of each cover, less the fee; nothing once a claim was fulfilled',
    }),
    freeUntil: DayText.nullable().meta({ description: 'Last day on which everything comes back' }),
    covers: z.array(
      z
        .object({
          kind: CoverKind,
          startsOn: DayText,
          endsOn: DayText,
          premiumPart: z.int(),
          days: z.int(),
          daysLeft: z.int(),
          refund: z.int(),
        })
        .meta({ id: 'CoverRefund' }),
    ),
    fee: z.int(),
    refund: z.int(),
    clause: Clause.nullable().meta({ description: 'The clause of the plan that speaks of cancelling' }),
  })
  .meta({ id: 'CancellationQuote' })
export const ReinstatementQuoteView = z
  .object({
    quoteId: QuoteId,
    contractId: idText('ctr'),
    currency: z.string(),
    payBack: z
      .int()
      .meta({ description: 'What was due to the buyer when it ended, and is due from them again' }),
  })
  .meta({ id: 'ReinstatementQuote' })

export const ConfirmInput = z.strictObject({ quoteId: text(80) }).meta({ id: 'QuoteConfirmation' })
export const VoidReason = z
  .enum([
    'date_false',
    'serial_reused',
    'not_eligible',
    'issued_in_error',
    'duplicate',
    'not_paid',
    'fraud',
    'other',
  ])
  .meta({ id: 'VoidReason' })
export const VoidInput = z
  .strictObject({
    reasonCode: VoidReason,
    note: text(1000)
      .nullable()
      .default(null)
      .meta({ description: 'Kept sealed, and shown to the desk alone' }),
  })
  .refine((input) => input.reasonCode !== 'other' || input.note !== null, {
    path: ['note'],
    error: 'must say why where the reason is `other`',
    params: { code: 'note_missing' },
  })
  .meta({ id: 'VoidRequest' })
