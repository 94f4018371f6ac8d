import { z } from 'zod'
import { defineEvent } from '#platform/events.ts'

const subject = { purchaseId: z.string(), storeId: z.string(), purchaserIds: z.array(z.string()) }

export const purchaseRecorded = defineEvent(
  'purchase.recorded',
  z.object({ ...subject, kind: z.enum(['sale', 'return', 'void']), revision: z.int() }),
)
/** Lines that waited for their codes have their names now. */
export const purchaseMatched = defineEvent(
  'purchase.matched',
  z.object({ ...subject, lines: z.array(z.int()) }),
)
/** The buyer said "not mine"; the store is to know. */
export const purchaseDisowned = defineEvent(
  'purchase.disowned',
  z.object({ ...subject, reference: z.string(), purchasedAt: z.string() }),
)
/** Somebody else holds the purchase from now on: picked up, or proved. */
export const purchaseBound = defineEvent('purchase.bound', z.object(subject))
