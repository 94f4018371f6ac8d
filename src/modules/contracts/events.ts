import { z } from 'zod'
import { defineEvent } from '#platform/events.ts'

const subject = {
  contractIds: z.array(z.string()),
  purchaseId: z.string(),
  storeId: z.string(),
  purchaserIds: z.array(z.string()),
}

/** Covers were sold with a purchase. */
export const contractIssued = defineEvent(
  'contract.issued',
  z.object({ ...subject, purchasedAt: z.string() }),
)
export const contractCancelled = defineEvent(
  'contract.cancelled',
  z.object({ ...subject, reason: z.string() }),
)
