import { z } from 'zod'
import { defineEvent } from '#platform/events.ts'

/** Contracts that were sold before there were books; left by the migration that made the books. */
export const contractsToBook = defineEvent('contract.to-book', z.object({ contractIds: z.array(z.string()) }))
