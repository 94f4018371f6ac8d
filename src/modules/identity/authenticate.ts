import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#platform/auth.ts'
import type { Services } from '#platform/context.ts'
import { forbidden, unauthenticated } from '#platform/errors.ts'
import type { Authenticate } from '#platform/http.ts'
import { actorOfKey } from './keys.ts'
import { sessionActor } from './sessions.ts'

export const sessionCookie = 'mamori_session'

const anonymous: Actor = { kind: 'anonymous' }

/** Turns an API key or the cookie of a session into who acts. */
export function createAuthenticate(services: Services): Authenticate {
  return (request) => {
    const header = request.headers.authorization
    if (header !== undefined) {
      if (!header.startsWith('Bearer ')) throw unauthenticated()
      return actorOfKey(services, header.slice('Bearer '.length))
    }
    const token = sessionToken(request)
    if (token === undefined) return anonymous
    refuseCrossSite(services, request)
    const actor = sessionActor(services, token)
    return actor instanceof Promise ? actor.then((found) => found ?? anonymous) : actor
  }
}

export function sessionToken(request: FastifyRequest): string | undefined {
  const token = request.cookies[sessionCookie]
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
  token: string,
  days: number,
): void {
  reply.setCookie(sessionCookie, token, { ...cookieOptions(services), maxAge: days * 86_400 })
}

export function clearSessionCookie(services: Pick<Services, 'config'>, reply: FastifyReply): void {
  reply.clearCookie(sessionCookie, cookieOptions(services))
}

function cookieOptions({ config }: Pick<Services, 'config'>) {
  const secure = config.PUBLIC_URL?.startsWith('https:') === true
  return { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
}
