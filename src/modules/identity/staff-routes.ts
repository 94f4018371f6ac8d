import type { FastifyInstance } from 'fastify'
import { reader, seller } from '#platform/context.ts'
import type { Context } from '#platform/context.ts'
import { notFound, unauthenticated } from '#platform/errors.ts'
import type { StaffId } from '#platform/ids.ts'
import { parsePublicId } from '#platform/ids.ts'
import { PageQuery } from '#platform/paging.ts'
import { route } from '#platform/route.ts'
import { changeStaff } from './change-staff.ts'
import { createStaff } from './create-staff.ts'
import { lastOwner, scopeNotYours, staffEmailTaken, storeNotFound, storeNotYours } from './errors.ts'
import { removeStaff } from './remove-staff.ts'
import { StaffInput, StaffPage, StaffParams, StaffPatch, StaffSession, StaffView } from './schemas.ts'
import { findStaff, listStaff, staffSessionView, staffView } from './staff.ts'

export function staffRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/v1/staff',
    operationId: 'createStaff',
    summary: 'Add a member of staff',
    description:
      'Who signs in to the console with this address from now on. Nobody gives a role or stores that they do not have.',
    tag: 'staff',
    access: { scope: 'staff:write' },
    errors: [staffEmailTaken, scopeNotYours, storeNotFound, storeNotYours],
    body: StaffInput,
    status: 201,
    response: StaffView,
    handler: async (ctx, { body }) =>
      staffView(ctx, await createStaff(ctx, seller(ctx).organisationId, body)),
  })
  route(app, {
    method: 'GET',
    url: '/v1/staff',
    operationId: 'listStaff',
    summary: 'List staff by age, also those who were removed',
    tag: 'staff',
    access: { scope: 'staff:read' },
    query: PageQuery,
    response: StaffPage,
    handler: (ctx, { query }) => listStaff(ctx, query),
  })
  route(app, {
    method: 'PATCH',
    url: '/v1/staff/:staffId',
    operationId: 'changeStaff',
    summary: "Change a person's name, role or stores",
    description: 'Sessions that are open follow at once. An organisation keeps an owner of all its stores.',
    tag: 'staff',
    access: { scope: 'staff:write' },
    errors: [lastOwner, scopeNotYours, storeNotFound, storeNotYours],
    params: StaffParams,
    body: StaffPatch,
    response: StaffView,
    handler: async (ctx, { params, body }) => staffView(ctx, await changeStaff(ctx, staffId(params), body)),
  })
  route(app, {
    method: 'POST',
    url: '/v1/staff/:staffId/remove',
    operationId: 'removeStaff',
    summary: "End a person's access and sessions",
    tag: 'staff',
    access: { scope: 'staff:write' },
    errors: [lastOwner, scopeNotYours],
    params: StaffParams,
    response: StaffView,
    handler: async (ctx, { params }) => staffView(ctx, await removeStaff(ctx, staffId(params))),
  })
  route(app, {
    method: 'GET',
    url: '/v1/staff-session',
    operationId: 'getStaffSession',
    summary: 'Who is signed in to the console, and what they may do',
    tag: 'staff',
    access: { staff: true },
    response: StaffSession,
    handler: getStaffSession,
  })
}

function staffId(params: { staffId: string }): StaffId {
  const id = parsePublicId('stf', params.staffId)
  if (!id) throw notFound('such member of staff')
  return id
}

async function getStaffSession(ctx: Context) {
  const { actor } = ctx
  const row =
    actor.kind === 'staff' ? await findStaff(reader(ctx), actor.organisationId, actor.staffId) : undefined
  if (!row) throw unauthenticated()
  return staffSessionView(ctx, row)
}
