import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { JobHandler } from '#platform/jobs.ts'
import { defineJob, handle } from '#platform/jobs.ts'

const sweepOldRowsJob = defineJob('platform.sweep-old-rows', z.object({}).loose())

/** Answers kept for Idempotency-Keys go after 30 days, events that every subscriber has had after 7. */
async function sweepOldRows(ctx: Context): Promise<void> {
  const now = Temporal.Instant.from(ctx.clock.now())
  await sql`delete from idempotency_keys where created_at < ${now.subtract({ hours: 30 * 24 }).toString()}`.execute(
    ctx.db,
  )
  await sql`delete from outbox where at < ${now.subtract({ hours: 7 * 24 }).toString()}
    and xid < (select min(last_xid) from subscriptions)`.execute(ctx.db)
}

export const platformJobs: readonly JobHandler[] = [handle(sweepOldRowsJob, sweepOldRows)]
