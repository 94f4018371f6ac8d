import type { FastifyInstance } from 'fastify'
import { seller } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { StaffId } from '#platform/ids.ts'
import { parsePublicId } from '#platform/ids.ts'
import { PageQuery } from '#platform/paging.ts'
import { route } from '#platform/route.ts'
import { changeStaff } from './change-staff.ts'
import { createStaff } from './create-staff.ts'
import { endSessionsOfStaff } from './end-sessions-of-staff.ts'
import {
  lastOwner,
  ownSecondFactor,
  scopeNotYours,
  secondFactorTooOld,
  staffEmailTaken,
  storeNotFound,
  storeNotYours,
} from './errors.ts'
import { removeStaff } from './remove-staff.ts'
import { resetSecondFactor } from './reset-second-factor.ts'
import { StaffInput, StaffPage, StaffParams, StaffPatch, StaffSession, StaffView } from './schemas.ts'
import { listStaff, ownSessionView, staffActor, staffView } from './staff.ts'

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
    method: 'POST',
    url: '/v1/staff/:staffId/reset-second-factor',
    operationId: 'resetSecondFactor',
    summary: "Take a person's second factor away, for a device that was lost",
    description:
      'Their sessions end, and they enrol anew at the next sign-in. Of staff who call, the second factor must have been given within 12 hours. Nobody takes away their own.',
    tag: 'staff',
    access: { scope: 'staff:write' },
    errors: [ownSecondFactor, secondFactorTooOld, scopeNotYours],
    params: StaffParams,
    response: StaffView,
    handler: async (ctx, { params }) => staffView(ctx, await resetSecondFactor(ctx, staffId(params))),
  })
  route(app, {
    method: 'POST',
    url: '/v1/staff/:staffId/end-sessions',
    operationId: 'endSessionsOfStaff',
    summary: 'Sign a person out everywhere; they may sign in again',
    tag: 'staff',
    access: { scope: 'staff:write' },
    errors: [scopeNotYours],
    params: StaffParams,
    response: StaffView,
    handler: async (ctx, { params }) => staffView(ctx, await endSessionsOfStaff(ctx, staffId(params))),
  })
  route(app, {
    method: 'GET',
    url: '/v1/staff-session',
    operationId: 'getStaffSession',
    summary: 'Who is signed in to the console, and what they may do',
    tag: 'staff',
    access: { staff: true, beforeSecondFactor: 'The sign-in page asks which step is next.' },
    response: StaffSession,
    handler: (ctx) => ownSessionView(ctx, staffActor(ctx).half ? 'asked' : 'given'),
  })
}

function staffId(params: { staffId: string }): StaffId {
  const id = parsePublicId('stf', params.staffId)
  if (!id) throw notFound('such member of staff')
  return id
}
