import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import type { OrganisationId } from '#platform/ids.ts'
import { publicId } from '#platform/ids.ts'
import type { AuditRow } from './queries.ts'
import { namesOfActors } from './queries.ts'
import type { AuditEntryView } from './schemas.ts'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The outside form of the ids of things, by the kind of thing. */
const prefixes: Record<string, string> = {
  organisation: 'org',
  store: 'sto',
  staff: 'stf',
  api_key: 'key',
  key: 'key',
  purchaser: 'per',
  buyer: 'per',
  contact: 'con',
  purchase: 'pur',
  plan: 'pln',
  contract: 'ctr',
  claim: 'clm',
}

/** Entries as they are answered: ids in their outside form, actors with their names. */
export async function auditViews(
  ctx: Context,
  organisationId: OrganisationId,
  rows: readonly AuditRow[],
): Promise<AuditEntryView[]> {
  const named = rows.filter((row) => isSellers(row.actor_kind) && uuid.test(row.actor_id))
  const names = await namesOfActors(reader(ctx), organisationId, [
    ...new Set(named.map((row) => row.actor_id)),
  ])
  return rows.map((row) => ({
    id: publicId('aud', row.id),
    at: row.at,
    action: row.action,
    entity: row.entity,
    entityId: outside(row.entity, row.entity_id),
    actor: {
      kind: row.actor_kind as AuditEntryView['actor']['kind'],
      id: outside(row.actor_kind, row.actor_id),
      name: names.get(row.actor_id) ?? null,
    },
    via: row.via as AuditEntryView['via'],
    requestId: row.request_id,
    // Where a buyer was is theirs; the machine has no address.
    ip: isSellers(row.actor_kind) ? row.ip : null,
    before: facts(row.before),
    after: facts(row.after),
  }))
}

function isSellers(kind: string): boolean {
  return kind === 'staff' || kind === 'key'
}

function outside(kind: string, id: string): string {
  const prefix = prefixes[kind]
  return prefix !== undefined && uuid.test(id) ? publicId(prefix, id) : id
}

/** Fields with the ids among them in their outside form: `purchaserId` and `contract` say what they name. */
function facts(value: unknown): Record<string, unknown> | null {
  if (value === null || value === undefined) return null
  if (typeof value !== 'object' || Array.isArray(value)) return { value }
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      typeof one === 'string' ? outside(name.replace(/Id$/, ''), one) : (one as unknown),
    ]),
  )
}
