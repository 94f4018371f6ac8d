import { z } from 'zod'
import { defineEvent } from '#platform/events.ts'

/** A claim went on: it was filed, asked about, decided, or moved a step. */
export const claimChanged = defineEvent(
  'claim.changed',
  z.object({
    claimId: z.string(),
    contractIds: z.array(z.string()),
    purchaseId: z.string(),
    storeId: z.string(),
    purchaserIds: z.array(z.string()),
    kind: z.string(),
    state: z.string(),
    /** Only the desk sees it; nobody is told. */
    internal: z.boolean(),
    at: z.string(),
    receptionNumber: z.string(),
    item: z.string(),
    guest: z.boolean(),
  }),
)
/** The deadline for a decision has passed. */
export const claimEscalated = defineEvent(
  'claim.escalated',
  z.object({ claimId: z.string(), storeId: z.string(), receptionNumber: z.string(), dueOn: z.string() }),
)
/** Claims that were filed before there were books; left by the migration that made the books. */
export const claimsToBook = defineEvent('claim.to-book', z.object({ claimIds: z.array(z.string()) }))
