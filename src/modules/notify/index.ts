import { tellOfContracts } from './tell-contracts.ts'
import { tellClaimants, tellOverdue } from './tell-claims.ts'
import { tellReceivers } from './tell-receivers.ts'
import { tellBuyers, tellErased, tellStores } from './tell-people.ts'
import type { Subscription } from '#platform/events.ts'

export { notifyPersonalData } from './personal-data.ts'
export { notifyRoutes } from './routes.ts'
export { retryWebhooks } from './deliver-webhook.ts'
export { sealedByNotify } from './sealed.ts'
export { notifyJobs, pruneMailboxJob } from './jobs.ts'

/** What is told to people, and to the servers of organisations, because of other modules' events. */
export const notifySubscriptions: readonly Subscription[] = [
  tellBuyers,
  tellStores,
  ...tellOfContracts,
  tellClaimants,
  tellOverdue,
  tellErased,
  tellReceivers,
]
