import { sql } from 'kysely'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import { bucketOf } from '#platform/ids.ts'
import type { Channel } from './port.ts'

type Row = { id: string; channel: Channel; recipientHash: Buffer; sealed: Buffer; at: InstantText }

/** Keeps a message once, however often its delivery is tried. */
export async function insertMailboxMessage(tx: Tx, row: Row): Promise<void> {
  await tx
    .insertInto('mailbox_messages')
    .values({
      bucket: bucketOf(row.id),
      id: row.id,
      channel: row.channel,
      recipient_hash: row.recipientHash,
      sealed: row.sealed,
      at: row.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function removeMailboxMessages(tx: Tx, before: InstantText): Promise<void> {
  await sql`delete from mailbox_messages where at < ${before}`.execute(tx)
}

/** Forgets what was sent to some recipients, by bucket and hash. */
export async function removeMailboxOf(
  tx: Tx,
  recipients: readonly { bucket: number; hash: Buffer }[],
): Promise<void> {
  await sql`delete from mailbox_messages where bucket = any(${recipients.map(({ bucket }) => bucket)}::int[])
    and recipient_hash = any(${recipients.map(({ hash }) => hash)}::bytea[])`.execute(tx)
}
