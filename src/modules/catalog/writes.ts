import { sql } from 'kysely'
import type { Tx } from '#platform/db.ts'
import { insertRows } from '#platform/db.ts'
import { bucketOf } from '#platform/ids.ts'
import type { ItemRow } from './queries.ts'

/** Writes items as they are now, and a row of history for each. */
export async function saveItems(tx: Tx, items: readonly ItemRow[]): Promise<void> {
  if (items.length === 0) return
  const rows = items.map((item) => ({ bucket: bucketOf(item.store_id), ...item }))
  await sql`insert into items
    select * from json_populate_recordset(null::items, ${JSON.stringify(rows)}::json)
    on conflict (bucket, store_id, code) do update set
      name = excluded.name, maker = excluded.maker, model = excluded.model, gtin = excluded.gtin,
      category = excluded.category, price = excluded.price, currency = excluded.currency,
      tax_category = excluded.tax_category, maker_warranty_months = excluded.maker_warranty_months,
      launched_on = excluded.launched_on, deleted_at = excluded.deleted_at, version = excluded.version,
      updated_at = excluded.updated_at`.execute(tx)
  await insertRows(
    tx,
    'item_changes',
    items.map((item) => ({
      bucket: bucketOf(item.store_id),
      store_id: item.store_id,
      code: item.code,
      version: item.version,
      changed_at: item.updated_at,
      content: item,
    })),
  )
}
