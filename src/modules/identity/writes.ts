import { sql } from 'kysely'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { ContactId, PurchaserId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'

type Key = { hash: Buffer; bucket: number }

/**
 * Takes the key row of a contact, or learns and locks whose it is. Of several at once one makes the row; the others
 * wait for it and read the winner in a second statement.
 */
export async function takeContactKey(
  tx: Tx,
  key: Key,
  kind: string,
  id: PurchaserId,
  now: InstantText,
): Promise<PurchaserId> {
  const { numAffectedRows } = await sql`
    insert into contact_keys (bucket, hash, kind, purchaser_id, created_at)
    values (${key.bucket}, ${key.hash}, ${kind}, ${id}, ${now}) on conflict do nothing`.execute(tx)
  if (numAffectedRows === 1n) return id
  const { rows } = await sql<{ purchaser_id: PurchaserId }>`
    select purchaser_id from contact_keys where bucket = ${key.bucket} and hash = ${key.hash} for update`.execute(
    tx,
  )
  // Gone again between the two statements: its owner gave the contact up.
  return rows[0]?.purchaser_id ?? takeContactKey(tx, key, kind, id, now)
}

export async function moveContactKey(tx: Tx, key: Key, to: PurchaserId): Promise<void> {
  await sql`update contact_keys set purchaser_id = ${to} where bucket = ${key.bucket} and hash = ${key.hash}`.execute(
    tx,
  )
}

export async function removeContactKey(tx: Tx, key: Key, owner: PurchaserId): Promise<void> {
  await sql`delete from contact_keys where bucket = ${key.bucket} and hash = ${key.hash} and purchaser_id = ${owner}`.execute(
    tx,
  )
}

export async function markContactProven(
  tx: Tx,
  owner: PurchaserId,
  id: ContactId,
  now: InstantText,
): Promise<void> {
  await sql`update purchaser_contacts set proven_at = ${now}
    where bucket = ${bucketOf(owner)} and purchaser_id = ${owner} and id = ${id} and proven_at is null`.execute(
    tx,
  )
}

export async function markContactLeft(
  tx: Tx,
  owner: PurchaserId,
  hash: Buffer,
  now: InstantText,
): Promise<void> {
  await sql`update purchaser_contacts set left_at = ${now}
    where bucket = ${bucketOf(owner)} and purchaser_id = ${owner} and hash = ${hash} and left_at is null`.execute(
    tx,
  )
}

/** The first proof of a contact of each kind, which is what opens purchases that were reported by it. */
export async function markPurchaserProven(
  tx: Tx,
  id: PurchaserId,
  kind: 'email' | 'phone',
  now: InstantText,
): Promise<void> {
  const column = sql.ref(`${kind}_proven_at`)
  await sql`update purchasers set ${column} = ${now} where bucket = ${bucketOf(id)} and id = ${id} and ${column} is null`.execute(
    tx,
  )
}

export async function insertLink(
  tx: Tx,
  id: PurchaserId,
  linkedId: PurchaserId,
  now: InstantText,
): Promise<void> {
  await sql`insert into purchaser_links (bucket, purchaser_id, linked_id, linked_at)
    values (${bucketOf(id)}, ${id}, ${linkedId}, ${now}) on conflict do nothing`.execute(tx)
}

type Details = { nameSealed?: Buffer | null; addressSealed?: Buffer | null; language?: string }

export async function setPurchaserDetails(tx: Tx, id: PurchaserId, details: Details): Promise<void> {
  await tx
    .updateTable('purchasers')
    .set({
      ...(details.nameSealed !== undefined ? { name_sealed: details.nameSealed } : {}),
      ...(details.addressSealed !== undefined ? { address_sealed: details.addressSealed } : {}),
      ...(details.language !== undefined ? { language: details.language } : {}),
    })
    .where('bucket', '=', bucketOf(id))
    .where('id', '=', id)
    .execute()
}

/**
 * Erases people: first the key under which everything about them is sealed, then what leads to them. The bare rows
 * stay, so that neither id nor member code is ever somebody else's.
 */
export async function erasePurchasers(
  tx: Tx,
  people: readonly PurchaserId[],
  now: InstantText,
): Promise<void> {
  const buckets = people.map(bucketOf)
  await sql`update purchasers set data_key = null, name_sealed = null, address_sealed = null, birth_date_sealed = null,
      language = null, email_proven_at = null, phone_proven_at = null, erased_at = ${now}
    where bucket = any(${buckets}::int[]) and id = any(${people}::uuid[])`.execute(tx)
  await sql`delete from purchaser_contacts
    where bucket = any(${buckets}::int[]) and purchaser_id = any(${people}::uuid[])`.execute(tx)
  await sql`delete from purchaser_links
    where bucket = any(${buckets}::int[]) and purchaser_id = any(${people}::uuid[])`.execute(tx)
  await sql`delete from contact_keys where purchaser_id = any(${people}::uuid[])`.execute(tx)
}
