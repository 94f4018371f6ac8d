import type { FastifyInstance } from 'fastify'
import {
  StoreParams,
  actingStore,
  getStoreById,
  maySeeStore,
  storeNotFound,
  storeNotYours,
} from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import type { AttemptId } from '#platform/ids.ts'
import { parsePublicId } from '#platform/ids.ts'
import { instantKey, page, readCursor } from '#platform/paging.ts'
import { route } from '#platform/route.ts'
import { paymentNotFound } from './errors.ts'
import { findAttempt, listStoreAttempts } from './queries.ts'
import type { AttemptRow } from './rows.ts'
import { PaymentPage, PaymentParams, PaymentQuery, PaymentView } from './schemas.ts'
import { paymentSummary, paymentView } from './views.ts'

export function storePaymentRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/v1/stores/:storeCode/payments',
    operationId: 'listPayments',
    summary: 'Payments of a store with providers, the newest first',
    tag: 'payments',
    access: { scope: 'settlements:read' },
    errors: [storeNotFound, storeNotYours],
    params: StoreParams,
    query: PaymentQuery,
    response: PaymentPage,
    async handler(ctx, { params, query }) {
      const store = await actingStore(ctx, params.storeCode)
      const rows = await listStoreAttempts(reader(ctx), {
        storeId: store.id,
        state: query.state,
        after: readCursor(query.cursor, instantKey),
        limit: query.limit,
      })
      const { rows: kept, nextCursor } = page(rows, query.limit, (row) => [row.created_at, row.id])
      return { items: kept.map(paymentSummary), nextCursor }
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/payments/:paymentId',
    operationId: 'getPayment',
    summary: 'One payment with its refunds',
    tag: 'payments',
    access: { scope: 'settlements:read' },
    errors: [paymentNotFound],
    params: PaymentParams,
    response: PaymentView,
    handler: async (ctx, { params }) => paymentView(ctx, await seenPayment(ctx, params.paymentId)),
  })
}

/** A payment for whoever may act for its store. @throws Problem `payment_not_found` */
export async function seenPayment(ctx: Context, publicPaymentId: string): Promise<AttemptRow> {
  const id = parsePublicId('att', publicPaymentId) as AttemptId | undefined
  const row = id && (await findAttempt(reader(ctx), id))
  if (!row || !maySeeStore(ctx, await getStoreById(ctx, row.store_id))) throw paymentNotFound()
  return row
}
