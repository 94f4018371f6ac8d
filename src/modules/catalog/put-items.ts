import type { z } from 'zod'
import type { Store } from '#modules/identity/index.ts'
import { auditRows } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import type { FieldError } from '#platform/errors.ts'
import { fieldErrors } from '#platform/errors.ts'
import { publish } from '#platform/events.ts'
import { bucketOf } from '#platform/ids.ts'
import { Rows } from '#platform/rows.ts'
import { itemsChanged } from './events.ts'
import type { ItemRow } from './queries.ts'
import { findItems, itemKey, lockCatalogue } from './queries.ts'
import { ItemInput } from './schemas.ts'
import type { PutItemsResult } from './schemas.ts'
import { saveItems } from './writes.ts'

/** A transaction holds this many rows: long enough to be fast, short enough to let purchases in between. */
const chunkSize = 1000
const rejectedKept = 1000

/**
 * Takes a store's catalogue, or a part of it, row by row in order. A wrong row is refused alone. Sent again it
 * changes nothing; what changed gets a new version in the item's history.
 * @param rows values as they were parsed, or the fault that kept a line from being parsed
 */
export async function putItems(
  ctx: Context,
  store: Store,
  rows: Iterable<unknown> | AsyncIterable<unknown>,
): Promise<z.input<typeof PutItemsResult>> {
  const result: z.input<typeof PutItemsResult> = {
    received: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    rejectedCount: 0,
    rejected: [],
  }
  let chunk = new Map<string, ItemInput>()
  const flush = async () => {
    if (chunk.size === 0) return
    const items = [...chunk.values()]
    chunk = new Map()
    const counts = await inTransaction(ctx, (tx) => saveChunk(tx, ctx, store, items))
    result.created += counts.created
    result.updated += counts.updated
    result.unchanged += counts.unchanged
  }
  for await (const value of rows) {
    result.received += 1
    const checked = checkRow(value, store)
    if ('errors' in checked) {
      result.rejectedCount += 1
      if (result.rejected.length < rejectedKept) result.rejected.push({ row: result.received, ...checked })
      continue
    }
    // A code twice in one chunk would hide its first change from the history.
    if (chunk.size >= chunkSize || chunk.has(checked.item.code)) await flush()
    chunk.set(checked.item.code, checked.item)
  }
  await flush()
  return result
}

/** A row of NDJSON that is no JSON. */
export class UnreadableRow {
  readonly message: string
  constructor(message: string) {
    this.message = message
  }
}

function checkRow(
  value: unknown,
  store: Store,
): { item: ItemInput } | { code: string | null; errors: FieldError[] } {
  if (value instanceof UnreadableRow)
    return { code: null, errors: [{ field: '', code: 'not_json', message: value.message }] }
  const parsed = ItemInput.safeParse(value)
  const sent = (value as { code?: unknown } | null)?.code
  const code = typeof sent === 'string' ? sent.slice(0, 100) : null
  if (!parsed.success) return { code, errors: fieldErrors(parsed.error) }
  const { currency } = parsed.data
  if (currency !== null && currency !== store.currency) {
    return {
      code,
      errors: [
        {
          field: 'currency',
          code: 'currency_not_of_store',
          message: `must be ${store.currency}, the currency of the store`,
        },
      ],
    }
  }
  return { item: parsed.data }
}

async function saveChunk(tx: Tx, ctx: Context, store: Store, items: ItemInput[]) {
  await lockCatalogue(tx, store.id, 'alone')
  const present = await findItems(
    tx,
    items.map(({ code }) => ({ storeId: store.id, code })),
  )
  const now = ctx.clock.now()
  const changed: ItemRow[] = []
  let created = 0
  for (const item of items) {
    const before = present.get(itemKey(store.id, item.code))
    const after = rowOf(item, store, before, now)
    if (before && sameItem(before, after)) continue
    if (!before) created += 1
    changed.push(after)
  }
  await saveItems(tx, changed)
  if (changed.length > 0) {
    await publish(tx, itemsChanged, { storeId: store.id, codes: changed.map((row) => row.code) })
    const audits = new Rows()
    audits.add(
      'audit_entries',
      ...auditRows(
        ctx,
        changed.map((row) => ({
          bucket: bucketOf(store.id),
          organisationId: store.organisationId,
          entity: 'item',
          entityId: `${store.code}/${row.code}`,
          before: summary(present.get(itemKey(store.id, row.code))),
          after: summary(row),
        })),
      ),
    )
    await audits.insert(tx)
  }
  return { created, updated: changed.length - created, unchanged: items.length - changed.length }
}

function rowOf(item: ItemInput, store: Store, before: ItemRow | undefined, now: string): ItemRow {
  return {
    store_id: store.id,
    code: item.code,
    name: item.name,
    maker: item.maker,
    model: item.model,
    gtin: item.gtin,
    category: item.category,
    price: item.price,
    currency: item.price === null ? item.currency : (item.currency ?? store.currency),
    tax_category: item.taxCategory,
    maker_warranty_months: item.makerWarrantyMonths,
    launched_on: item.launchedOn,
    deleted_at: item.deleted ? (before?.deleted_at ?? now) : null,
    version: (before?.version ?? 0) + 1,
    updated_at: now,
  }
}

const compared = [
  'name',
  'maker',
  'model',
  'gtin',
  'category',
  'price',
  'currency',
  'tax_category',
  'maker_warranty_months',
  'launched_on',
  'deleted_at',
] as const

function sameItem(a: ItemRow, b: ItemRow): boolean {
  return compared.every((column) => a[column] === b[column])
}

function summary(row: ItemRow | undefined) {
  return row && Object.fromEntries(compared.map((column) => [column, row[column]]))
}
