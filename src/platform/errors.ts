import type { z } from 'zod'

/** One thing wrong with one field; `field` is a path such as `lines[0].quantity`. */
export type FieldError = { field: string; code: string; message: string }

type Details = {
  errors?: FieldError[]
  retryAfterSeconds?: number
  /** Members beside those of every problem, as RFC 9457 (3.2) allows; their schemas stand with the definition. */
  more?: Readonly<Record<string, unknown>>
}

/** A refusal with a machine code. Leaves the server as an RFC 9457 problem document. */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly errors: FieldError[]
  readonly retryAfterSeconds: number | undefined
  readonly more: Readonly<Record<string, unknown>>
  constructor(code: string, status: number, detail: string, details: Details = {}) {
    super(detail)
    this.code = code
    this.status = status
    this.errors = details.errors ?? []
    this.retryAfterSeconds = details.retryAfterSeconds
    this.more = details.more ?? {}
  }
}

export type ErrorMaker<A extends unknown[] = never[]> = ((...args: A) => Problem) & {
  readonly code: string
  readonly status: number
  readonly more?: MoreMembers
}
type MoreMembers = Readonly<Record<string, z.ZodType>>

/** What a route lists: any maker, whatever its arguments. */
export type DeclaredError = { readonly code: string; readonly status: number; readonly more?: MoreMembers }

/**
 * Defines one refusal: its code says the fact, its status the class of answer, its sentence what to do.
 * @param details field errors and waiting time made from the same arguments
 * @param more schemas of the members that this problem has beside those of every problem
 */
export function defineError<A extends unknown[]>(
  code: string,
  status: number,
  detail: (...args: A) => string,
  details?: (...args: A) => Details,
  more?: MoreMembers,
): ErrorMaker<A> {
  const make = (...args: A) => new Problem(code, status, detail(...args), details?.(...args))
  return Object.assign(make, { code, status, ...(more ? { more } : {}) })
}

/** `['lines', 0, 'quantity']` → `lines[0].quantity`. */
export function fieldPath(path: readonly PropertyKey[]): string {
  let text = ''
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`
    else text += text === '' ? String(part) : `.${String(part)}`
  }
  return text
}

/** Field errors of a zod refusal, each with zod's issue code unless the schema gave one of its own. */
export function fieldErrors(error: z.core.$ZodError, prefix = ''): FieldError[] {
  return error.issues.slice(0, 50).map((issue) => {
    const own = issue.code === 'custom' ? (issue.params?.['code'] as string | undefined) : undefined
    const path = fieldPath(issue.path)
    const field = prefix && path && !path.startsWith('[') ? `${prefix}.${path}` : prefix + path
    return { field, code: own ?? issue.code, message: issue.message }
  })
}

export const invalidRequest = defineError(
  'invalid_request',
  400,
  (errors: FieldError[]) =>
    errors.length === 1 && errors[0]
      ? `${errors[0].field || 'The request'}: ${errors[0].message}`
      : `${errors.length} fields of the request are not right`,
  (errors) => ({ errors }),
)
/** For rules that a schema cannot say: one field, one code, one sentence. */
export function invalidField(field: string, code: string, message: string): Problem {
  return invalidRequest([{ field, code, message }])
}
export const malformedBody = defineError('malformed_body', 400, (why: string) => why)
export const unauthenticated = defineError(
  'unauthenticated',
  401,
  () => 'Send an API key as `Authorization: Bearer mk_…`, or sign in.',
)
export const secondFactorRequired = defineError(
  'second_factor_required',
  401,
  () => 'The code by mail was right; this session opens with the second factor.',
)
export const forbidden = defineError('forbidden', 403, (what: string) => what)
export const notFound = defineError('not_found', 404, (what: string) => `There is no ${what} here.`)
export const payloadTooLarge = defineError(
  'payload_too_large',
  413,
  (limit: string) => `The body is larger than ${limit}.`,
)
export const unsupportedMediaType = defineError(
  'unsupported_media_type',
  415,
  (accepted: string) => `Send the body as ${accepted}.`,
)
export const rateLimited = defineError(
  'rate_limited',
  429,
  (seconds: number) => `Too many requests; try again in ${seconds} s.`,
  (seconds) => ({ retryAfterSeconds: seconds }),
)
export const internalError = defineError(
  'internal_error',
  500,
  () => 'Something failed on our side. Nothing was stored; the same call can be sent again.',
)
export const busy = defineError(
  'busy',
  503,
  () => 'The server cannot take this now; send it again shortly.',
  () => ({ retryAfterSeconds: 1 }),
)

/** Refusals that any route may give, so no route lists them. */
export const commonErrors: readonly DeclaredError[] = [
  invalidRequest,
  malformedBody,
  payloadTooLarge,
  unsupportedMediaType,
  rateLimited,
  internalError,
  busy,
]
