import type { FastifyInstance } from 'fastify'
import { actingStore, storeNotFound, storeNotYours, storesOf } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { buyer, reader } from '#platform/context.ts'
import { instantKey, page, readCursor } from '#platform/paging.ts'
import { route } from '#platform/route.ts'
import { addressPaper } from './address-paper.ts'
import { paperAlreadyAddressed, paperNotAddressable, paperNotFound } from './errors.ts'
import { paperFileRoutes } from './file-routes.ts'
import { printPaper } from './print-paper.ts'
import type { PaperRow } from './queries.ts'
import { listPapersOf, listStorePapers } from './queries.ts'
import {
  PaperAddress,
  PaperListQuery,
  PaperPage,
  PaperParams,
  PaperPrint,
  PaperView,
  StorePapersParams,
} from './schemas.ts'
import { seePaper } from './see-paper.ts'
import { paperSummary, paperView } from './views.ts'

export function paperRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/v1/stores/:storeCode/papers',
    operationId: 'listStorePapers',
    summary: "A store's invoices and receipts, the newest first",
    tag: 'papers',
    access: { scope: 'settlements:read' },
    errors: [storeNotFound, storeNotYours],
    params: StorePapersParams,
    query: PaperListQuery,
    response: PaperPage,
    async handler(ctx, { params, query }) {
      const store = await actingStore(ctx, params.storeCode)
      const after = readCursor(query.cursor, instantKey)
      return pageOfPapers(ctx, await listStorePapers(reader(ctx), store.id, after, query.limit), query.limit)
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/me/papers',
    operationId: 'listMyPapers',
    summary: 'My invoices and receipts of all stores, the newest first',
    tag: 'wallet',
    access: { buyer: true },
    query: PaperListQuery,
    response: PaperPage,
    async handler(ctx, { query }) {
      const after = readCursor(query.cursor, instantKey)
      const rows = await listPapersOf(reader(ctx), buyer(ctx).identities, after, query.limit)
      return pageOfPapers(ctx, rows, query.limit)
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/papers/:paperId',
    operationId: 'getPaper',
    summary: 'One invoice or receipt, as it was issued',
    description: 'For the store that issued it, and for the buyer whose it is.',
    tag: 'papers',
    access: { scope: 'settlements:read', buyer: true },
    errors: [paperNotFound],
    params: PaperParams,
    response: PaperView,
    async handler(ctx, { params }) {
      const { row, store, prints } = await seePaper(ctx, params.paperId)
      return paperView(row, store, prints)
    },
  })
  route(app, {
    method: 'POST',
    url: '/v1/papers/:paperId/prints',
    operationId: 'printPaper',
    summary: 'Count a printing; every one after the first is marked 再発行',
    tag: 'papers',
    access: { scope: 'settlements:write', buyer: true },
    errors: [paperNotFound],
    params: PaperParams,
    status: 201,
    response: PaperPrint,
    handler: (ctx, { params }) => printPaper(ctx, params.paperId),
  })
  route(app, {
    method: 'POST',
    url: '/v1/papers/:paperId/addressed',
    operationId: 'addressPaper',
    summary: 'Exchange an invoice or receipt for one with the name of who asks for it (宛名)',
    description:
      'A simplified invoice becomes a qualified one. Once: the same name again answers the same paper, another is refused.',
    tag: 'papers',
    access: { scope: 'settlements:write', buyer: true },
    errors: [paperNotFound, paperAlreadyAddressed, paperNotAddressable],
    params: PaperParams,
    body: PaperAddress,
    status: 201,
    response: PaperView,
    handler: (ctx, { params, body }) => addressPaper(ctx, params.paperId, body.recipient),
  })
  paperFileRoutes(app)
}

async function pageOfPapers(ctx: Context, found: PaperRow[], limit: number) {
  const { rows, nextCursor } = page(found, limit, (row) => [row.issuedAt, row.id])
  const stores = await storesOf(
    ctx,
    rows.map((row) => row.storeId),
  )
  const items = rows.flatMap((row) => {
    const store = stores.get(row.storeId)
    return store ? [paperSummary(row, store)] : []
  })
  return { items, nextCursor }
}
