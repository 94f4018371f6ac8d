import type { z } from 'zod'
import type { Store } from '#modules/identity/index.ts'
import { publicId } from '#platform/ids.ts'
import type { Summary } from './queries.ts'
import type { LineRow, PurchaseRow } from './rows.ts'
import type { LineView, PurchaseSummary, PurchaseView } from './schemas.ts'

export function storeName(store: Store) {
  return { code: store.code, name: store.name, timeZone: store.timeZone }
}

function head(row: PurchaseRow, store: Store) {
  return {
    id: publicId('pur', row.id),
    store: storeName(store),
    reference: row.reference,
    revision: row.revision,
    kind: row.kind,
    purchasedAt: row.purchased_at,
    currency: row.currency,
    priceBasis: row.price_basis,
    total: row.total,
    returnOf: row.return_of === null ? null : publicId('pur', row.return_of),
    voidedAt: row.voided_at,
    disownedAt: row.disowned_at,
    recordedAt: row.recorded_at,
  }
}

export function purchaseView(
  row: PurchaseRow,
  lines: readonly LineRow[],
  store: Store,
): z.input<typeof PurchaseView> {
  return { ...head(row, store), lines: lines.map(lineView) }
}

export function purchaseSummary(row: Summary, store: Store): z.input<typeof PurchaseSummary> {
  return {
    ...head(row, store),
    lineCount: row.line_count,
    firstLine: row.first_code === null ? null : { code: row.first_code, name: row.first_name },
  }
}

function lineView(line: LineRow): z.input<typeof LineView> {
  return {
    n: line.n,
    code: line.code,
    name: line.name,
    match: line.match,
    maker: line.maker,
    model: line.model,
    category: line.category,
    makerWarrantyMonths: line.maker_warranty_months,
    quantity: line.quantity,
    returned: line.returned,
    unitPrice: line.unit_price,
    amount: line.amount,
    taxCategory: line.tax_category as z.input<typeof LineView>['taxCategory'],
    serialNumbers: line.serial_numbers ?? [],
    plan: line.plan_code === null ? null : { planCode: line.plan_code, price: line.plan_price ?? 0 },
    planError: line.plan_error,
  }
}
