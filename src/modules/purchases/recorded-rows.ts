import { itemKey } from '#modules/catalog/index.ts'
import type { ItemRow } from '#modules/catalog/index.ts'
import type { Store } from '#modules/identity/index.ts'
import { auditRows } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { hexBytes } from '#platform/db.ts'
import type { PurchaseId, PurchaserId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import type { Rows } from '#platform/rows.ts'
import { purchaseRecorded } from './events.ts'
import type { Report } from './model.ts'
import { contentHash, totalOf } from './model.ts'
import type { Recording } from './recording.ts'
import type { LineRow, PurchaseRow } from './rows.ts'

/* What one recorded report becomes in the tables; `record-wave.ts` decides whether it does. */

export function lineRow(
  id: PurchaseId,
  { store, report }: Recording,
  index: number,
  items: Map<string, ItemRow>,
): LineRow {
  const line = report.lines[index] as Report['lines'][number]
  const item = items.get(itemKey(store.id, line.code))
  return {
    bucket: bucketOf(id),
    purchase_id: id,
    n: index + 1,
    code: line.code,
    name: line.name ?? item?.name ?? null,
    match: line.name !== null ? 'own' : item ? 'matched' : 'pending',
    maker: item?.maker ?? null,
    gtin: item?.gtin ?? null,
    model: item?.model ?? null,
    category: item?.category ?? null,
    maker_warranty_months: item?.maker_warranty_months ?? null,
    quantity: line.quantity,
    returned: 0,
    unit_price: line.unitPrice,
    amount: line.amount,
    tax_category: line.taxCategory ?? (store.taxRegime === 'none' ? 'O' : (item?.tax_category ?? null)),
    name_reported: line.name !== null,
    tax_reported: line.taxCategory !== null,
    serial_numbers: line.serialNumbers.length > 0 ? line.serialNumbers : null,
    plan_code: line.plan?.planCode ?? null,
    plan_price: line.plan?.price ?? null,
    plan_error: null,
    original_line: line.originalLine ?? null,
  }
}

export function purchaseRow(
  id: PurchaseId,
  recording: Recording,
  original: PurchaseRow | null,
  now: string,
): PurchaseRow {
  const { report, buyer } = recording
  return {
    bucket: bucketOf(id),
    id,
    store_id: recording.store.id,
    reference: recording.reference,
    revision: recording.revision,
    kind: report.kind,
    purchased_at: report.purchasedAt,
    currency: report.currency,
    price_basis: report.priceBasis,
    total: original && report.kind === 'void' ? original.total : totalOf(report),
    line_count: report.lines.length,
    content_hash: hexBytes(contentHash(report)),
    buyer_hash: recording.buyerHash && hexBytes(recording.buyerHash),
    // A return that names its original but nobody belongs to whoever bought it.
    purchaser_id: buyer?.purchaserId ?? original?.purchaser_id ?? null,
    buyer_name_sealed: buyer?.nameSealed ? hexBytes(buyer.nameSealed) : null,
    return_of: original?.id ?? null,
    voided_at: null,
    disowned_at: null,
    recorded_at: now,
  }
}

export function addPending(
  rows: Rows,
  { store }: Recording,
  id: PurchaseId,
  lines: readonly LineRow[],
): void {
  const bucket = bucketOf(store.id)
  for (const line of lines) {
    if (line.match === 'pending')
      rows.add('pending_lines', { bucket, store_id: store.id, code: line.code, purchase_id: id, n: line.n })
  }
}

export function addHolder(
  rows: Rows,
  { buyer }: Recording,
  purchase: PurchaseRow,
  before: PurchaserId | null,
): void {
  const holder = purchase.purchaser_id
  // Without a buyer of its own (a return that names its original) it is held as the original is: `holdLikeOriginal`.
  if (holder === null || holder === before || !buyer) return
  const { via } = buyer
  rows.add('purchase_holders', {
    bucket: bucketOf(holder),
    purchaser_id: holder,
    purchase_id: purchase.id,
    store_id: purchase.store_id,
    purchased_at: purchase.purchased_at,
    via,
    recorded_at: purchase.recorded_at,
    proven_at: via === 'purchaser' || via === 'member' ? purchase.recorded_at : null,
    ended_at: null,
  })
}

export function addTraces(
  ctx: Context,
  rows: Rows,
  purchase: PurchaseRow,
  before: PurchaseRow | null,
  store: Store,
): void {
  const facts = (row: PurchaseRow) => ({
    kind: row.kind,
    revision: row.revision,
    total: row.total,
    currency: row.currency,
    lines: row.line_count,
  })
  rows.add(
    'audit_entries',
    ...auditRows(ctx, [
      {
        bucket: purchase.bucket,
        organisationId: store.organisationId,
        entity: 'purchase',
        entityId: purchase.id,
        before: before && facts(before),
        after: facts(purchase),
      },
    ]),
  )
  rows.add('outbox', {
    topic: purchaseRecorded.topic,
    payload: {
      purchaseId: purchase.id,
      storeId: store.id,
      purchaserIds: purchase.purchaser_id === null ? [] : [purchase.purchaser_id],
      kind: purchase.kind,
      revision: purchase.revision,
    },
  })
}
