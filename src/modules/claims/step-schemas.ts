import { z } from 'zod'
import { Amount } from '#platform/money.ts'
import { text } from '#platform/text.ts'
import { ClaimState, RejectionReason, Route } from './schemas.ts'

const note = text(4000).nullable().default(null)
const version = z
  .int()
  .min(1)
  .nullable()
  .default(null)
  .meta({ description: 'The version that was looked at; refused as `claim_changed` if it is another now' })
export const DecisionInput = z
  .discriminatedUnion('decision', [
    z.strictObject({
      decision: z.literal('accept'),
      estimate: Amount.meta({ description: 'Cost of the repair, from which the payment is computed' }),
      route: Route.nullable().default(null).meta({ description: "null: the plan's first" }),
      goodwill: z
        .boolean()
        .default(false)
        .meta({ description: 'Paid whatever the rules say; spends no limit' }),
      note,
      version,
    }),
    z.strictObject({ decision: z.literal('reject'), reasonCode: RejectionReason, note: text(4000), version }),
  ])
  .meta({ id: 'ClaimDecisionRequest' })
export const ConfirmationInput = z
  .strictObject({ agree: z.boolean(), note, version })
  .meta({ id: 'ClaimConfirmationRequest' })
export const QuestionInput = z
  .strictObject({ question: text(4000), version })
  .meta({ id: 'ClaimQuestionRequest' })
export const AnswerInput = z.strictObject({ answer: text(4000) }).meta({ id: 'ClaimAnswerRequest' })
export const AppealInput = z.strictObject({ reason: text(4000) }).meta({ id: 'ClaimAppealRequest' })
export const AdvanceInput = z
  .strictObject({
    to: ClaimState.meta({ description: 'The step expected next; refused if it is another' }),
    note,
    tracking: text(100).nullable().default(null),
    cost: Amount.nullable()
      .default(null)
      .meta({ description: 'With `repaired`: what the repair cost in the end' }),
    newSerialNumber: text(100)
      .nullable()
      .default(null)
      .meta({ description: 'Of the unit given in exchange' }),
    version,
  })
  .meta({ id: 'ClaimAdvanceRequest' })
export const RemedyInput = z
  .strictObject({
    remedy: z.enum(['order_replacement', 'issue_coupon', 'refund']),
    reference: text(100).nullable().default(null).meta({
      description:
        "Order number, coupon or payment in the store's system; null with `issue_coupon`: a coupon is made here and goes to the buyer",
    }),
    note,
    version,
  })
  .meta({ id: 'ClaimRemedyRequest' })
export const BlockInput = z
  .strictObject({
    reason: text(200).nullable().meta({ description: 'null: nothing stands in the way any more' }),
  })
  .meta({ id: 'ClaimBlockRequest' })
export const NoteInput = z.strictObject({ note: text(4000) }).meta({ id: 'ClaimNoteRequest' })
export const EmptyInput = z.strictObject({}).meta({ id: 'EmptyRequest' })
