import type { FastifyInstance } from 'fastify'
import { actingStore, storeNotFound, storeNotYours, StoreParams } from '#modules/identity/index.ts'
import { reader } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { readLines } from '#platform/ndjson.ts'
import { page, readCursor, textKey } from '#platform/paging.ts'
import { isStream, route } from '#platform/route.ts'
import { putItems, UnreadableRow } from './put-items.ts'
import { findItem, listItemChanges, listItems } from './queries.ts'
import {
  ItemHistory,
  ItemInput,
  ItemPage,
  ItemParams,
  ItemQuery,
  ItemRows,
  ItemView,
  PutItemsResult,
} from './schemas.ts'
import { itemView } from './views.ts'

const storeErrors = [storeNotFound, storeNotYours]

export function catalogRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'PUT',
    url: '/v1/stores/:storeCode/items',
    operationId: 'putItems',
    summary: 'Push a catalogue or a part of it',
    description:
      'A JSON array of up to 8 MB, or an NDJSON stream of any length, one item a line. Each row stands for itself: wrong rows are refused and listed, the others are stored. Sent again, nothing changes.',
    tag: 'catalog',
    access: { scope: 'catalog:write' },
    errors: storeErrors,
    params: StoreParams,
    body: ItemRows,
    bodyLimit: 8 * 1024 * 1024,
    streams: { 'application/x-ndjson': ItemInput },
    response: PutItemsResult,
    async handler(ctx, { params, body }, request) {
      const store = await actingStore(ctx, params.storeCode)
      if (!isStream(request)) return putItems(ctx, store, body)
      return putItems(ctx, store, parsedRows(request.body as AsyncIterable<Buffer>))
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/stores/:storeCode/items',
    operationId: 'listItems',
    summary: "List a store's items by code",
    tag: 'catalog',
    access: { scope: 'catalog:read' },
    errors: storeErrors,
    params: StoreParams,
    query: ItemQuery,
    response: ItemPage,
    async handler(ctx, { params, query }) {
      const store = await actingStore(ctx, params.storeCode)
      const after = readCursor(query.cursor, textKey)?.[0]
      const rows = await listItems(reader(ctx), store.id, { ...query, after })
      const { rows: kept, nextCursor } = page(rows, query.limit, (row) => [row.code])
      return { items: kept.map((row) => itemView(row, store.code)), nextCursor }
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/stores/:storeCode/items/:code',
    operationId: 'getItem',
    summary: 'One item as it is now',
    tag: 'catalog',
    access: { scope: 'catalog:read' },
    errors: storeErrors,
    params: ItemParams,
    response: ItemView,
    async handler(ctx, { params }) {
      const store = await actingStore(ctx, params.storeCode)
      const row = await findItem(reader(ctx), store.id, params.code)
      if (!row) throw notFound(`item ${params.code}`)
      return itemView(row, store.code)
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/stores/:storeCode/items/:code/history',
    operationId: 'getItemHistory',
    summary: 'How an item changed, the newest first',
    tag: 'catalog',
    access: { scope: 'catalog:read' },
    errors: storeErrors,
    params: ItemParams,
    response: ItemHistory,
    async handler(ctx, { params }) {
      const store = await actingStore(ctx, params.storeCode)
      const rows = await listItemChanges(reader(ctx), store.id, params.code)
      if (rows.length === 0) throw notFound(`item ${params.code}`)
      const items = rows.map((row) => ({
        version: row.version,
        changedAt: row.changed_at,
        item: itemView(row.content, store.code),
      }))
      return { items, nextCursor: null }
    },
  })
}

async function* parsedRows(stream: AsyncIterable<Buffer>): AsyncIterable<unknown> {
  for await (const line of readLines(stream)) yield line.ok ? line.value : new UnreadableRow(line.message)
}
