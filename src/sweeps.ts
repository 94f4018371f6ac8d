import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { instantAfter } from '#platform/dates.ts'
import type { JobHandler } from '#platform/jobs.ts'
import { defineJob, handle } from '#platform/jobs.ts'

const sweepOldRowsJob = defineJob('platform.sweep-old-rows', z.object({}).loose())

/** Answers kept for Idempotency-Keys go after 30 days, events that every subscriber has had after 7. */
async function sweepOldRows(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  await sql`delete from idempotency_keys where created_at < ${instantAfter(now, { hours: -30 * 24 })}`.execute(
    ctx.db,
  )
  await sql`delete from outbox where at < ${instantAfter(now, { hours: -7 * 24 })}
    and xid < (select min(last_xid) from subscriptions)`.execute(ctx.db)
}

export const platformJobs: readonly JobHandler[] = [handle(sweepOldRowsJob, sweepOldRows)]
