import { z } from 'zod'
import type { DeclaredError } from './errors.ts'
import { isConnectionLost, isTransient } from './db.ts'
import { Problem, busy, commonErrors, internalError } from './errors.ts'

/** RFC 9457 problem details, as every refusal leaves the server. */
export type ProblemDocument = {
  type: string
  title: string
  status: number
  detail: string
  code: string
  errors: { field: string; code: string; message: string }[]
  requestId: string
}

export const problemType = 'application/problem+json'

const FieldErrorSchema = z
  .object({ field: z.string(), code: z.string(), message: z.string() })
  .meta({ id: 'FieldError', description: 'One thing wrong with one field, by its path in the request' })

/** A problem document of any code, inside the answer rows of a batch. */
export const ProblemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(FieldErrorSchema),
    requestId: z.string(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' })

export function problemDocument(problem: Problem, requestId: string): ProblemDocument {
  return {
    type: `urn:mamori:problem:${problem.code}`,
    title: problem.code.replaceAll('_', ' '),
    status: problem.status,
    detail: problem.message,
    code: problem.code,
    errors: problem.errors,
    requestId,
    ...problem.more,
  }
}

/** One schema per status that a route may refuse with, the codes as an enumeration. */
export function problemSchemas(declared: readonly DeclaredError[]): Record<number, unknown> {
  const codes = new Map<number, Set<string>>()
  const members = new Map<number, Record<string, z.ZodType>>()
  for (const { status, code, more } of [...declared, ...commonErrors] as readonly DeclaredError[]) {
    codes.set(status, (codes.get(status) ?? new Set()).add(code))
    for (const [name, schema] of Object.entries(more ?? {}))
      members.set(status, { ...members.get(status), [name]: schema.optional() })
  }
  return Object.fromEntries(
    [...codes].map(([status, set]) => {
      const schema = z.object({
        ...ProblemSchema.shape,
        ...members.get(status),
        code: z.enum([...set].sort() as [string, ...string[]]),
      })
      return [status, { description: [...set].sort().join(', '), content: { [problemType]: { schema } } }]
    }),
  )
}

type FastifyFault = { statusCode?: number; code?: string; message?: string }

/** Any thrown thing → the problem to answer with. Unknown failures say nothing about their inside. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const { statusCode, code, message } = (error ?? {}) as FastifyFault
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new Problem('payload_too_large', 413, 'The body is larger than this route takes.')
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new Problem('unsupported_media_type', 415, 'Send the body as application/json.')
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new Problem('malformed_body', 400, message ?? 'The request cannot be read.')
  }
  return isTransient(error) || isConnectionLost(error) ? busy() : internalError()
}
