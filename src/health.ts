import { hash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Services } from '#platform/context.ts'
import { busy, unauthenticated } from '#platform/errors.ts'
import { route } from '#platform/route.ts'
import { sameSecret } from '#platform/secrets.ts'

const Health = z.object({ status: z.literal('ok') }).meta({ id: 'Health' })

/** What a supervisor and a collector of figures ask. */
export function healthRoutes(app: FastifyInstance, services: Services): void {
  route(app, {
    method: 'GET',
    url: '/healthz',
    operationId: 'checkHealth',
    summary: 'The process answers',
    tag: 'operation',
    access: { open: 'A supervisor asks before anything else works; it says nothing but that.' },
    response: Health,
    unlimited: true,
    handler: async () => ({ status: 'ok' as const }),
  })
  route(app, {
    method: 'GET',
    url: '/readyz',
    operationId: 'checkReadiness',
    summary: 'The process can do its work: the database answers',
    tag: 'operation',
    access: { open: 'A load balancer asks without a key; it says nothing but that.' },
    response: Health,
    unlimited: true,
    async handler() {
      await sql`select 1`.execute(services.db).catch(() => {
        throw busy()
      })
      return { status: 'ok' as const }
    },
  })
  route(app, {
    method: 'GET',
    url: '/metrics',
    operationId: 'readMetrics',
    summary: 'Figures for Prometheus',
    tag: 'operation',
    access: { open: 'Collectors bring METRICS_TOKEN; without one set, only this machine is answered.' },
    errors: [unauthenticated],
    answersAs: 'text/plain',
    response: z.string(),
    unlimited: true,
    async handler(_ctx, _input, request, reply) {
      const token = services.config.METRICS_TOKEN
      const sent = request.headers.authorization?.replace(/^Bearer /, '') ?? ''
      const digest = (text: string) => hash('sha256', text, 'buffer')
      const allowed = token === undefined ? isThisMachine(request) : sameSecret(digest(sent), digest(token))
      if (!allowed) throw unauthenticated()
      return reply
        .type(services.metrics.registry.contentType)
        .serializer(String)
        .send(await services.metrics.registry.metrics())
    },
  })
}

/** Asked on this machine itself, and not on behalf of somebody by a proxy that runs here. */
function isThisMachine(request: FastifyRequest): boolean {
  const address = request.socket.remoteAddress ?? ''
  const local = address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1'
  return (
    local && request.headers['x-forwarded-for'] === undefined && request.headers['forwarded'] === undefined
  )
}
