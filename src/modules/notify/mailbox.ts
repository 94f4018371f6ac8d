import { sql } from 'kysely'
import type { Mode } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import type { Recipient } from '#platform/messages.ts'
import { recipientBucket, recipientHash } from '#platform/messages.ts'
import type { Carrier, Channel } from './port.ts'
import { mailboxContext } from './sealed.ts'
import { insertMailboxMessage } from './writes.ts'

/** Without a mode: kept before it was noted. */
type Kept = { to: string; subject: string; text: string; mode?: Mode }

/** The page that shows messages instead of sending them. */
export const mailboxCarrier: Carrier = {
  name: 'mailbox',
  async send(ctx, { id, mode, channel, to, subject, text }) {
    const kept: Kept = { to: to.value, subject, text, mode }
    const sealed = ctx.secrets.seal(JSON.stringify(kept), mailboxContext(id))
    const row = { id, channel, recipientHash: recipientHash(ctx, to), sealed, at: ctx.clock.now() }
    await inTransaction(ctx, (tx) => insertMailboxMessage(tx, row))
  },
}

/** The newest messages, to one recipient or to all. */
export async function listMailbox(
  db: Db,
  ctx: Context,
  filter: { to: Recipient | undefined; limit: number },
) {
  const only = filter.to
    ? sql`where bucket = ${recipientBucket(ctx, filter.to)} and recipient_hash = ${recipientHash(ctx, filter.to)}`
    : sql``
  const { rows } = await sql<{ id: string; channel: Channel; sealed: Buffer; at: string }>`
    select id, channel, sealed, at from mailbox_messages ${only} order by at desc, id desc limit ${filter.limit}`.execute(
    db,
  )
  return rows.map(({ id, channel, sealed, at }) => {
    const kept = JSON.parse(ctx.secrets.open(sealed, mailboxContext(id)).toString()) as Kept
    return { id: publicId('msg', id), channel, ...kept, at }
  })
}

/** How many messages to these recipients are kept. */
export async function countMailbox(db: Db, ctx: Context, to: readonly Recipient[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from mailbox_messages
    where bucket = any(${to.map((each) => recipientBucket(ctx, each))}::int[])
      and recipient_hash = any(${to.map((each) => recipientHash(ctx, each))}::bytea[])`.execute(db)
  return rows[0]?.count ?? 0
}
