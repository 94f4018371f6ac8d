import type { PurchaseId, PurchaserId, StoreId } from '#platform/ids.ts'
import type { Report, ReportedLine } from './model.ts'

export type PurchaseRow = {
  bucket: number
  id: PurchaseId
  store_id: StoreId
  reference: string
  revision: number
  kind: 'sale' | 'return' | 'void'
  purchased_at: string
  currency: string
  price_basis: 'inclusive' | 'exclusive'
  total: number
  line_count: number
  content_hash: Buffer | string
  buyer_hash: Buffer | string | null
  purchaser_id: PurchaserId | null
  buyer_name_sealed: Buffer | string | null
  return_of: PurchaseId | null
  voided_at: string | null
  disowned_at: string | null
  recorded_at: string
}
export type LineRow = {
  bucket: number
  purchase_id: PurchaseId
  n: number
  code: string
  name: string | null
  match: 'own' | 'matched' | 'pending'
  maker: string | null
  model: string | null
  gtin: string | null
  category: string | null
  maker_warranty_months: number | null
  quantity: number
  returned: number
  unit_price: number
  amount: number
  tax_category: string | null
  name_reported: boolean
  tax_reported: boolean
  serial_numbers: string[] | null
  plan_code: string | null
  plan_price: number | null
  plan_error: string | null
  /** Of a return: the line of the original that it names. */
  original_line: number | null
}

/** A recorded purchase read back as the report that made it, to compare it with another. */
export function reportFrom(
  purchase: PurchaseRow,
  lines: readonly LineRow[],
  returnOf: string | null,
): Report {
  return {
    kind: purchase.kind,
    purchasedAt: purchase.purchased_at,
    currency: purchase.currency,
    priceBasis: purchase.price_basis,
    returnOf,
    lines: lines.map((line): ReportedLine => ({
      code: line.code,
      quantity: line.quantity,
      unitPrice: line.unit_price,
      amount: line.amount,
      name: line.name_reported ? line.name : null,
      taxCategory: line.tax_reported ? line.tax_category : null,
      serialNumbers: line.serial_numbers ?? [],
      plan: line.plan_code === null ? null : { planCode: line.plan_code, price: line.plan_price ?? 0 },
      ...(line.original_line === null ? {} : { originalLine: line.original_line }),
    })),
  }
}
