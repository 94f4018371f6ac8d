import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { instantAfter } from '#platform/dates.ts'
import type { JobHandler } from '#platform/jobs.ts'
import { defineJob, handle } from '#platform/jobs.ts'
import { deliverMessageJob } from '#platform/messages.ts'
import { deliverMessage } from './deliver-message.ts'
import { deliverWebhook } from './deliver-webhook.ts'
import { deliverWebhookJob } from './webhook-jobs.ts'
import { removeMailboxMessages } from './writes.ts'

const mailboxDays = 7

/** Run every hour. */
export const pruneMailboxJob = defineJob('notify.prune-mailbox', z.object({}))

async function pruneMailbox(ctx: Context): Promise<void> {
  const before = instantAfter(ctx.clock.now(), { hours: -24 * mailboxDays })
  await inTransaction(ctx, (tx) => removeMailboxMessages(tx, before))
}

export const notifyJobs: readonly JobHandler[] = [
  handle(deliverMessageJob, deliverMessage),
  handle(pruneMailboxJob, pruneMailbox),
  handle(deliverWebhookJob, deliverWebhook),
]
