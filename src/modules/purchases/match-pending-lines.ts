import { sql } from 'kysely'
import { findItems, itemKey, itemsChanged } from '#modules/catalog/index.ts'
import type { Tx } from '#platform/db.ts'
import { publish, subscribe } from '#platform/events.ts'
import type { PurchaseId, StoreId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import { purchaseMatched } from './events.ts'
import { findPurchases } from './queries.ts'

type Pending = { code: string; purchase_id: PurchaseId; n: number }

/** Lines that waited for a code get the item's name as soon as the store's catalogue knows the code. */
export const matchPendingLines = subscribe(
  'purchases.match-pending-lines',
  itemsChanged,
  async (_ctx, tx, events) => {
    for (const { payload } of events) await matchCodes(tx, payload.storeId as StoreId, payload.codes)
  },
)

async function matchCodes(tx: Tx, storeId: StoreId, codes: readonly string[]): Promise<void> {
  const { rows: pending } = await sql<Pending>`
    delete from pending_lines where bucket = ${bucketOf(storeId)} and store_id = ${storeId} and code = any(${codes}::text[])
    returning code, purchase_id, n`.execute(tx)
  if (pending.length === 0) return
  const items = await findItems(
    tx,
    [...new Set(pending.map((p) => p.code))].map((code) => ({ storeId, code })),
  )
  const matched = pending
    .flatMap((line) => {
      const item = items.get(itemKey(storeId, line.code))
      return item ? [{ ...line, bucket: bucketOf(line.purchase_id), item }] : []
    })
    .sort((a, b) => (a.purchase_id < b.purchase_id ? -1 : 1))
  await sql`update purchase_lines l set name = m.name, match = 'matched', maker = m.maker, model = m.model, gtin = m.gtin,
      category = m.category, maker_warranty_months = m.maker_warranty_months,
      tax_category = coalesce(l.tax_category, m.tax_category)
    from json_populate_recordset(null::purchase_lines, ${JSON.stringify(
      matched.map(({ bucket, purchase_id, n, item }) => ({
        bucket,
        purchase_id,
        n,
        name: item.name,
        maker: item.maker,
        model: item.model,
        gtin: item.gtin,
        category: item.category,
        maker_warranty_months: item.maker_warranty_months,
        tax_category: item.tax_category,
      })),
    )}::json) m
    where l.bucket = m.bucket and l.purchase_id = m.purchase_id and l.n = m.n and l.match = 'pending'`.execute(
    tx,
  )
  const purchases = await findPurchases(tx, [...new Set(matched.map((m) => m.purchase_id))])
  await publish(
    tx,
    purchaseMatched,
    ...[...purchases.values()].map((purchase) => ({
      purchaseId: purchase.id,
      storeId,
      purchaserIds: purchase.purchaser_id === null ? [] : [purchase.purchaser_id],
      lines: matched.filter((m) => m.purchase_id === purchase.id).map((m) => m.n),
    })),
  )
}
