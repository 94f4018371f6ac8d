import { bookClaims, claimJobs, endWithContract, followCoupons } from '#modules/claims/index.ts'
import { identityJobs } from '#modules/identity/index.ts'
import { notifyJobs, notifySubscriptions } from '#modules/notify/index.ts'
import { paymentJobs } from '#modules/payments/index.ts'
import { matchPendingLines } from '#modules/purchases/index.ts'
import { followPayments, settlementJobs } from '#modules/settlements/index.ts'
import { bookPremiums } from '#modules/sales/index.ts'
import type { Services } from '#platform/context.ts'
import { startDispatcher } from '#platform/dispatcher.ts'
import { startJobs } from '#platform/job-runner.ts'
import type { JobHandler } from '#platform/jobs.ts'
import { freeJobsOfTheDead } from '#platform/worker-locks.ts'
import { sweepDue } from './due-works.ts'
import { platformJobs } from './sweeps.ts'

const jobs: readonly JobHandler[] = [
  ...identityJobs,
  ...notifyJobs,
  ...claimJobs,
  ...paymentJobs,
  ...settlementJobs,
  ...platformJobs,
]
const subscriptions = [
  matchPendingLines,
  ...endWithContract,
  followPayments,
  bookPremiums,
  bookClaims,
  followCoupons,
  ...notifySubscriptions,
]
/** Sweeps, by the minute of each hour at which they run. */
const hourly = new Map([
  ['platform.sweep-old-rows', 17],
  ['identity.sweep-sign-ins', 27],
  ['notify.prune-mailbox', 37],
  ['payments.prune-provider-events', 47],
])

/** Runs jobs and hands events to subscribers until it is stopped; what is under way is finished first. */
export async function startWorker(services: Services): Promise<{ nudge(): void; stop(): Promise<void> }> {
  const jobsAtWork = await startJobs(services, jobs, hourly)
  const dispatcher = await startDispatcher(services, subscriptions)
  const sweep = setInterval(
    () =>
      void Promise.all([freeJobsOfTheDead(services), sweepDue(services)]).catch((err: unknown) =>
        services.log.warn({ err }, 'sweep failed'),
      ),
    60_000,
  )
  return {
    nudge: () => dispatcher.nudge(),
    async stop() {
      clearInterval(sweep)
      await dispatcher.stop()
      await jobsAtWork.stop()
    },
  }
}
