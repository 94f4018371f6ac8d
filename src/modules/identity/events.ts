import { z } from 'zod'
import { defineEvent } from '#platform/events.ts'

/**
 * Somebody proved that a contact is theirs, so what stores reported under it is theirs too. `purchaserId` is the
 * identity under which the contact stood; `purchaserIds` are all whom the news concerns.
 */
export const contactProven = defineEvent(
  'contact.proven',
  z.object({ purchaserId: z.uuid(), purchaserIds: z.array(z.uuid()) }),
)

/** A person was erased with the identities linked to them; the stores whose buyer they were are to know. */
export const purchaserErased = defineEvent(
  'purchaser.erased',
  z.object({ purchaserIds: z.array(z.uuid()), storeIds: z.array(z.uuid()), at: z.string() }),
)
