import type { JobHandler } from '#platform/jobs.ts'
import { pruneJobs } from './prune-provider-events.ts'
import { eventJobs } from './receive-provider-event.ts'
import { refundJobs } from './send-refund.ts'

export const paymentJobs: readonly JobHandler[] = [...refundJobs, ...eventJobs, ...pruneJobs]
