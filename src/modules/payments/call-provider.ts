import type { Context } from '#platform/context.ts'
import type { Outcome, RefundOutcome } from './port.ts'

export const outcomeUnknown: Outcome = {
  state: 'unknown',
  providerRef: null,
  captured: null,
  action: null,
  reason: null,
}
export const refundUnknown: RefundOutcome = { state: 'unknown', providerRef: null, reason: null }

/**
 * Calls a provider, never within a caller's transaction. Whatever is thrown means that nobody knows what happened:
 * the call may have had its effect.
 */
export async function callProvider<T extends Outcome | RefundOutcome>(
  ctx: Context,
  about: string,
  call: (ctx: Context) => Promise<T>,
  unknown: T,
): Promise<T> {
  try {
    return await call(apart(ctx))
  } catch (error) {
    // Its words alone: the error of a vendor's library can hold what was sent.
    ctx.log.warn(
      { about, why: error instanceof Error ? error.message : 'not said' },
      'a provider did not answer',
    )
    return unknown
  }
}

/** The same context outside the request's own transaction. */
export function apart(ctx: Context): Context {
  const { tx: _tx, ...own } = ctx
  return own
}
