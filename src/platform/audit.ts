import { sql } from 'kysely'
import { actorName } from './auth.ts'
import type { Context } from './context.ts'
import type { Tx } from './db.ts'
import { insertRows } from './db.ts'
import { newId } from './ids.ts'
import type { Id, OrganisationId, PurchaserId } from './ids.ts'

/** One change of one thing. `before` and `after` never hold contacts, names or addresses: those can be erased. */
export type AuditEntry = {
  bucket: number
  organisationId: OrganisationId | null
  entity: string
  entityId: string
  before?: unknown
  after?: unknown
}

/**
 * Writes who did what, when, from where, with what was before and after. Called in the transaction of the write
 * itself, so that neither can exist without the other. The action is the operation's name.
 */
export async function audit(tx: Tx, ctx: Context, ...entries: AuditEntry[]): Promise<void> {
  await insertRows(tx, 'audit_entries', auditRows(ctx, entries))
}

/** The same as rows, for operations that gather theirs (`Rows`). */
export function auditRows(ctx: Context, entries: readonly AuditEntry[]) {
  const actor = actorName(ctx.actor)
  const at = ctx.clock.now()
  return entries.map((entry) => ({
    bucket: entry.bucket,
    id: newId<'aud'>(entry.bucket) satisfies Id<'aud'>,
    at,
    organisation_id: entry.organisationId,
    actor_kind: actor.kind,
    actor_id: actor.id,
    action: ctx.origin.operation,
    via: ctx.origin.via,
    request_id: ctx.origin.requestId,
    ip: ctx.origin.ip,
    entity: entry.entity,
    entity_id: entry.entityId,
    before: entry.before ?? null,
    after: entry.after ?? null,
  }))
}

/**
 * Forgets from where people acted: network addresses of their own entries. What they did stays, by their id, which
 * leads to nobody any more. To be called last in the transaction that erases them.
 */
export async function forgetOrigins(tx: Tx, people: readonly PurchaserId[]): Promise<void> {
  await sql`update audit_entries set ip = null
    where actor_kind = 'buyer' and ip is not null and actor_id = any(${people}::text[])`.execute(tx)
}

/** The same for what nobody signed in to do (a claim followed by its token), by what it was done to. */
export async function forgetGuestOrigins(
  tx: Tx,
  entities: readonly { bucket: number; id: string }[],
): Promise<void> {
  if (entities.length === 0) return
  await sql`update audit_entries a set ip = null
    from unnest(${entities.map((entity) => entity.bucket)}::int[], ${entities.map((entity) => entity.id)}::text[]) as e (bucket, id)
    where a.bucket = e.bucket and a.entity_id = e.id and a.actor_kind = 'anonymous'`.execute(tx)
}
