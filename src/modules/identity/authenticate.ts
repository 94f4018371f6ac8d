import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Access, Actor, App } from '#platform/auth.ts'
import { cookieNames } from '#platform/auth.ts'
import type { Services } from '#platform/context.ts'
import { forbidden, unauthenticated } from '#platform/errors.ts'
import type { Authenticate } from '#platform/http.ts'
import { actorOfKey } from './keys.ts'
import { sessionActor } from './sessions.ts'

const anonymous: Actor = { kind: 'anonymous' }

/** Turns an API key or the cookie of a session into who acts; the route's `access` says which cookie is meant. */
export function createAuthenticate(services: Services): Authenticate {
  return (request) => {
    const header = request.headers.authorization
    if (header !== undefined) {
      if (!header.startsWith('Bearer ')) throw unauthenticated()
      return actorOfKey(services, header.slice('Bearer '.length))
    }
    const token = meantToken(request)
    if (token === undefined) return anonymous
    refuseCrossSite(services, request)
    const actor = sessionActor(services, token)
    return actor instanceof Promise ? actor.then((found) => found ?? anonymous) : actor
  }
}

/**
 * The session that a call means. A route of buyers reads the wallet's cookie, one of staff the console's. Where both
 * may call and both cookies are there, it is the wallet's, which may do less, unless the page says that it is the
 * console (docs/decisions/0017): by a header, or in the address of a page that is read in a frame, which sends none.
 */
function meantToken(request: FastifyRequest): string | undefined {
  const [first, second] = appsOf(request.routeOptions.config.access)
  const token = first && sessionToken(request, first)
  const other = second && sessionToken(request, second)
  return saysConsole(request) ? (other ?? token) : (token ?? other)
}

/** It grants nothing: it chooses among the sessions that the browser has. Writes choose by header alone. */
function saysConsole(request: FastifyRequest): boolean {
  if (request.headers['x-mamori-app'] === 'console') return true
  return request.method === 'GET' && (request.query as { app?: unknown }).app === 'console'
}

function appsOf(access: Access | undefined): [App?, App?] {
  if (!access || 'open' in access) return []
  if ('scope' in access) return access.buyer ? ['wallet', 'console'] : ['console']
  return 'buyer' in access ? ['wallet'] : ['console']
}

export function sessionToken(request: FastifyRequest, app: App): string | undefined {
  const token = request.cookies[cookieNames[app]]
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined
}

/**
 * Refuses writes that a page of another site makes in a person's browser. SameSite=Lax keeps the cookie from most of
 * them; browsers that do not know it, and pages of a sibling host, are stopped here.
 */
export function refuseCrossSite(services: Pick<Services, 'config'>, request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
  const { origin } = request.headers
  if (request.headers['sec-fetch-site'] === 'cross-site')
    throw forbidden('Pages of other sites cannot do this.')
  if (origin === undefined) return
  const host = URL.parse(origin)?.host
  const own =
    services.config.PUBLIC_URL === undefined ? undefined : URL.parse(services.config.PUBLIC_URL)?.host
  if (host === undefined || (host !== request.host && host !== own))
    throw forbidden('Pages of other sites cannot do this.')
}

export function setSessionCookie(
  services: Pick<Services, 'config'>,
  reply: FastifyReply,
  app: App,
  { token, days }: { token: string; days: number },
): void {
  reply.setCookie(cookieNames[app], token, { ...cookieOptions(services), maxAge: days * 86_400 })
}

export function clearSessionCookie(services: Pick<Services, 'config'>, reply: FastifyReply, app: App): void {
  reply.clearCookie(cookieNames[app], cookieOptions(services))
}

function cookieOptions({ config }: Pick<Services, 'config'>) {
  const secure = config.PUBLIC_URL?.startsWith('https:') === true
  return { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
}
