import type { z } from 'zod'
import type { ItemRow } from './queries.ts'
import type { ItemView } from './schemas.ts'

export function itemView(row: ItemRow, storeCode: string): z.input<typeof ItemView> {
  return {
    storeCode,
    code: row.code,
    name: row.name,
    maker: row.maker,
    model: row.model,
    gtin: row.gtin,
    category: row.category,
    price: row.price,
    currency: row.currency,
    taxCategory: row.tax_category,
    makerWarrantyMonths: row.maker_warranty_months,
    launchedOn: row.launched_on,
    deleted: row.deleted_at !== null,
    version: row.version,
    updatedAt: row.updated_at,
  }
}
