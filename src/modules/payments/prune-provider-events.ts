import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { instantAfter } from '#platform/dates.ts'
import type { JobHandler } from '#platform/jobs.ts'
import { defineJob, handle } from '#platform/jobs.ts'

const keptDays = 30

/** Run every hour. */
export const pruneEventsJob = defineJob('payments.prune-provider-events', z.object({}))

/**
 * Messages of providers lose their body 30 days after they were worked on: it can name people. Source and id stay, so
 * that one that comes again is still known; what waits keeps all.
 */
async function pruneEvents(ctx: Context): Promise<void> {
  const before = instantAfter(ctx.clock.now(), { hours: -24 * keptDays })
  await inTransaction(ctx, async (tx) => {
    await sql`update provider_events set body_sealed = null
      where body_sealed is not null and done_at < ${before}`.execute(tx)
  })
}

export const pruneJobs: readonly JobHandler[] = [handle(pruneEventsJob, pruneEvents)]
