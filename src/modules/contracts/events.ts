import { z } from 'zod'
import { defineEvent } from '#platform/events.ts'

const subject = {
  contractIds: z.array(z.string()),
  purchaseId: z.string(),
  storeId: z.string(),
  purchaserIds: z.array(z.string()),
}

/** What a message to the buyer says of one contract. */
const issued = z.object({
  number: z.string(),
  item: z.string(),
  plan: z.object({ ja: z.string(), en: z.string().nullable(), zh: z.string().nullable() }),
  startsOn: z.string(),
  lastDay: z.string(),
})

/** Covers were sold with a purchase. */
export const contractIssued = defineEvent(
  'contract.issued',
  z.object({ ...subject, purchasedAt: z.string(), contracts: z.array(issued) }),
)
/** What a message to the buyer says of a contract that ended, or stands again. */
const standing = z.object({
  number: z.string(),
  item: z.string(),
  currency: z.string(),
  /** What comes back, in minor units. */
  refundDue: z.int(),
})
const ended = z.object({ ...subject, reason: z.string(), contracts: z.array(standing).default([]) })

/** Covers ended: given up, or what they cover came back. `reason` as the contract keeps it. */
export const contractCancelled = defineEvent('contract.cancelled', ended)
/** The desk found that a contract should never have stood. */
export const contractVoided = defineEvent('contract.voided', ended)
/** A contract that had ended is in force again. */
export const contractReinstated = defineEvent(
  'contract.reinstated',
  z.object({ ...subject, contracts: z.array(standing).default([]) }),
)

/** A claim was performed on a contract: its limit may be used up, its covers may have moved. */
export const contractPerformed = defineEvent(
  'contract.performed',
  z.object({ contractIds: z.array(z.string()), purchaseId: z.string(), storeId: z.string() }),
)
