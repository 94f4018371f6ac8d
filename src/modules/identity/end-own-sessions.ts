import { sql } from 'kysely'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { bucketOf } from '#platform/ids.ts'
import { isOf, sessionOwner } from './own-sessions.ts'
import { dropSessions, invalidateSessions } from './sessions.ts'

/** Ends one of the caller's sessions, perhaps the present one. @throws notFound */
export async function endOwnSession(ctx: Context, id: string): Promise<{ done: true }> {
  const ended = await endSessions(ctx, sql`s.id = ${id}`)
  if (ended === 0) throw notFound('such session')
  return { done: true }
}

/** Ends all of the caller's sessions but the present one. */
export async function endOtherSessions(ctx: Context): Promise<{ done: true }> {
  await endSessions(ctx, sql`s.id <> ${sessionOwner(ctx).sessionId}`)
  return { done: true }
}

async function endSessions(ctx: Context, which: ReturnType<typeof sql>): Promise<number> {
  const owner = sessionOwner(ctx)
  const ended = await inTransaction(ctx, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      delete from auth_sessions s using sign_in_identities i
      where i.auth_user_id = s.user_id and ${isOf(owner)} and ${which} returning s.id`.execute(tx)
    if (rows.length === 0) return 0
    await invalidateSessions(tx)
    const organisationId = ctx.actor.kind === 'staff' ? ctx.actor.organisationId : null
    const about = { bucket: bucketOf(owner.id), organisationId, entity: 'session', after: { ended: true } }
    await audit(tx, ctx, ...rows.map(({ id }) => ({ ...about, entityId: id })))
    return rows.length
  })
  dropSessions(ctx)
  return ended
}
