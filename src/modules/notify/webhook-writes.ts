import { sql } from 'kysely'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import { insertRows } from '#platform/db.ts'
import type { OrganisationId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import type {
  AttemptRow,
  EndpointId,
  EndpointRow,
  WebhookMessageId,
  WebhookMessageRow,
} from './webhook-rows.ts'

export async function insertEndpoint(tx: Tx, row: EndpointRow): Promise<void> {
  await tx.insertInto('webhook_endpoints').values(row).execute()
}

export async function updateEndpoint(tx: Tx, id: EndpointId, change: Partial<EndpointRow>): Promise<void> {
  await tx.updateTable('webhook_endpoints').set(change).where('id', '=', id).execute()
}

/** Takes turns with others who add an endpoint to the organisation. */
export async function lockEndpointsOf(tx: Tx, id: OrganisationId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`webhook endpoints ${id}`}, 0))`.execute(tx)
}

export async function insertWebhookMessages(tx: Tx, rows: readonly WebhookMessageRow[]): Promise<void> {
  await insertRows(tx, 'webhook_messages', rows)
}

export async function updateWebhookMessage(
  tx: Tx,
  id: WebhookMessageId,
  change: Pick<WebhookMessageRow, 'state' | 'attempts' | 'next_at' | 'ended_at'>,
): Promise<void> {
  await tx
    .updateTable('webhook_messages')
    .set(change)
    .where('bucket', '=', bucketOf(id))
    .where('id', '=', id)
    .execute()
}

/** Notes one attempt, numbered after those before it. The message is locked. */
export async function insertAttempt(
  tx: Tx,
  id: WebhookMessageId,
  attempt: Omit<AttemptRow, 'n'>,
): Promise<void> {
  const bucket = bucketOf(id)
  await sql`insert into webhook_attempts (bucket, message_id, n, at, status, milliseconds, error)
    select ${bucket}, ${id}, coalesce(max(n), 0) + 1, ${attempt.at}, ${attempt.status}, ${attempt.milliseconds}, ${attempt.error}
    from webhook_attempts where bucket = ${bucket} and message_id = ${id}`.execute(tx)
}

/** Gives up what still waits for an endpoint that is gone. */
export async function failWaitingMessages(tx: Tx, endpointId: EndpointId, at: InstantText): Promise<void> {
  await sql`update webhook_messages set state = 'failed', next_at = null, ended_at = ${at}
    where bucket = ${bucketOf(endpointId)} and endpoint_id = ${endpointId} and state = 'waiting'`.execute(tx)
}

/** Takes messages that are due, a bounded number of them, and has them looked at again later in case of a crash. */
export async function takeDueMessages(
  tx: Tx,
  organisationId: OrganisationId,
  now: InstantText,
  again: InstantText,
  most: number,
): Promise<WebhookMessageId[]> {
  const { rows } = await sql<{ id: WebhookMessageId }>`
    update webhook_messages m set next_at = ${again}
    from (select d.bucket, d.id from webhook_messages d join webhook_endpoints e on e.id = d.endpoint_id
      where d.organisation_id = ${organisationId} and d.state = 'waiting' and d.next_at <= ${now} and e.state = 'active'
      order by d.next_at limit ${most} for update of d skip locked) due
    where m.bucket = due.bucket and m.id = due.id returning m.id`.execute(tx)
  return rows.map((row) => row.id)
}
