import { sql } from 'kysely'
import { audit } from '#platform/audit.ts'
import { invalidate } from '#platform/caches.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { OrganisationId } from '#platform/ids.ts'
import { clockBackward, notASandbox } from './errors.ts'
import { organisationsById } from './organisations.ts'

/** Runs work while nobody else sets the clock of this organisation. */
export async function lockSandbox(
  ctx: Context,
  id: OrganisationId,
  work: () => Promise<void>,
): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`sandbox ${id}`}, 0))`.execute(tx)
    await work()
  })
}

/** Sets a test organisation's clock, never backward. @throws notASandbox, clockBackward */
export async function setOrganisationClock(ctx: Context, id: OrganisationId, at: InstantText): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { rows } = await sql<{ mode: string; clock_at: InstantText | null }>`
      select mode, clock_at from organisations where id = ${id} for update`.execute(tx)
    const row = rows[0]
    if (row?.mode !== 'test') throw notASandbox()
    const now = row.clock_at ?? ctx.clock.now()
    if (Temporal.Instant.compare(at, now) < 0) throw clockBackward(now)
    await sql`update organisations set clock_at = ${at} where id = ${id}`.execute(tx)
    await audit(tx, ctx, {
      bucket: 0,
      organisationId: id,
      entity: 'organisation',
      entityId: id,
      before: { clockAt: row.clock_at },
      after: { clockAt: at },
    })
    await invalidate(tx, organisationsById)
  })
  // This process's next read must be fresh; the others hear of it.
  ctx.caches.drop(organisationsById.name)
}
