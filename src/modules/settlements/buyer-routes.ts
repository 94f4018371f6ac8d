import type { FastifyInstance } from 'fastify'
import type { Context } from '#platform/context.ts'
import { buyer, reader } from '#platform/context.ts'
import type { DeclaredError } from '#platform/errors.ts'
import type { SettlementId } from '#platform/ids.ts'
import { parsePublicId } from '#platform/ids.ts'
import { instantKey, page, readCursor } from '#platform/paging.ts'
import { route } from '#platform/route.ts'
import { confirmSettlement } from './confirm-settlement.ts'
import { declineSettlement } from './decline-settlement.ts'
import { settlementNotFound, settlementNotOpen } from './errors.ts'
import { buyerMay, seenSettlement } from './may-see.ts'
import { listPeoplesSettlements } from './queries.ts'
import { confirmErrors } from './refusals.ts'
import {
  EmptyInput,
  MySettlementsQuery,
  SettlementPage,
  SettlementParams,
  SettlementView,
} from './schemas.ts'
import { settlementRows, settlementView } from './views.ts'

export function buyerRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/v1/me/settlements',
    operationId: 'listMySettlements',
    summary: 'My payments at tills, the newest first; those that wait for my word too',
    tag: 'wallet',
    access: { buyer: true },
    query: MySettlementsQuery,
    response: SettlementPage,
    async handler(ctx, { query }) {
      const rows = await listPeoplesSettlements(reader(ctx), buyer(ctx).identities, {
        purchaseId: query.purchaseId === undefined ? undefined : parsePublicId('pur', query.purchaseId),
        after: readCursor(query.cursor, instantKey),
        limit: query.limit,
      })
      const { rows: kept, nextCursor } = page(rows, query.limit, (row) => [row.occurred_at, row.id])
      return { items: await settlementRows(ctx, kept), nextCursor }
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/me/settlements/:settlementId',
    operationId: 'getMySettlement',
    summary: 'One of my payments, with coupons, tax and refunds',
    tag: 'wallet',
    access: { buyer: true },
    errors: [settlementNotFound],
    params: SettlementParams,
    response: SettlementView,
    async handler(ctx, { params }) {
      const id = parsePublicId('stl', params.settlementId)
      return settlementView(ctx, await seenSettlement(ctx, id, buyerMay))
    },
  })
  myMove(app, {
    path: 'confirm',
    operationId: 'confirmMySettlement',
    summary: 'Yes to a payment that a till asked for: the money moves now',
    errors: confirmErrors,
    work: confirmSettlement,
  })
  myMove(app, {
    path: 'decline',
    operationId: 'declineMySettlement',
    summary: 'No to a payment that a till asked for: nothing moves, coupons are free again',
    errors: [],
    work: declineSettlement,
  })
}

function myMove(
  app: FastifyInstance,
  spec: {
    path: string
    operationId: string
    summary: string
    errors: readonly DeclaredError[]
    work: (ctx: Context, id: SettlementId | undefined) => Promise<void>
  },
): void {
  route(app, {
    method: 'POST',
    url: `/v1/me/settlements/:settlementId/${spec.path}`,
    operationId: spec.operationId,
    summary: spec.summary,
    tag: 'wallet',
    access: { buyer: true },
    errors: [settlementNotFound, settlementNotOpen, ...spec.errors],
    params: SettlementParams,
    body: EmptyInput,
    response: SettlementView,
    notIdempotent: 'The state of the settlement allows it once.',
    async handler(ctx, { params }) {
      const id = parsePublicId('stl', params.settlementId)
      await spec.work(ctx, id)
      return settlementView(ctx, await seenSettlement(ctx, id, buyerMay))
    },
  })
}
