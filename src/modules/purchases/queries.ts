import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { PurchaseId, StoreId } from '#platform/ids.ts'
import { bucketOf, bucketOfText } from '#platform/ids.ts'
import type { LineRow, PurchaseRow } from './rows.ts'

export type Key = { bucket: number; storeId: StoreId; reference: string }

/** The key row of (store, reference) lives in the bucket that the two hash to. */
export function purchaseKey(storeId: StoreId, reference: string): Key {
  return { bucket: bucketOfText(`${storeId}\n${reference}`), storeId, reference }
}

export function keyName(key: { storeId: string; reference: string }): string {
  return `${key.storeId}\n${key.reference}`
}

/** Purchases by key, by their `keyName`. */
export async function findPurchaseIds(db: Db, keys: readonly Key[]): Promise<Map<string, PurchaseId>> {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<{ store_id: StoreId; reference: string; purchase_id: PurchaseId }>`
    select k.store_id, k.reference, k.purchase_id
    from unnest(${keys.map((k) => k.bucket)}::int[], ${keys.map((k) => k.storeId)}::uuid[],
      ${keys.map((k) => k.reference)}::text[]) as a (bucket, store_id, reference)
    join purchase_keys k on k.bucket = a.bucket and k.store_id = a.store_id and k.reference = a.reference`.execute(
    db,
  )
  return new Map(
    rows.map((row) => [keyName({ storeId: row.store_id, reference: row.reference }), row.purchase_id]),
  )
}

export async function findPurchases(
  db: Db,
  ids: readonly PurchaseId[],
): Promise<Map<PurchaseId, PurchaseRow>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<PurchaseRow>`
    select p.* from unnest(${ids.map(bucketOf)}::int[], ${ids}::uuid[]) as a (bucket, id)
    join purchases p on p.bucket = a.bucket and p.id = a.id`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Locks purchases in the order of their ids, so that two batches cannot wait for each other. */
export async function lockPurchases(
  tx: Tx,
  ids: readonly PurchaseId[],
): Promise<Map<PurchaseId, PurchaseRow>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<PurchaseRow>`
    select * from purchases where bucket = any(${[...new Set(ids.map(bucketOf))]}::int[]) and id = any(${ids}::uuid[])
    order by id for update`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

/** The lines of purchases, in their order. */
export async function findLines(db: Db, ids: readonly PurchaseId[]): Promise<Map<PurchaseId, LineRow[]>> {
  const found = new Map<PurchaseId, LineRow[]>(ids.map((id) => [id, []]))
  if (ids.length === 0) return found
  const { rows } = await sql<LineRow>`
    select l.* from unnest(${ids.map(bucketOf)}::int[], ${ids}::uuid[]) as a (bucket, id)
    join purchase_lines l on l.bucket = a.bucket and l.purchase_id = a.id order by l.purchase_id, l.n`.execute(
    db,
  )
  for (const row of rows) found.get(row.purchase_id)?.push(row)
  return found
}

/** Hash of one earlier revision, to know a late repeat of it. */
export async function findRevisionHash(
  db: Db,
  id: PurchaseId,
  revision: number,
): Promise<Buffer | undefined> {
  const { rows } = await sql<{ content_hash: Buffer }>`
    select content_hash from purchase_revisions
    where bucket = ${bucketOf(id)} and purchase_id = ${id} and revision = ${revision}`.execute(db)
  return rows[0]?.content_hash
}

export type Summary = PurchaseRow & { first_code: string | null; first_name: string | null }

export type StoreListFilter = {
  storeIds: readonly string[]
  reference?: string | undefined
  kind?: string | undefined
  from?: string | undefined
  to?: string | undefined
  after?: readonly [string, string] | undefined
  limit: number
}

/** Purchases that stores reported, the newest first. */
export async function listStorePurchases(db: Db, filter: StoreListFilter): Promise<Summary[]> {
  const { rows } = await sql<Summary>`
    select p.*, l.code as first_code, l.name as first_name
    from purchases p left join purchase_lines l on l.bucket = p.bucket and l.purchase_id = p.id and l.n = 1
    where p.store_id = any(${filter.storeIds}::uuid[])
      ${filter.reference === undefined ? sql`` : sql`and p.reference = ${filter.reference}`}
      ${filter.kind === undefined ? sql`` : sql`and p.kind = ${filter.kind}`}
      ${filter.from === undefined ? sql`` : sql`and p.purchased_at >= (${filter.from}::date::timestamp at time zone (select time_zone from stores s where s.id = p.store_id))`}
      ${filter.to === undefined ? sql`` : sql`and p.purchased_at < ((${filter.to}::date + 1)::timestamp at time zone (select time_zone from stores s where s.id = p.store_id))`}
      ${filter.after === undefined ? sql`` : sql`and (p.purchased_at, p.id) < (${filter.after[0]}::timestamptz, ${filter.after[1]}::uuid)`}
    order by p.purchased_at desc, p.id desc limit ${filter.limit + 1}`.execute(db)
  return rows
}
