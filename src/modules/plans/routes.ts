import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { storeNotFound } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { reader, seller } from '#platform/context.ts'
import { publicId } from '#platform/ids.ts'
import { PageQuery, page, readCursor, textKey } from '#platform/paging.ts'
import { route } from '#platform/route.ts'
import { planCodeTaken, planNotFound } from './errors.ts'
import { findOffers } from './find-offers.ts'
import type { Plan } from './queries.ts'
import { listPlanVersions, listPlans } from './queries.ts'
import { createPlan, createPlanVersion, setPlanAttachments, withdrawPlan } from './save-plans.ts'
import {
  OfferQuery,
  OffersView,
  PlanAttachmentsInput,
  PlanInput,
  PlanPage,
  PlanParams,
  PlanVersionInput,
  PlanVersions,
  PlanView,
} from './schemas.ts'
import type { PlanTerms } from './schemas.ts'

export function planRoutes(app: FastifyInstance): void {
  readRoutes(app)
  route(app, {
    method: 'POST',
    url: '/v1/plans',
    operationId: 'createPlan',
    summary: 'Make a warranty product with its first version',
    tag: 'plans',
    access: { scope: 'plans:write' },
    errors: [planCodeTaken],
    body: PlanInput,
    status: 201,
    response: PlanView,
    handler: async (ctx, { body }) => planView(await createPlan(ctx, body)),
  })
  route(app, {
    method: 'POST',
    url: '/v1/plans/:planCode/versions',
    operationId: 'createPlanVersion',
    summary: 'Add a version: new sales use it, sold contracts keep theirs',
    tag: 'plans',
    access: { scope: 'plans:write' },
    errors: [planNotFound],
    params: PlanParams,
    body: PlanVersionInput,
    status: 201,
    response: PlanView,
    handler: async (ctx, { params, body }) =>
      planView(await createPlanVersion(ctx, params.planCode, body.terms)),
  })
  route(app, {
    method: 'PUT',
    url: '/v1/plans/:planCode/attachments',
    operationId: 'setPlanAttachments',
    summary: 'Say where a plan is offered',
    tag: 'plans',
    access: { scope: 'plans:write' },
    errors: [planNotFound],
    params: PlanParams,
    body: PlanAttachmentsInput,
    response: PlanView,
    handler: async (ctx, { params, body }) =>
      planView(await setPlanAttachments(ctx, params.planCode, body.attachments)),
  })
  route(app, {
    method: 'POST',
    url: '/v1/plans/:planCode/withdraw',
    operationId: 'withdrawPlan',
    summary: 'End the sale of a plan',
    tag: 'plans',
    access: { scope: 'plans:write' },
    errors: [planNotFound],
    params: PlanParams,
    response: PlanView,
    handler: async (ctx, { params }) => planView(await withdrawPlan(ctx, params.planCode)),
  })
}

function readRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/v1/offers',
    operationId: 'findOffers',
    summary: 'What cover can be offered for an item, or why none',
    description:
      'By store and code, or by price and category for a store without a catalogue. Nothing is ever pre-selected.',
    tag: 'plans',
    access: {
      open: 'A product page asks for offers in the browser of anybody; plans and prices are public.',
    },
    errors: [storeNotFound],
    query: OfferQuery,
    response: OffersView,
    handler(ctx, { query }, _request, reply) {
      // Asked from the pages of any shop, in the browser, without credentials.
      reply.header('access-control-allow-origin', '*')
      return findOffers(ctx, query)
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/plans',
    operationId: 'listPlans',
    summary: "The organisation's plans",
    tag: 'plans',
    access: { scope: 'plans:read' },
    query: PageQuery,
    response: PlanPage,
    async handler(ctx, { query }) {
      const after = readCursor(query.cursor, textKey)?.[0]
      const plans = (await listPlans(ctx, seller(ctx).organisationId)).filter(
        (plan) => after === undefined || plan.code > after,
      )
      const { rows, nextCursor } = page(plans.slice(0, query.limit + 1), query.limit, (plan) => [plan.code])
      return { items: rows.map(planView), nextCursor }
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/plans/:planCode',
    operationId: 'getPlan',
    summary: 'One plan in its current version',
    tag: 'plans',
    access: { scope: 'plans:read' },
    errors: [planNotFound],
    params: PlanParams,
    response: PlanView,
    handler: async (ctx, { params }) => planView(await planByCode(ctx, params.planCode)),
  })
  route(app, {
    method: 'GET',
    url: '/v1/plans/:planCode/versions',
    operationId: 'listPlanVersions',
    summary: 'All versions of a plan, the newest first',
    tag: 'plans',
    access: { scope: 'plans:read' },
    errors: [planNotFound],
    params: PlanParams,
    response: PlanVersions,
    async handler(ctx, { params }) {
      const plan = await planByCode(ctx, params.planCode)
      const rows = await listPlanVersions(reader(ctx), plan.id)
      const items = rows.map((row) => ({
        version: row.version,
        terms: row.terms as PlanTerms,
        createdAt: row.created_at,
      }))
      return { items, nextCursor: null }
    },
  })
}

async function planByCode(ctx: Context, code: string): Promise<Plan> {
  const plan = (await listPlans(ctx, seller(ctx).organisationId)).find((p) => p.code === code)
  if (!plan) throw planNotFound(code)
  return plan
}

function planView(plan: Plan): z.input<typeof PlanView> {
  const { code, version, terms, attachments, createdAt, withdrawnAt } = plan
  return { id: publicId('pln', plan.id), code, version, terms, attachments, createdAt, withdrawnAt }
}
