import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { InstantText } from '#platform/dates.ts'
import type { OrganisationId, StoreId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import type {
  AttemptRow,
  EndpointId,
  EndpointRow,
  WebhookMessageId,
  WebhookMessageRow,
} from './webhook-rows.ts'

export async function findEndpoint(db: Db, id: EndpointId): Promise<EndpointRow | undefined> {
  const { rows } = await sql<EndpointRow>`select * from webhook_endpoints where id = ${id}`.execute(db)
  return rows[0]
}

export async function lockEndpoint(tx: Tx, id: EndpointId): Promise<EndpointRow | undefined> {
  const { rows } =
    await sql<EndpointRow>`select * from webhook_endpoints where id = ${id} for update`.execute(tx)
  return rows[0]
}

/** Those that stand, by age; of some stores only where these are given. */
export async function listEndpoints(
  db: Db,
  organisationId: OrganisationId,
  storeIds: readonly StoreId[] | null,
): Promise<EndpointRow[]> {
  const { rows } = await sql<EndpointRow>`select * from webhook_endpoints
    where organisation_id = ${organisationId} and removed_at is null
      ${storeIds === null ? sql`` : sql`and store_id = any(${storeIds}::uuid[])`} order by id`.execute(db)
  return rows
}

/** Those to which messages go now, of some organisations. */
export async function listActiveEndpoints(
  db: Db,
  organisationIds: readonly string[],
): Promise<EndpointRow[]> {
  if (organisationIds.length === 0) return []
  const { rows } = await sql<EndpointRow>`select * from webhook_endpoints
    where organisation_id = any(${organisationIds}::uuid[]) and state = 'active' and removed_at is null
    order by id`.execute(db)
  return rows
}

export async function findWebhookMessage(
  db: Db,
  id: WebhookMessageId,
): Promise<WebhookMessageRow | undefined> {
  const { rows } = await sql<WebhookMessageRow>`select * from webhook_messages
    where bucket = ${bucketOf(id)} and id = ${id}`.execute(db)
  return rows[0]
}

export async function lockWebhookMessage(
  tx: Tx,
  id: WebhookMessageId,
): Promise<WebhookMessageRow | undefined> {
  const { rows } = await sql<WebhookMessageRow>`select * from webhook_messages
    where bucket = ${bucketOf(id)} and id = ${id} for update`.execute(tx)
  return rows[0]
}

export type LoggedMessage = WebhookMessageRow & { log: AttemptRow[] }

/** Messages to an endpoint with their attempts, the newest first. */
export async function listWebhookMessages(
  db: Db,
  endpointId: EndpointId,
  filter: { id?: WebhookMessageId; after?: readonly [string, string] | undefined; limit: number },
): Promise<LoggedMessage[]> {
  const { id, after, limit } = filter
  const { rows } = await sql<LoggedMessage>`select m.*, coalesce((
      select json_agg(json_build_object('n', a.n, 'at', a.at, 'status', a.status, 'milliseconds', a.milliseconds,
        'error', a.error) order by a.n)
      from webhook_attempts a where a.bucket = m.bucket and a.message_id = m.id), '[]') as log
    from webhook_messages m where m.bucket = ${bucketOf(endpointId)} and m.endpoint_id = ${endpointId}
      ${id === undefined ? sql`` : sql`and m.id = ${id}`}
      ${after === undefined ? sql`` : sql`and (m.created_at, m.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by m.created_at desc, m.id desc limit ${limit}`.execute(db)
  return rows
}

/** Organisations that have messages to try again. */
export async function organisationsWithDueMessages(db: Db, now: InstantText): Promise<OrganisationId[]> {
  const { rows } = await sql<{
    id: OrganisationId
  }>`select distinct organisation_id as id from webhook_messages
    where state = 'waiting' and next_at <= ${now}`.execute(db)
  return rows.map((row) => row.id)
}

/** True where another message to the endpoint was given up since an instant. */
export async function failedSince(
  db: Db,
  endpointId: EndpointId,
  since: InstantText,
  except: WebhookMessageId,
): Promise<boolean> {
  const { rows } = await sql`select 1 from webhook_messages
    where bucket = ${bucketOf(endpointId)} and endpoint_id = ${endpointId} and state = 'failed'
      and ended_at >= ${since} and id <> ${except} limit 1`.execute(db)
  return rows.length > 0
}
