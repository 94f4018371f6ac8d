import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { dropSessions, endSession } from './sessions.ts'

/** Ends a session; one that is none, or has ended, is no fault. */
export async function signOut(ctx: Context, token: string | undefined): Promise<{ done: true }> {
  if (token !== undefined) {
    await inTransaction(ctx, (tx) => endSession(tx, token))
    dropSessions(ctx)
  }
  return { done: true }
}
