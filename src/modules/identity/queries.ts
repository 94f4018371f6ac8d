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

export async function listLinks(db: Db, id: PurchaserId): Promise<PurchaserId[]> {
  const { rows } = await sql<{ id: PurchaserId }>`select linked_id as id from purchaser_links
    where bucket = ${bucketOf(id)} and purchaser_id = ${id} order by linked_id`.execute(db)
  return rows.map((row) => row.id)
}

/** A person and the identities linked with them, the person first. */
export async function peopleOf(db: Db, id: PurchaserId): Promise<PurchaserId[]> {
  return [id, ...(await listLinks(db, id))]
}

/** Locks a person and the identities linked with them, in one order; those that were erased meanwhile are missing. */
export async function lockPeople(tx: Tx, id: PurchaserId): Promise<PurchaserId[]> {
  if (!(await lockPurchaser(tx, id))) return []
  const people = [id]
  for (const linked of await listLinks(tx, id)) if (await lockPurchaser(tx, linked)) people.push(linked)
  return people
}

export type BuyerSession = {
  createdAt: string
  expiresAt: string
  ip: string | null
  browser: string | null
}

/** The sessions of one identity. */
export async function listBuyerSessions(db: Db, id: PurchaserId): Promise<BuyerSession[]> {
  const { rows } = await sql<BuyerSession>`
    select s.created_at as "createdAt", s.expires_at as "expiresAt", s.ip_address as ip, s.user_agent as browser
    from sign_in_identities i join auth_sessions s on s.user_id = i.auth_user_id
    where i.purchaser_id = ${id} order by s.created_at`.execute(db)
  return rows
}
