import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify'
import type { z } from 'zod'
import type { Access } from './auth.ts'
import type { Context } from './context.ts'
import type { DeclaredError } from './errors.ts'
import {
  fieldErrors,
  forbidden,
  invalidRequest,
  notFound,
  secondFactorRequired,
  unauthenticated,
} from './errors.ts'
import { idempotencyKeyInUse, idempotencyKeyReused, once } from './idempotency.ts'
import { problemSchemas } from './problems.ts'

declare module 'fastify' {
  interface FastifyRequest {
    ctx: Context
  }
  interface FastifyContextConfig {
    operation?: string
    access?: Access
    errors?: readonly DeclaredError[]
  }
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined
type Schema = z.ZodType | undefined

/** One operation of the HTTP API: what it is, who may call it, what it takes, answers and refuses. */
export type RouteSpec<P extends Schema, Q extends Schema, B extends Schema, R extends z.ZodType> = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  operationId: string
  summary: string
  description?: string
  tag: string
  access: Access
  errors?: readonly DeclaredError[]
  params?: P
  query?: Q
  body?: B
  /** Status of success; 200 unless said. */
  status?: 200 | 201
  response: R
  /** Largest body in bytes, 1 MiB unless said. */
  bodyLimit?: number
  /** Calls a minute of one caller, where the general limit is too wide: guessing must not pay. */
  rateLimit?: number
  /** Not counted: a supervisor's questions must not be refused because somebody else asked a lot. */
  unlimited?: true
  /** Other request bodies for the document, by media type, read by the handler as a stream. */
  streams?: Record<string, z.ZodType>
  /** Answered as another media type than JSON by the handler itself (streams, pages). */
  answersAs?: string
  /** `Idempotency-Key` is accepted by every write unless the reason why not stands here. */
  notIdempotent?: string
  handler(
    ctx: Context,
    input: { params: Parsed<P>; query: Parsed<Q>; body: Parsed<B> },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<z.input<R> | FastifyReply>
}

/** Adds an operation to the server. Everything that must hold on every route is done here, once. */
export function route<
  P extends Schema = undefined,
  Q extends Schema = undefined,
  B extends Schema = undefined,
  R extends z.ZodType = z.ZodType,
>(app: FastifyInstance, spec: RouteSpec<P, Q, B, R>): void {
  const status = spec.status ?? 200
  const write = spec.method !== 'GET'
  const idempotent = write && spec.notIdempotent === undefined
  const errors = [
    ...(spec.errors ?? []),
    ...refusals(spec.access),
    ...(spec.params ? [notFound] : []),
    ...(idempotent ? [idempotencyKeyInUse, idempotencyKeyReused] : []),
  ]
  const success = spec.answersAs
    ? { description: 'Success', content: { [spec.answersAs]: { schema: spec.response } } }
    : spec.response
  const options = {
    schema: {
      operationId: spec.operationId,
      summary: spec.summary,
      ...(spec.description ? { description: spec.description } : {}),
      tags: [spec.tag],
      ...(spec.params ? { params: spec.params } : {}),
      ...(spec.query ? { querystring: spec.query } : {}),
      ...(spec.body && !spec.streams ? { body: spec.body } : {}),
      ...(spec.body && spec.streams
        ? { body: { content: { 'application/json': { schema: spec.body }, ...streamBodies(spec.streams) } } }
        : spec.streams
          ? { body: { content: streamBodies(spec.streams) } }
          : {}),
      response: { [status]: success, ...problemSchemas(errors) },
      ...('open' in spec.access ? {} : { security: security(spec.access) }),
      'x-access': spec.access,
      'x-idempotency': idempotent ? 'Idempotency-Key' : (spec.notIdempotent ?? 'read'),
    },
    config: {
      operation: spec.operationId,
      access: spec.access,
      errors,
      ...(spec.unlimited ? { rateLimit: false as const } : {}),
      ...(spec.rateLimit
        ? { rateLimit: { max: spec.rateLimit, timeWindow: 60_000, groupId: spec.operationId } }
        : {}),
    },
    ...(spec.bodyLimit ? { bodyLimit: spec.bodyLimit } : {}),
    // Validation is done below, so that a stream and a JSON body can share a route.
    attachValidation: true,
  } as unknown as RouteShorthandOptions

  const method = spec.method.toLowerCase() as 'get'
  app[method](spec.url, options, async (request, reply) => {
    const input = {
      params: check(spec.params, request.params, 'path'),
      query: check(spec.query, withoutEmpty(request.query), 'query'),
      body: isStream(request) ? undefined : check(spec.body, request.body, ''),
    } as { params: Parsed<P>; query: Parsed<Q>; body: Parsed<B> }
    const key = idempotent ? request.headers['idempotency-key'] : undefined
    if (key === undefined || isStream(request)) {
      const answer = await spec.handler(request.ctx, input, request, reply)
      if (!spec.answersAs && !reply.sent) reply.status(status)
      return answer
    }
    if (typeof key !== 'string' || key.length < 1 || key.length > 255) {
      throw invalidRequest([
        { field: 'Idempotency-Key', code: 'invalid_key', message: 'must have 1 to 255 characters' },
      ])
    }
    const stored = await once(
      request.ctx,
      key,
      { params: input.params, query: input.query, body: input.body },
      async (ctx) => {
        const answer = await spec.handler(ctx, input, request, reply)
        reply.status(status)
        return { status, body: reply.type('application/json; charset=utf-8').serialize(answer) as string }
      },
    )
    if (stored.replayed) reply.header('idempotency-replayed', 'true')
    return reply
      .status(stored.status)
      .type('application/json; charset=utf-8')
      .serializer(String)
      .send(stored.body)
  })
}

/** True where the body is a stream of rows that the handler reads itself. */
export function isStream(request: FastifyRequest): boolean {
  return /^(?:application\/x-ndjson|image\/)/.test(request.headers['content-type'] ?? '')
}

function check(schema: Schema, value: unknown, prefix: string): unknown {
  if (!schema) return undefined
  const parsed = schema.safeParse(value ?? (prefix === '' ? undefined : {}))
  if (parsed.success) return parsed.data
  throw invalidRequest(fieldErrors(parsed.error))
}

/** `?price=` is no price rather than the price 0. */
function withoutEmpty(query: unknown): unknown {
  return Object.fromEntries(Object.entries(query as object).filter(([, value]) => value !== ''))
}

function streamBodies(streams: Record<string, z.ZodType>) {
  return Object.fromEntries(Object.entries(streams).map(([type, schema]) => [type, { schema }]))
}

/** What a route says to those who may not call it. */
function refusals(access: Access): DeclaredError[] {
  if ('open' in access) return []
  const whole = 'scope' in access || ('staff' in access && !access.beforeSecondFactor)
  return [unauthenticated, forbidden, ...(whole ? [secondFactorRequired] : [])]
}

function security(access: Access): Record<string, string[]>[] {
  return [
    ...('scope' in access ? [{ apiKey: [] }] : []),
    ...('scope' in access || 'staff' in access ? [{ staffSession: [] }] : []),
    ...('buyer' in access ? [{ session: [] }] : []),
  ]
}
