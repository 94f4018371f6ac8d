import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import { gatheredRead } from '#platform/gathered-read.ts'
import type { StoreId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'

export type ItemRow = {
  store_id: StoreId
  code: string
  name: string
  maker: string | null
  model: string | null
  gtin: string | null
  category: string | null
  price: number | null
  currency: string | null
  tax_category: 'S' | 'AA' | 'G' | 'E' | 'O'
  maker_warranty_months: number | null
  launched_on: string | null
  deleted_at: string | null
  version: number
  updated_at: string
}

/** Items by (store, code), exact. Deleted ones too: a sale from before may be reported late. */
export async function findItems(
  db: Db,
  keys: readonly { storeId: StoreId; code: string }[],
): Promise<Map<string, ItemRow>> {
  const found = new Map<string, ItemRow>()
  if (keys.length === 0) return found
  const { rows } = await sql<ItemRow>`
    select i.* from unnest(${keys.map((k) => bucketOf(k.storeId))}::int[], ${keys.map((k) => k.storeId)}::uuid[],
      ${keys.map((k) => k.code)}::text[]) as a (bucket, store_id, code)
    join items i on i.bucket = a.bucket and i.store_id = a.store_id and i.code = a.code`.execute(db)
  for (const row of rows) found.set(itemKey(row.store_id, row.code), row)
  return found
}

/** One item by its code, of every sale at a till. */
export const itemOfCode = gatheredRead(
  async (db, keys: readonly { storeId: StoreId; code: string }[]): Promise<(ItemRow | undefined)[]> => {
    const found = await findItems(db, keys)
    return keys.map(({ storeId, code }) => found.get(itemKey(storeId, code)))
  },
)

export function itemKey(storeId: StoreId, code: string): string {
  return `${storeId}${code}`
}

export async function findItem(db: Db, storeId: StoreId, code: string): Promise<ItemRow | undefined> {
  const { rows } = await sql<ItemRow>`
    select * from items where bucket = ${bucketOf(storeId)} and store_id = ${storeId} and code = ${code}`.execute(
    db,
  )
  return rows[0]
}

export type ItemFilter = {
  q?: string | undefined
  category?: string | undefined
  deleted: boolean
  after?: string | undefined
  limit: number
}

export async function listItems(db: Db, storeId: StoreId, filter: ItemFilter): Promise<ItemRow[]> {
  let query = db
    .selectFrom('items')
    .selectAll()
    .where('bucket', '=', bucketOf(storeId))
    .where('store_id', '=', storeId)
    .orderBy('code')
    .limit(filter.limit + 1)
  if (!filter.deleted) query = query.where('deleted_at', 'is', null)
  if (filter.category !== undefined) query = query.where('category', '=', filter.category)
  if (filter.after !== undefined) query = query.where('code', '>', filter.after)
  if (filter.q !== undefined) {
    const like = `%${filter.q.replaceAll(/[\\%_]/g, '\\$&')}%`
    query = query.where((where) =>
      where.or([
        where('code', 'ilike', like),
        where('name', 'ilike', like),
        where('model', 'ilike', like),
        where('gtin', 'ilike', like),
      ]),
    )
  }
  return (await query.execute()) as (Omit<ItemRow, 'store_id'> & { store_id: string })[] as ItemRow[]
}

export type ItemChangeRow = { version: number; changed_at: string; content: ItemRow }

export async function listItemChanges(db: Db, storeId: StoreId, code: string): Promise<ItemChangeRow[]> {
  const rows = await db
    .selectFrom('item_changes')
    .select(['version', 'changed_at', 'content'])
    .where('bucket', '=', bucketOf(storeId))
    .where('store_id', '=', storeId)
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .limit(200)
    .execute()
  return rows as ItemChangeRow[]
}

/**
 * Keeps pushes of a store's catalogue apart from purchases that meet an unknown code of it, until commit: a push
 * takes the lock alone, such purchases share it. Whoever comes second sees what the first wrote, so that no line
 * can stay unnamed beside its item.
 */
export async function lockCatalogue(tx: Tx, storeId: StoreId, how: 'alone' | 'shared'): Promise<void> {
  const key = sql`hashtextextended(${`catalogue ${storeId}`}, 0)`
  if (how === 'alone') await sql`select pg_advisory_xact_lock(${key})`.execute(tx)
  else await sql`select pg_advisory_xact_lock_shared(${key})`.execute(tx)
}
