import { z } from 'zod'
import { defineEvent } from '#platform/events.ts'

/** Items of a store are new or have changed; the codes are those of one chunk of a push. */
export const itemsChanged = defineEvent(
  'catalog.items-changed',
  z.object({ storeId: z.string(), codes: z.array(z.string()) }),
)
