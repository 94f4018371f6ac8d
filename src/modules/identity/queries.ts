import { sql } from 'kysely'
import type { Mode } from '#platform/auth.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { ContactId, PurchaserId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import type { ContactKind } from './model.ts'

export type PurchaserRow = {
  id: PurchaserId
  mode: Mode
  dataKey: Buffer
  nameSealed: Buffer | null
  addressSealed: Buffer | null
  language: 'ja' | 'en' | 'zh' | null
  memberCode: string
  emailProvenAt: string | null
  phoneProvenAt: string | null
}
export type ContactRow = {
  id: ContactId
  kind: ContactKind
  hash: Buffer
  sealed: Buffer
  provenAt: string | null
}

const purchaserColumns = sql`id, mode, data_key as "dataKey", name_sealed as "nameSealed", address_sealed as "addressSealed",
  language, member_code as "memberCode", email_proven_at as "emailProvenAt", phone_proven_at as "phoneProvenAt"`

/** A person who was not erased. */
export async function findPurchaser(db: Db, id: PurchaserId): Promise<PurchaserRow | undefined> {
  const { rows } = await sql<PurchaserRow>`
    select ${purchaserColumns} from purchasers where bucket = ${bucketOf(id)} and id = ${id} and data_key is not null`.execute(
    db,
  )
  return rows[0]
}

export async function lockPurchaser(tx: Tx, id: PurchaserId): Promise<PurchaserRow | undefined> {
  const { rows } = await sql<PurchaserRow>`
    select ${purchaserColumns} from purchasers where bucket = ${bucketOf(id)} and id = ${id} and data_key is not null for update`.execute(
    tx,
  )
  return rows[0]
}

/** The contacts a person has now, the proven first. */
export async function listContacts(db: Db, id: PurchaserId): Promise<ContactRow[]> {
  const { rows } = await sql<ContactRow>`
    select id, kind, hash, sealed, proven_at as "provenAt" from purchaser_contacts
    where bucket = ${bucketOf(id)} and purchaser_id = ${id} and left_at is null order by proven_at nulls last, kind, id`.execute(
    db,
  )
  return rows
}

export async function countLinks(db: Db, id: PurchaserId): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from purchaser_links where bucket = ${bucketOf(id)} and purchaser_id = ${id}`.execute(db)
  return rows[0]?.count ?? 0
}

/** Data keys as they are stored, sealed, of people who were not erased. */
export async function sealedDataKeys(
  db: Db,
  ids: readonly PurchaserId[],
): Promise<{ id: PurchaserId; dataKey: Buffer; nameSealed: Buffer | null }[]> {
  const { rows } = await sql<{ id: PurchaserId; dataKey: Buffer; nameSealed: Buffer | null }>`
    select p.id, p.data_key as "dataKey", p.name_sealed as "nameSealed"
    from unnest(${ids.map(bucketOf)}::int[], ${ids}::uuid[]) as a (bucket, id)
    join purchasers p on p.bucket = a.bucket and p.id = a.id where p.data_key is not null`.execute(db)
  return rows
}
