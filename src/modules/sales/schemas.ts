import { z } from 'zod'
import { IssuedContract } from '#modules/contracts/index.ts'
import { PurchaseView } from '#modules/purchases/index.ts'
import { ProblemSchema } from '#platform/problems.ts'

/** The answer to a recorded purchase: the purchase, its contracts, and what the receipt needs. */
export const RecordedPurchase = PurchaseView.extend({
  contracts: z.array(IssuedContract),
  /** Printed on the receipt of a purchase for nobody: who presents it with the receipt number holds the purchase. */
  pickUpCode: z.string().nullable(),
}).meta({ id: 'RecordedPurchase' })

/** One answer line of a batch. */
export const BatchAnswer = z
  .object({
    row: z.int().meta({ description: 'Counted from 1; empty lines are not rows' }),
    status: z.int(),
    reference: z.string().nullable(),
    replayed: z.boolean(),
    purchase: z
      .object({
        id: z.string(),
        total: z.int(),
        pendingLines: z.int(),
        contracts: z.array(z.string()),
        planErrors: z.array(z.string()),
        pickUpCode: z.string().nullable(),
      })
      .nullable(),
    problem: ProblemSchema.nullable(),
  })
  .meta({ id: 'BatchAnswer' })
