import type { FastifyInstance } from 'fastify'
import type { Access } from '#platform/auth.ts'
import { notFound } from '#platform/errors.ts'
import { parsePublicId } from '#platform/ids.ts'
import { route } from '#platform/route.ts'
import { endOtherSessions, endOwnSession } from './end-own-sessions.ts'
import { listOwnSessions } from './own-sessions.ts'
import { Done } from './schemas.ts'
import { SessionPage, SessionParams } from './session-schemas.ts'

/** The same three operations for buyers and for staff: where they are signed in, and how to end it. */
export function sessionRoutes(app: FastifyInstance): void {
  ownSessionRoutes(app, {
    base: '/v1/me/sessions',
    tag: 'me',
    access: { buyer: true },
    names: ['listMySessions', 'endMySession', 'endMyOtherSessions'],
  })
  ownSessionRoutes(app, {
    base: '/v1/staff-session/sessions',
    tag: 'sign-in',
    access: { staff: true },
    names: ['listStaffSessions', 'endStaffSession', 'endOtherStaffSessions'],
  })
}

type Whose = { base: string; tag: string; access: Access; names: [string, string, string] }

function ownSessionRoutes(app: FastifyInstance, { base, tag, access, names }: Whose): void {
  const [list, end, endOthers] = names
  route(app, {
    method: 'GET',
    url: base,
    operationId: list,
    summary: 'Where one is signed in, the newest first; at most 100',
    tag,
    access,
    response: SessionPage,
    handler: (ctx) => listOwnSessions(ctx),
  })
  route(app, {
    method: 'POST',
    url: `${base}/:sessionId/end`,
    operationId: end,
    summary: 'End one of one’s own sessions at once',
    tag,
    access,
    params: SessionParams,
    response: Done,
    handler(ctx, { params }) {
      const id = parsePublicId('ses', params.sessionId)
      if (!id) throw notFound('such session')
      return endOwnSession(ctx, id)
    },
  })
  route(app, {
    method: 'POST',
    url: `${base}/end-others`,
    operationId: endOthers,
    summary: 'End all of one’s own sessions but the present one',
    tag,
    access,
    response: Done,
    handler: (ctx) => endOtherSessions(ctx),
  })
}
