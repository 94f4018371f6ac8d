import type { FastifyInstance } from 'fastify'
import { actingStoreIds, storeNotFound, storeNotYours } from '#modules/identity/index.ts'
import { parseNumber } from '#platform/codes.ts'
import { reader } from '#platform/context.ts'
import { parsePublicId } from '#platform/ids.ts'
import { instantKey, page, readCursor } from '#platform/paging.ts'
import { route } from '#platform/route.ts'
import { buyerRoutes } from './buyer-routes.ts'
import { deskRoutes } from './desk-routes.ts'
import { claimNotFound, refusalErrors, refusals } from './errors.ts'
import { checkFiling, fileClaim, unknownNumber } from './file-claim.ts'
import { filingOfSeller } from './find-filing.ts'
import { guestRoutes } from './guest-routes.ts'
import { sellerMay, seenClaim } from './may-touch.ts'
import { photoRoutes } from './photo-routes.ts'

import { countQueues, findClaim, listStoreClaims } from './queries.ts'
import {
  ClaimCheckInput,
  ClaimCheckView,
  ClaimInput,
  ClaimPage,
  ClaimParams,
  ClaimQuery,
  ClaimQueues,
  DeskClaimView,
  QueueQuery,
} from './schemas.ts'
import { checkView, claimSummaries, deskClaimView } from './views.ts'

export function claimRoutes(app: FastifyInstance): void {
  filingRoutes(app)
  listRoutes(app)
  deskRoutes(app)
  buyerRoutes(app)
  guestRoutes(app)
  photoRoutes(app)
}

function filingRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/v1/claims/check',
    operationId: 'checkClaim',
    summary: 'Asks what a claim would be told, without filing it',
    description:
      'The checks run in their order and the first that fails answers. In a test organisation a description `sandbox:CODE` provokes the refusal of that code.',
    tag: 'claims',
    access: { scope: 'claims:write' },
    body: ClaimCheckInput,
    response: ClaimCheckView,
    notIdempotent: 'Nothing is written.',
    async handler(ctx, { body }) {
      const filing = await filingOfSeller(ctx, body)
      return checkView(
        filing
          ? await checkFiling(ctx, filing)
          : unknownNumber({
              asked: { ...body, lossOn: body.occurredOn },
            }),
      )
    },
  })
  route(app, {
    method: 'POST',
    url: '/v1/claims',
    operationId: 'fileClaim',
    summary: 'Files a claim for a buyer, by warranty number',
    tag: 'claims',
    access: { scope: 'claims:write' },
    errors: refusalErrors,
    body: ClaimInput,
    status: 201,
    response: DeskClaimView,
    async handler(ctx, { body }) {
      const filing = await filingOfSeller(ctx, body)
      if (!filing) throw refusals.warranty_number_unknown()
      const row = await findClaim(reader(ctx), await fileClaim(ctx, filing))
      if (!row) throw claimNotFound()
      return deskClaimView(ctx, row)
    },
  })
}

function listRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/v1/claims',
    operationId: 'listClaims',
    summary: "The stores' claims, the newest first; by state, or by what is to be done",
    tag: 'claims',
    access: { scope: 'claims:read' },
    errors: [storeNotFound, storeNotYours],
    query: ClaimQuery,
    response: ClaimPage,
    async handler(ctx, { query }) {
      const rows = await listStoreClaims(reader(ctx), {
        storeIds: await actingStoreIds(ctx, query.storeCode),
        state: query.state,
        queue: query.queue,
        contractId: query.contractId === undefined ? undefined : parsePublicId('ctr', query.contractId),
        receptionNumber:
          query.receptionNumber === undefined
            ? undefined
            : (parseNumber(query.receptionNumber)?.number ?? '-'),
        after: readCursor(query.cursor, instantKey),
        limit: query.limit,
      })
      const { rows: kept, nextCursor } = page(rows, query.limit, (row) => [row.filed_at, row.id])
      return { items: await claimSummaries(ctx, kept), nextCursor }
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/claims/queues',
    operationId: 'countClaimQueues',
    summary: 'How many claims stand in each queue of the desk',
    tag: 'claims',
    access: { scope: 'claims:read' },
    errors: [storeNotFound, storeNotYours],
    query: QueueQuery,
    response: ClaimQueues,
    async handler(ctx, { query }) {
      return countQueues(reader(ctx), await actingStoreIds(ctx, query.storeCode))
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/claims/:claimId',
    operationId: 'getClaim',
    summary: 'One claim with its history, what the rules say of it, and what can be done next',
    tag: 'claims',
    access: { scope: 'claims:read' },
    errors: [claimNotFound],
    params: ClaimParams,
    response: DeskClaimView,
    async handler(ctx, { params }) {
      return deskClaimView(ctx, await seenClaim(ctx, parsePublicId('clm', params.claimId), sellerMay))
    },
  })
}
