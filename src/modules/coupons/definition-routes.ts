import type { FastifyInstance } from 'fastify'
import { storeNotFound, storeNotYours } from '#modules/identity/index.ts'
import { PageQuery } from '#platform/paging.ts'
import { route } from '#platform/route.ts'
import { changeCouponState } from './change-coupon-state.ts'
import { changeCoupon } from './change-coupon.ts'
import { createCoupon } from './create-coupon.ts'
import {
  CouponChange,
  CouponInput,
  CouponLimits,
  CouponOut,
  CouponPage,
  CouponParams,
  CouponStateChange,
  CouponUsePage,
  CouponView,
} from './definition-schemas.ts'
import { couponInUse, couponLimitLower, couponNameTaken, couponNotFound, couponStateWrong } from './errors.ts'
import { getCoupon, listCouponUses, listCoupons, previewCouponEnd, viewOf } from './list-coupons.ts'
import { raiseCouponLimits } from './raise-coupon-limits.ts'

const read = { tag: 'coupons', access: { scope: 'coupons:read' } } as const
const write = { tag: 'coupons', access: { scope: 'coupons:write' } } as const

/** Coupons as those who give them make and follow them. */
export function definitionRoutes(app: FastifyInstance): void {
  readRoutes(app)
  route(app, {
    ...write,
    method: 'POST',
    url: '/v1/coupons',
    operationId: 'createCoupon',
    summary: 'Make a coupon, as a draft',
    errors: [couponNameTaken, storeNotFound, storeNotYours],
    body: CouponInput,
    status: 201,
    response: CouponView,
    handler: async (ctx, { body }) => viewOf(ctx, await createCoupon(ctx, body)),
  })
  route(app, {
    ...write,
    method: 'PUT',
    url: '/v1/coupons/:couponId',
    operationId: 'changeCoupon',
    summary: 'Write the terms of a coupon anew, as long as nobody has anything of it',
    errors: [couponNotFound, couponInUse, storeNotFound, storeNotYours],
    params: CouponParams,
    body: CouponChange,
    response: CouponView,
    handler: async (ctx, { params, body }) =>
      viewOf(ctx, await changeCoupon(ctx, params.couponId, body.terms)),
  })
  route(app, {
    ...write,
    method: 'POST',
    url: '/v1/coupons/:couponId/state',
    operationId: 'changeCouponState',
    summary: 'Start, pause or end a coupon',
    errors: [couponNotFound, couponStateWrong],
    params: CouponParams,
    body: CouponStateChange,
    response: CouponView,
    handler: async (ctx, { params, body }) =>
      viewOf(ctx, await changeCouponState(ctx, params.couponId, body.state)),
  })
  route(app, {
    ...write,
    method: 'POST',
    url: '/v1/coupons/:couponId/limits',
    operationId: 'raiseCouponLimits',
    summary: 'Raise limits of a coupon',
    errors: [couponNotFound, couponLimitLower],
    params: CouponParams,
    body: CouponLimits,
    response: CouponView,
    handler: async (ctx, { params, body }) =>
      viewOf(ctx, await raiseCouponLimits(ctx, params.couponId, body)),
  })
}

function readRoutes(app: FastifyInstance): void {
  route(app, {
    ...read,
    method: 'GET',
    url: '/v1/coupons',
    operationId: 'listCoupons',
    summary: "The organisation's coupons, with what was used of them",
    query: PageQuery,
    response: CouponPage,
    handler: (ctx, { query }) => listCoupons(ctx, query),
  })
  route(app, {
    ...read,
    method: 'GET',
    url: '/v1/coupons/:couponId',
    operationId: 'getCoupon',
    summary: 'One coupon, with what was used of it',
    errors: [couponNotFound],
    params: CouponParams,
    response: CouponView,
    handler: (ctx, { params }) => getCoupon(ctx, params.couponId),
  })
  route(app, {
    ...read,
    method: 'GET',
    url: '/v1/coupons/:couponId/ending',
    operationId: 'previewCouponEnd',
    summary: 'What people would still have of a coupon that ends now',
    errors: [couponNotFound],
    params: CouponParams,
    response: CouponOut,
    handler: (ctx, { params }) => previewCouponEnd(ctx, params.couponId),
  })
  route(app, {
    ...read,
    method: 'GET',
    url: '/v1/coupons/:couponId/uses',
    operationId: 'listCouponUses',
    summary: 'Uses of a coupon, the newest first',
    errors: [couponNotFound],
    params: CouponParams,
    query: PageQuery,
    response: CouponUsePage,
    handler: (ctx, { params, query }) => listCouponUses(ctx, params.couponId, query),
  })
}
