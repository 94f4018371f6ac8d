import { instantAfter } from '#platform/dates.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { JobHandler } from '#platform/jobs.ts'
import { defineJob, handle } from '#platform/jobs.ts'
import { forgetUsedTokens } from './member-token.ts'

/** Run every hour. */
export const sweepSignInsJob = defineJob('identity.sweep-sign-ins', z.object({}))

/**
 * Removes sessions, codes and used tokens that are over, counts that count no more, and users of the library that stand for
 * nobody (their transaction of ours failed). Sessions and codes go by the machine's clock, as they were made.
 */
async function sweepSignIns(ctx: Context): Promise<void> {
  const dayAgo = instantAfter(ctx.clock.now(), { hours: -25 })
  await inTransaction(ctx, async (tx) => {
    await sql`delete from auth_sessions where expires_at < now()`.execute(tx)
    await sql`delete from auth_verifications where expires_at < now()`.execute(tx)
    await sql`delete from sign_in_limits where started_at < ${dayAgo}`.execute(tx)
    await forgetUsedTokens(tx, ctx.clock.now())
    await sql`delete from auth_users u where u.created_at < now() - interval '1 day'
      and not exists (select from sign_in_identities i where i.auth_user_id = u.id)`.execute(tx)
  })
}

export const identityJobs: readonly JobHandler[] = [handle(sweepSignInsJob, sweepSignIns)]
