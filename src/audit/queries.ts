import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Db } from '#platform/db.ts'

export type AuditRow = {
  id: string
  at: string
  actor_kind: string
  actor_id: string
  action: string
  via: string
  request_id: string
  ip: string | null
  entity: string
  entity_id: string
  before: unknown
  after: unknown
}

/** What is looked for, in the words of the table. */
export type AuditSearch = {
  organisationId: string
  entity?: string | undefined
  /** One thing, with the buckets in which its entries can lie. */
  thing?: { id: string; buckets: number[] } | undefined
  action?: string | undefined
  actorKind?: string | undefined
  actorId?: string | undefined
  from?: string | undefined
  to?: string | undefined
  text?: string | undefined
}

/** Entries of an organisation, the newest first. */
export async function listAuditRows(
  db: Db,
  search: AuditSearch,
  page: { after: readonly [string, string] | undefined; limit: number },
): Promise<AuditRow[]> {
  const after =
    page.after && sql<boolean>`(a.at, a.id) < (${page.after[0]}::timestamptz, ${page.after[1]}::uuid)`
  const { rows } = await sql<AuditRow>`
    select a.id, a.at, a.actor_kind, a.actor_id, a.action, a.via, a.request_id, a.ip, a.entity, a.entity_id, a.before, a.after
    from audit_entries a where ${sql.join([...conditionsOf(search), ...(after ? [after] : [])], sql` and `)}
    order by a.at desc, a.id desc limit ${page.limit}`.execute(db)
  return rows
}

/** How many there are, counted no further than asked. */
export async function countAuditRows(db: Db, search: AuditSearch, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (
    select 1 from audit_entries a where ${sql.join(conditionsOf(search), sql` and `)} limit ${most}) as found`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

function conditionsOf(search: AuditSearch): RawBuilder<boolean>[] {
  const { organisationId, entity, thing, action, actorKind, actorId, from, to, text } = search
  const found = [sql<boolean>`a.organisation_id = ${organisationId}`]
  if (thing) found.push(sql`a.bucket = any(${thing.buckets}::int[]) and a.entity_id = ${thing.id}`)
  if (entity !== undefined) found.push(sql`a.entity = ${entity}`)
  if (action !== undefined) found.push(sql`a.action = ${action}`)
  // Said in full, so that the index over staff alone can be used.
  if (actorKind === 'staff') found.push(sql`a.actor_kind = 'staff'`)
  else if (actorKind !== undefined) found.push(sql`a.actor_kind = ${actorKind}`)
  if (actorId !== undefined) found.push(sql`a.actor_id = ${actorId}`)
  if (from !== undefined) found.push(sql`a.at >= ${from}::timestamptz`)
  if (to !== undefined) found.push(sql`a.at < ${to}::timestamptz`)
  if (text !== undefined)
    found.push(
      sql`strpos(lower(concat_ws(' ', a.action, a.entity_id, a.request_id, a.before::text, a.after::text)), lower(${text})) > 0`,
    )
  return found
}

/** Names of an organisation's staff and keys, by id. */
export async function namesOfActors(
  db: Db,
  organisationId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from staff where organisation_id = ${organisationId} and id = any(${ids}::uuid[])
    union all select id, name from api_keys where organisation_id = ${organisationId} and id = any(${ids}::uuid[])`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.id, row.name]))
}
