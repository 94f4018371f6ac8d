import { instantAfter } from '#platform/dates.ts'
import type { IncomingHttpHeaders } from 'node:http'
import { sql } from 'kysely'
import { z } from 'zod'
import { getStore } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction, reader } from '#platform/context.ts'
import type { AttemptId } from '#platform/ids.ts'
import { bucketOfText } from '#platform/ids.ts'
import type { JobHandler } from '#platform/jobs.ts'
import { defineJob, enqueue, handle } from '#platform/jobs.ts'
import { askAttempt } from './ask-attempt.ts'
import { checkRefund } from './ask-payments.ts'
import { providerUnknown } from './errors.ts'
import { findProvider } from './providers/index.ts'
import { findAttempt, listRefunds } from './queries.ts'
import { eventContext } from './sealed.ts'

const followEventJob = defineJob(
  'payments.follow-event',
  z.object({ source: z.string(), eventId: z.string(), attemptId: z.string() }),
)

/**
 * Takes a provider's message: verified, kept as it came, sealed, once, with a job that asks the provider. A message
 * that is not signed is kept only where it names a payment of the store, so that strangers cannot fill the table. One
 * that comes again while the first has waited for an hour asks again: its job may have been given up.
 * @throws Problem `provider_unknown`, `store_not_found`, `webhook_refused`
 */
export async function receiveProviderEvent(
  ctx: Context,
  from: { provider: string; storeCode: string },
  headers: IncomingHttpHeaders,
  raw: Buffer,
): Promise<void> {
  const provider = findProvider(from.provider)
  if (!provider) throw providerUnknown(from.provider)
  const store = await getStore(ctx, from.storeCode)
  const plain = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join() : value]),
  )
  const event = await provider.readEvent(ctx, store.id, plain, raw)
  const attempt = event.attemptId && (await findAttempt(reader(ctx), event.attemptId))
  const ours = attempt && attempt.store_id === store.id && attempt.provider === provider.name
  if (!event.verified && !ours) return
  const source = `${provider.name}/${store.id}`
  const sealed = ctx.secrets.seal(raw, eventContext(source, event.eventId))
  const now = ctx.clock.now()
  const hourAgo = instantAfter(now, { hours: -1 })
  await inTransaction(ctx, async (tx) => {
    const { rows } =
      await sql`insert into provider_events as e (bucket, source, event_id, body_sealed, verified, received_at, done_at)
      values (${bucketOfEvent(source, event.eventId)}, ${source}, ${event.eventId}, ${sealed}, ${event.verified},
        ${now}, ${ours ? null : now})
      on conflict (bucket, source, event_id) do update set received_at = excluded.received_at
        where e.done_at is null and e.received_at <= ${hourAgo} returning 1`.execute(tx)
    if (rows.length > 0 && ours)
      await enqueue(tx, followEventJob, { source, eventId: event.eventId, attemptId: attempt.id })
  })
}

/** Asks the provider about the payment that a message names, and about its refunds. */
async function followEvent(
  ctx: Context,
  { source, eventId, attemptId }: { source: string; eventId: string; attemptId: string },
): Promise<void> {
  await askAttempt(ctx, attemptId as AttemptId)
  for (const refund of await listRefunds(ctx.db, attemptId as AttemptId)) {
    if (refund.state === 'requested' || refund.state === 'unknown') await checkRefund(ctx, refund.id)
  }
  await inTransaction(ctx, async (tx) => {
    await sql`update provider_events set done_at = ${ctx.clock.now()}
      where bucket = ${bucketOfEvent(source, eventId)} and source = ${source} and event_id = ${eventId}`.execute(
      tx,
    )
  })
}

function bucketOfEvent(source: string, eventId: string): number {
  return bucketOfText(`${source} ${eventId}`)
}

export const eventJobs: readonly JobHandler[] = [handle(followEventJob, followEvent)]
