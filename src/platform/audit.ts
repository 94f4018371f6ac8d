import { actorName } from './auth.ts'
import type { Context } from './context.ts'
import type { Tx } from './db.ts'
import { insertRows } from './db.ts'
import { newId } from './ids.ts'
import type { Id, OrganisationId } from './ids.ts'

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
