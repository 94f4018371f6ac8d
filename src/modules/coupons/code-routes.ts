import type { FastifyInstance } from 'fastify'
import { publicId } from '#platform/ids.ts'
import { PageQuery } from '#platform/paging.ts'
import { route } from '#platform/route.ts'
import { createCouponCodes } from './create-coupon-codes.ts'
import {
  BatchParams,
  CodeBatches,
  CodesInput,
  CodesRevoked,
  CouponParams,
  NewCodes,
} from './definition-schemas.ts'
import { batchNotFound, couponCodeTaken, couponNotFound, couponStateWrong } from './errors.ts'
import { listCouponCodes } from './list-coupons.ts'
import { revokeCouponCodes } from './revoke-coupon-codes.ts'

/** Codes that lead to a coupon. */
export function codeRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/v1/coupons/:couponId/codes',
    operationId: 'createCouponCodes',
    summary: 'Make codes: one public word, or up to 10,000 personal ones',
    description:
      'Personal codes are used once each. They are answered this once; only keyed hashes are kept.',
    tag: 'coupons',
    access: { scope: 'coupons:write' },
    errors: [couponNotFound, couponCodeTaken, couponStateWrong],
    notIdempotent: 'Its answer holds secrets that are stored nowhere, so it cannot be given again.',
    params: CouponParams,
    body: CodesInput,
    status: 201,
    response: NewCodes,
    async handler(ctx, { params, body }) {
      const { batchId, ...made } = await createCouponCodes(ctx, params.couponId, body)
      return { batchId: publicId('cpb', batchId), ...made }
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/coupons/:couponId/codes',
    operationId: 'listCouponCodes',
    summary: 'Batches of codes that were made, the newest first',
    tag: 'coupons',
    access: { scope: 'coupons:read' },
    errors: [couponNotFound],
    params: CouponParams,
    query: PageQuery,
    response: CodeBatches,
    handler: (ctx, { params, query }) => listCouponCodes(ctx, params.couponId, query),
  })
  route(app, {
    method: 'POST',
    url: '/v1/coupons/:couponId/codes/:batchId/revoke',
    operationId: 'revokeCouponCodes',
    summary: 'Make the codes of a batch worthless',
    tag: 'coupons',
    access: { scope: 'coupons:write' },
    errors: [couponNotFound, batchNotFound],
    params: BatchParams,
    response: CodesRevoked,
    handler: (ctx, { params }) => revokeCouponCodes(ctx, params.couponId, params.batchId),
  })
}
