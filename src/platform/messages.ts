import { sql } from 'kysely'
import { z } from 'zod'
import type { Mode } from './auth.ts'
import type { Context } from './context.ts'
import type { InstantText } from './dates.ts'
import type { Tx } from './db.ts'
import type { PurchaserId } from './ids.ts'
import { bucketOfText, newId } from './ids.ts'
import { defineJob, enqueue, enqueueAll } from './jobs.ts'

/** Whom a message goes to. */
export type Recipient = { kind: 'email' | 'phone'; value: string }
export type Language = 'ja' | 'en' | 'zh'

/** Steps of a claim of which its buyer is told. */
export type ClaimStepTold =
  | 'filed'
  | 'information_requested'
  | 'answered'
  | 'accepted'
  | 'rejected'
  | 'appealed'
  | 'withdrawn'
  | 'awaiting_payment'
  | 'awaiting_return'
  | 'received'
  | 'in_repair'
  | 'repaired'
  | 'shipped'
  | 'replacement_ordered'
  | 'coupon_issued'
  | 'refunded'
  | 'completed'
/** What can be said to people, and what each message needs to be said. The words are `notify`'s. */
export type MessageData = {
  sign_in_code: { code: string; minutes: number }
  contact_code: { code: string; minutes: number }
  staff_sign_in_code: { code: string; minutes: number }
  contract_issued: {
    number: string
    item: string
    plan: string
    startsOn: string
    endsOn: string
    url: string
  }
  not_mine: { store: string; reference: string; purchasedOn: string }
  contract_ended: { number: string; item: string; refund: string }
  contract_reinstated: { number: string; item: string }
  claim_update: { receptionNumber: string; item: string; step: ClaimStepTold; url: string }
  claim_overdue: { store: string; receptionNumber: string; dueOn: string }
  webhook_failed: { host: string; at: string }
  buyer_erased: { store: string; erasedOn: string }
}
export type Template = keyof MessageData

export type Message<T extends Template = Template> = {
  /** `null`: nobody is told, but as much is done, so that the time of an answer tells nothing. */
  to: Recipient | null
  /** The person whom it is for, where it is for a person of ours: once they are erased it is dropped. */
  purchaserId?: PurchaserId
  /** Messages of test organisations and test people never leave the mailbox page. */
  mode: Mode
  template: T
  language: Language
  data: MessageData[T]
  /** Not worth delivering after this. */
  dropAfter?: InstantText
}

/** Recipient and content travel sealed: a job's row is readable by everybody who can read the database. */
export const deliverMessageJob = defineJob(
  'notify.deliver-message',
  z.object({ id: z.uuid(), sealed: z.base64() }),
)

/** Leaves a message to be delivered in the transaction of what it tells about. */
export async function sendMessage<T extends Template>(
  tx: Tx,
  ctx: Context,
  message: Message<T>,
): Promise<void> {
  await enqueue(tx, deliverMessageJob, sealedJob(ctx, message))
}

/** Leaves many messages, in one round trip. */
export async function sendMessages(tx: Tx, ctx: Context, messages: readonly Message[]): Promise<void> {
  await enqueueAll(
    tx,
    deliverMessageJob,
    messages.map((message) => sealedJob(ctx, message)),
  )
}

function sealedJob(ctx: Context, message: Message): { id: string; sealed: string } {
  const id = newId<'msg'>(message.to ? recipientBucket(ctx, message.to) : 0)
  const sealed = ctx.secrets.seal(JSON.stringify(message), sealContext(id)).toString('base64')
  return { id, sealed }
}

/** Opens what `sendMessage` sealed. */
export function openMessage(ctx: Context, job: { id: string; sealed: string }): Message {
  return JSON.parse(
    ctx.secrets.open(Buffer.from(job.sealed, 'base64'), sealContext(job.id)).toString(),
  ) as Message
}

/**
 * Removes messages to these recipients that wait to be delivered, also those that were given up. One that is being
 * delivered at this moment stays: its delivery finds the person erased.
 */
export async function dropMessages(tx: Tx, ctx: Context, to: readonly Recipient[]): Promise<void> {
  const { rows } = await sql<{ job: string; payload: { id: string; sealed: string } }>`
    select j.id::text as job, j.payload from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = ${deliverMessageJob.name} and j.locked_at is null
      and bucket_of((j.payload->>'id')::uuid) = any(${to.map((each) => recipientBucket(ctx, each))}::int[])`.execute(
    tx,
  )
  const theirs = rows.filter(({ payload }) => {
    const addressee = openMessage(ctx, payload).to
    return to.some((each) => each.kind === addressee?.kind && each.value === addressee.value)
  })
  if (theirs.length === 0) return
  await sql`select count(*) from graphile_worker.complete_jobs(${theirs.map(({ job }) => job)}::bigint[])`.execute(
    tx,
  )
}

/** By what messages to one recipient are found; not reversible. */
export function recipientHash(ctx: Context, to: Recipient): Buffer {
  return ctx.secrets.keyedHash('mailbox', `${to.kind}\n${to.value}`)
}

export function recipientBucket(ctx: Context, to: Recipient): number {
  return bucketOfText(recipientHash(ctx, to).toString('hex'))
}

function sealContext(id: string): string {
  return `message ${id}`
}
