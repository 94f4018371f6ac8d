import { readFile } from 'node:fs/promises'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fastify from 'fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import type { Access, Actor } from './auth.ts'
import { cookieNames } from './auth.ts'
import { acceptBodies } from './body.ts'
import { tidyComponents } from './components.ts'
import type { Services } from './context.ts'
import {
  Problem,
  commonErrors,
  forbidden,
  notFound,
  rateLimited,
  secondFactorRequired,
  unauthenticated,
} from './errors.ts'
import { newId, publicId } from './ids.ts'
import { trustedProxies } from './proxies.ts'
import { openObjects, serializer } from './serializer.ts'
import { asProblem, problemDocument, problemType } from './problems.ts'

/** Turns the credentials of a request into who acts; anonymous where there are none. Wrong ones are refused. */
export type Authenticate = (request: FastifyRequest) => Promise<Actor> | Actor

const anonymous: Actor = { kind: 'anonymous' }
/** Requests a minute of one address without a key or session. */
const anonymousRate = 300
const buyerRate = 1200

/** The HTTP server with everything that holds for every route; routes are added by the modules. */
export async function createHttp(services: Services, authenticate: Authenticate): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    trustProxy: trustedProxies(services.config.TRUST_PROXY),
    ...(await tlsOf(services.config)),
    genReqId: () => publicId('req', newId(0)),
    bodyLimit: 1024 * 1024,
    requestTimeout: 0,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: false },
    // An address that cannot be read belongs to no route, so no error handler hears of it.
    frameworkErrors: (error, request, reply) => void refuse(reply, asProblem(error), request.id),
  })
  const checked = services.config.MAMORI_ENV === 'test'
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(({ schema }) => serializer(schema as unknown as z.ZodType, checked))
  app.decorateRequest('ctx', null as never)
  acceptBodies(app)
  await app.register(cookie)
  await describe(app)
  addContext(app, services, authenticate)
  await app.register(rateLimit, {
    global: true,
    hook: 'preHandler',
    timeWindow: 60_000,
    keyGenerator: (request) => callerKey(request),
    max: (request) => callerRate(request.ctx.actor),
    errorResponseBuilder: (_request, context) => rateLimited(Math.ceil(context.ttl / 1000)),
    allowList: (request) => request.ctx.origin.operation === '',
    enableDraftSpec: true,
  })
  answerRefusals(app, services)
  return app
}

/** What ends TLS in this process; nothing where a proxy does, or nobody. */
async function tlsOf({ HTTPS_CERT, HTTPS_KEY }: Services['config']): Promise<object> {
  if (HTTPS_CERT === undefined || HTTPS_KEY === undefined) return {}
  const [cert, key] = await Promise.all([readFile(HTTPS_CERT), readFile(HTTPS_KEY)])
  return { https: { cert, key } }
}

function callerKey(request: FastifyRequest): string {
  const { actor } = request.ctx
  if (actor.kind === 'key') return actor.keyId
  if (actor.kind === 'staff' || actor.kind === 'buyer') return actor.sessionId
  return request.ip
}
function callerRate(actor: Actor): number {
  if (actor.kind === 'key' || actor.kind === 'staff') return actor.rateLimit
  return actor.kind === 'buyer' ? buyerRate : anonymousRate
}

function addContext(app: FastifyInstance, services: Services, authenticate: Authenticate): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-content-type-options', 'nosniff')
    const { access, operation } = request.routeOptions.config
    const ctx = {
      ...services,
      actor: anonymous as Actor,
      origin: { via: 'http' as const, operation: operation ?? '', requestId: request.id, ip: request.ip },
    }
    request.ctx = ctx
    if (!access) return
    // On an open route a key changes no answer, but its caller has the key's rate instead of that of an address.
    if ('open' in access && request.headers.authorization?.startsWith('Bearer mk_') !== true) return
    if ('open' in access) {
      ctx.actor = await ifKnown(authenticate, request)
      return
    }
    const found = authenticate(request)
    ctx.actor = found instanceof Promise ? await found : found
    admit(ctx.actor, access)
  })
}

/** Where anybody may ask, a wrong key is as good as none. */
async function ifKnown(authenticate: Authenticate, request: FastifyRequest): Promise<Actor> {
  try {
    return await authenticate(request)
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return anonymous
    throw error
  }
}

/** Lets the actor through or refuses: nobody, or staff half signed in → 401, somebody else → 403. */
function admit(actor: Actor, access: Exclude<Access, { open: string }>): void {
  if (actor.kind === 'anonymous' || actor.kind === 'system') throw unauthenticated()
  if (actor.kind === 'buyer') {
    if ('buyer' in access && access.buyer) return
    throw forbidden('This is not for buyers.')
  }
  if (!('scope' in access) && !('staff' in access)) throw forbidden('This needs a signed-in buyer.')
  if (actor.kind === 'staff' && actor.half && !('staff' in access && access.beforeSecondFactor))
    throw secondFactorRequired()
  if ('staff' in access) {
    if (actor.kind === 'staff') return
    throw forbidden('This needs a signed-in member of staff.')
  }
  if (!actor.scopes.has(access.scope)) throw forbidden(`This needs the scope ${access.scope}.`)
}

function answerRefusals(app: FastifyInstance, services: Services): void {
  const common = new Set(commonErrors.map((error) => error.code))
  app.setErrorHandler((error, request, reply) => {
    let problem = asProblem(error)
    if (problem.status >= 500)
      services.log.error(
        { err: error, requestId: request.id, operation: request.ctx?.origin.operation },
        'request failed',
      )
    const declared = request.routeOptions.config.errors
    if (
      services.config.MAMORI_ENV === 'test' &&
      declared &&
      !common.has(problem.code) &&
      !declared.some((d) => d.code === problem.code)
    ) {
      services.log.error({ code: problem.code, operation: request.ctx?.origin.operation }, 'undeclared error')
      problem = Object.assign(asProblem(new Error()), { message: `undeclared error ${problem.code}` })
    }
    // Closed at once, the connection would be gone before a client that still sends has read why.
    if (problem.status === 413) reply.removeHeader('connection')
    if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', problem.retryAfterSeconds)
    return refuse(reply, problem, request.id)
  })
  app.setNotFoundHandler(() => {
    throw notFound('such address')
  })
  app.addHook('onResponse', async (request, reply) => {
    const operation = request.routeOptions.config.operation
    if (!operation) return
    const seconds = reply.elapsedTime / 1000
    services.metrics.requests.observe({ operation, status: String(reply.statusCode) }, seconds)
    if (seconds > 2 && !operation.endsWith('Batch') && !operation.startsWith('stream'))
      services.log.warn({ operation, seconds, requestId: request.id }, 'slow request')
  })
}

/** `send` of text: the problem document is the same for routes and for addresses that are none. */
function refuse(reply: FastifyReply, problem: Problem, requestId: string): FastifyReply {
  const text = JSON.stringify(problemDocument(problem, requestId))
  return reply.status(problem.status).type(problemType).serializer(String).send(text)
}

async function describe(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Mamori',
        version: '1',
        description: 'Purchases of many stores, extended warranties in one wallet.',
      },
      components: {
        securitySchemes: {
          apiKey: {
            type: 'http',
            scheme: 'bearer',
            description: 'A key of a store or organisation: `mk_live_…` or `mk_test_…`',
          },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: cookieNames.wallet,
            description: 'A buyer signed in to the wallet',
          },
          staffSession: {
            type: 'apiKey',
            in: 'cookie',
            name: cookieNames.console,
            description: 'A member of staff signed in to the console, with the second factor',
          },
        },
      },
    },
    transform: withStreams(
      createJsonSchemaTransform({ zodToJsonConfig: { override: openObjects } }),
    ) as never,
    transformObject: ((document: never) =>
      tidyComponents(
        createJsonSchemaTransformObject({ zodToJsonConfig: { override: openObjects } })(document),
      )) as never,
  })
  await app.register(swaggerUi, { routePrefix: '/docs' })
}

type Described = { schema?: { body?: { content?: Record<string, { schema: z.ZodType }> } } }
type Transform = (document: never) => { schema: { body?: unknown }; url: string }

/** The provider knows one body a route; a route that also takes a stream names its bodies by media type. */
function withStreams(transform: Transform): Transform {
  return (document) => {
    const described: Described = document
    const content = described.schema?.body?.content
    if (!content) return transform(document)
    const bodies = Object.entries(content).map(([type, { schema }]) => {
      const one = transform({
        ...(document as object),
        schema: { ...described.schema, body: schema },
      } as never)
      return [type, { schema: one.schema.body }] as const
    })
    const result = transform({
      ...(document as object),
      schema: { ...described.schema, body: undefined },
    } as never)
    return { ...result, schema: { ...result.schema, body: { content: Object.fromEntries(bodies) } } }
  }
}
