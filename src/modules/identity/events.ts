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
