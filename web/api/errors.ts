import type { Refusal } from '#kit/i18n/error-text.ts'

/** A refusal of the server, as its RFC 9457 problem document says it. */
export class ApiError extends Error implements Refusal {
  readonly code: string
  readonly status: number
  readonly errors: readonly { field: string; code: string; message: string }[]
  readonly requestId: string
  constructor(problem: Partial<Problem>, status: number) {
    super(problem.detail ?? `The server answered ${status}.`)
    this.code = problem.code ?? (status >= 500 ? 'internal_error' : 'refused')
    this.status = status
    this.errors = problem.errors ?? []
    this.requestId = problem.requestId ?? ''
  }
}
type Problem = { detail: string; code: string; errors: ApiError['errors']; requestId: string }

/** The call did not reach the server, or its answer did not reach us: a write may have happened or not. */
export class NetworkError extends Error implements Refusal {
  readonly code = 'network_unreachable'
  readonly status = 0
}

/** No session, one that has ended, or one that was never completed. A wrong code at the sign-in is 401 too, and is not this. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && ['unauthenticated', 'second_factor_required'].includes(error.code)
}

export function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404
}
