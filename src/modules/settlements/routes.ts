import type { FastifyInstance } from 'fastify'
import { actingStore, storeNotFound, storeNotYours } from '#modules/identity/index.ts'
import { StoreParams } from '#modules/identity/index.ts'
import type { Feed } from '#platform/feed.ts'
import type { Services } from '#platform/context.ts'
import { inTransaction, reader, systemContext } from '#platform/context.ts'
import { gatheredWrite } from '#platform/gathered-write.ts'
import { parsePublicId } from '#platform/ids.ts'
import { instantKey, page, readCursor } from '#platform/paging.ts'
import { route } from '#platform/route.ts'
import { buyerRoutes } from './buyer-routes.ts'
import { cancelSettlement } from './cancel-settlement.ts'
import type { SettledTogether } from './create-settlement.ts'
import { createSettlement } from './create-settlement.ts'
import { settlementNotFound, settlementNotOpen } from './errors.ts'
import { eventRoutes } from './event-routes.ts'
import { seenSettlement, sellerMay } from './may-see.ts'
import { listStoreSettlements } from './queries.ts'
import { quoteSettlement } from './quote-settlement.ts'
import { refundRoutes } from './refund-routes.ts'
import { basketErrors, paymentErrors } from './refusals.ts'
import { registerRoutes } from './register-routes.ts'
import {
  EmptyInput,
  Quote,
  QuoteInput,
  SettlementInput,
  SettlementPage,
  SettlementParams,
  SettlementQuery,
  SettlementView,
} from './schemas.ts'
import type { Ready } from './settle-together.ts'
import { settleTogether } from './settle-together.ts'
import { settlementRows, settlementView, writtenView } from './views.ts'

export function settlementRoutes(app: FastifyInstance, options: { feed: Feed; services: Services }): void {
  const ctx = systemContext(options.services, 'createSettlement', 'http')
  const together = gatheredWrite((all: readonly Ready[]) =>
    inTransaction(ctx, (tx) => settleTogether(tx, { ...ctx, tx }, all)),
  )
  tillRoutes(app, together)
  lookRoutes(app)
  refundRoutes(app)
  buyerRoutes(app)
  registerRoutes(app)
  eventRoutes(app, options)
}

function tillRoutes(app: FastifyInstance, together: SettledTogether): void {
  route(app, {
    method: 'POST',
    url: '/v1/settlements/quote',
    operationId: 'quoteSettlement',
    summary: 'What a basket costs this buyer: coupons that apply themselves, tax by rate, the amount due',
    description: 'Changes nothing and uses no token up. Every value on the way is in `steps`.',
    tag: 'settlements',
    access: { scope: 'settlements:write' },
    errors: basketErrors,
    body: QuoteInput,
    response: Quote,
    notIdempotent: 'Nothing is written.',
    handler: (ctx, { body }) => quoteSettlement(ctx, body),
  })
  route(app, {
    method: 'POST',
    url: '/v1/settlements',
    operationId: 'createSettlement',
    summary: 'Takes the payment of a basket, and records the purchase with its covers',
    description:
      'The same reference with the same content answers the same and does nothing again; with other content it is refused. `processing` and `awaiting_buyer` are told to the till by its event stream.',
    tag: 'settlements',
    access: { scope: 'settlements:write' },
    errors: paymentErrors,
    body: SettlementInput,
    bodyLimit: 4 * 1024 * 1024,
    status: 201,
    response: SettlementView,
    notIdempotent: 'Store and reference are the key.',
    async handler(ctx, { body }, _request, reply) {
      const { id, replayed, written } = await createSettlement(ctx, body, together)
      if (written) return writtenView(ctx, written)
      if (replayed) reply.header('idempotency-replayed', 'true')
      return settlementView(ctx, await seenSettlement(ctx, id, sellerMay), replayed)
    },
  })
  route(app, {
    method: 'POST',
    url: '/v1/settlements/:settlementId/cancel',
    operationId: 'cancelSettlement',
    summary: 'Gives up a settlement that waits for its buyer or for a payment',
    description:
      'Stays `processing` until the provider is certain that nothing was taken; what was taken meanwhile goes back.',
    tag: 'settlements',
    access: { scope: 'settlements:write' },
    errors: [settlementNotFound, settlementNotOpen],
    params: SettlementParams,
    body: EmptyInput,
    response: SettlementView,
    notIdempotent: 'A settlement that was given up is answered as it is.',
    async handler(ctx, { params }) {
      const id = parsePublicId('stl', params.settlementId)
      await cancelSettlement(ctx, id, sellerMay)
      return settlementView(ctx, await seenSettlement(ctx, id, sellerMay))
    },
  })
}

function lookRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/v1/settlements/:settlementId',
    operationId: 'getSettlement',
    summary: 'One settlement with its tenders, coupons, tax and refunds',
    tag: 'settlements',
    access: { scope: 'settlements:read' },
    errors: [settlementNotFound],
    params: SettlementParams,
    response: SettlementView,
    async handler(ctx, { params }) {
      const id = parsePublicId('stl', params.settlementId)
      return settlementView(ctx, await seenSettlement(ctx, id, sellerMay))
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/stores/:storeCode/settlements',
    operationId: 'listSettlements',
    summary: "A store's settlements, the newest first",
    tag: 'settlements',
    access: { scope: 'settlements:read' },
    errors: [storeNotFound, storeNotYours],
    params: StoreParams,
    query: SettlementQuery,
    response: SettlementPage,
    async handler(ctx, { params, query }) {
      const store = await actingStore(ctx, params.storeCode)
      const rows = await listStoreSettlements(reader(ctx), store, {
        ...query,
        after: readCursor(query.cursor, instantKey),
      })
      const { rows: kept, nextCursor } = page(rows, query.limit, (row) => [row.occurred_at, row.id])
      return { items: await settlementRows(ctx, kept), nextCursor }
    },
  })
}
