import { instantAfter } from '#platform/dates.ts'
import { sql } from 'kysely'
import { reachOwners } from '#modules/identity/index.ts'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import type { DueWork } from '#platform/due.ts'
import { bucketOf, publicId } from '#platform/ids.ts'
import { sendMessages } from '#platform/messages.ts'
import { OutboundError, callOutside } from '#platform/outbound.ts'
import { randomPiece } from '#platform/random.ts'
import { factsOf, modeOf } from './held-endpoint.ts'
import { enqueueWebhook, leaseEnd } from './leave-webhooks.ts'
import { mayLoopBack } from './webhook-address.ts'
import {
  failedSince,
  findEndpoint,
  findWebhookMessage,
  lockWebhookMessage,
  organisationsWithDueMessages,
} from './webhook-queries.ts'
import { retryAfterSeconds, secondsToNext } from './webhook-retries.ts'
import type { EndpointRow, WebhookMessageId, WebhookMessageRow } from './webhook-rows.ts'
import { secretsOf, webhookHeaders } from './webhook-secret.ts'
import { insertAttempt, takeDueMessages, updateEndpoint, updateWebhookMessage } from './webhook-writes.ts'

const timeoutMs = 15_000
const longestError = 300
/** Waits up to this long are a job's; the sweep, which runs every minute, finds what waits longer. */
const jobSeconds = 60
/** The owners are told of an endpoint once in this many hours, however many messages fail. */
const tellHours = 24
const piece = 200

type Outcome = {
  status: number | null
  /** The address leads to where nothing may be sent: it is not tried for days. */
  forbidden: boolean
  milliseconds: number
  error: string | null
  retryAfter: string | undefined
}

/** Makes one attempt to bring a message, and notes how it went. What is no longer to be sent is left alone. */
export async function deliverWebhook(ctx: Context, job: { id: string }): Promise<void> {
  const id = job.id as WebhookMessageId
  const message = await findWebhookMessage(ctx.db, id)
  const endpoint = message && (await findEndpoint(ctx.db, message.endpoint_id))
  if (!endpoint || message.state !== 'waiting' || endpoint.state !== 'active') return
  const outcome = await attempt(ctx, endpoint, message)
  await inTransaction(ctx, (tx) => note(tx, { ...ctx, tx }, endpoint, id, outcome))
}

/** Messages to be tried again. They go by the machine's clock: who receives them knows no sandbox's. */
export const retryWebhooks: DueWork = {
  name: 'notify.retry-webhooks',
  next: () => Promise.resolve(undefined),
  organisations: (ctx, now) => organisationsWithDueMessages(ctx.db, now),
  run: (ctx, organisationId) =>
    inTransaction(ctx, async (tx) => {
      const now = ctx.clock.now()
      const due = await takeDueMessages(tx, organisationId, now, leaseEnd(now), piece)
      for (const id of due) await enqueueWebhook(tx, id)
      return due.length
    }),
}

async function attempt(ctx: Context, endpoint: EndpointRow, message: WebhookMessageRow): Promise<Outcome> {
  const now = ctx.clock.now()
  const id = publicId('whm', message.id)
  const url = new URL(endpoint.url)
  const started = performance.now()
  const outcome = (
    status: number | null,
    error: string | null,
    { retryAfter, retryable }: Partial<OutboundError> = {},
  ): Outcome => ({
    status,
    forbidden: status === null && retryable === false,
    milliseconds: Math.round(performance.now() - started),
    error: error === null ? null : error.slice(0, longestError),
    retryAfter,
  })
  try {
    const { status } = await callOutside(
      endpoint.url,
      {
        method: 'POST',
        headers: webhookHeaders(id, now, message.body, secretsOf(ctx, endpoint, now)),
        body: message.body,
      },
      { timeoutMs, allowPrivate: mayLoopBack(url, await modeOf(ctx, endpoint), ctx.config), log: ctx.log },
    )
    const taken = status >= 200 && status < 300
    return outcome(status, taken ? null : `${url.host} answered ${status}`)
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error
    return outcome(error.status ?? null, error.message, error)
  }
}

async function note(
  tx: Tx,
  ctx: Context,
  endpoint: EndpointRow,
  id: WebhookMessageId,
  outcome: Outcome,
): Promise<void> {
  const message = await lockWebhookMessage(tx, id)
  // Another worker has brought it meanwhile, or it was given up.
  if (message?.state !== 'waiting') return
  const now = ctx.clock.now()
  const { status, forbidden, milliseconds, error, retryAfter } = outcome
  await insertAttempt(tx, id, { at: now, status, milliseconds, error })
  const attempts = message.attempts + 1
  if (error === null) {
    await updateWebhookMessage(tx, id, { state: 'delivered', attempts, next_at: null, ended_at: now })
    return
  }
  if (status === 410) await disable(tx, ctx, endpoint)
  const asked = status === 429 || status === 503 ? retryAfterSeconds(retryAfter, now) : undefined
  const wait =
    status === 410 || forbidden ? undefined : secondsToNext(attempts, (randomPiece(1)[0] ?? 0) / 255, asked)
  if (wait === undefined) {
    await updateWebhookMessage(tx, id, { state: 'failed', attempts, next_at: null, ended_at: now })
    await tellOwners(tx, ctx, endpoint, id)
    return
  }
  const nextAt = instantAfter(now, { seconds: wait })
  await updateWebhookMessage(tx, id, { state: 'waiting', attempts, next_at: nextAt, ended_at: null })
  if (wait < jobSeconds) await enqueueWebhook(tx, id, wait)
}

/** The receiver said that it is gone for good. */
async function disable(tx: Tx, ctx: Context, endpoint: EndpointRow): Promise<void> {
  const change = { state: 'disabled', disabled_reason: 'answered_gone' } as const
  await updateEndpoint(tx, endpoint.id, change)
  await audit(tx, ctx, {
    bucket: bucketOf(endpoint.id),
    organisationId: endpoint.organisation_id,
    entity: 'webhook_endpoint',
    entityId: endpoint.id,
    before: factsOf(endpoint),
    after: factsOf({ ...endpoint, ...change }),
  })
}

async function tellOwners(tx: Tx, ctx: Context, endpoint: EndpointRow, id: WebhookMessageId): Promise<void> {
  const now = ctx.clock.now()
  const since = instantAfter(now, { hours: -tellHours })
  // One at a time: else two that fail at once would each take the other for the one that was told of.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`webhook failures ${endpoint.id}`}, 0))`.execute(
    tx,
  )
  if (await failedSince(tx, endpoint.id, since, id)) return
  const owners = await reachOwners(tx, ctx, endpoint.organisation_id)
  const data = { host: new URL(endpoint.url).host, at: now }
  await sendMessages(
    tx,
    ctx,
    owners.map((person) => ({ ...person, template: 'webhook_failed' as const, data })),
  )
}
