import type { Actor, BuyerActor, SellerActor } from './auth.ts'
import type { Caches } from './caches.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Db, Tx } from './db.ts'
import { isConnectionLost, isTransient } from './db.ts'
import { forbidden, unauthenticated } from './errors.ts'
import type { Files } from './files.ts'
import type { Logger } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Secrets } from './secrets.ts'

/** What every operation gets first: the means to act, and who acts from where. */
export type Context = {
  db: Db
  clock: Clock
  caches: Caches
  secrets: Secrets
  files: Files
  log: Logger
  metrics: Metrics
  config: Config
  actor: Actor
  origin: Origin
  /** Set while a request runs inside one transaction for its idempotency key; `inTransaction` joins it. */
  tx?: Tx
}
/** From where a write came, kept in its audit row. */
export type Origin = {
  via: 'http' | 'job' | 'event' | 'cli'
  operation: string
  requestId: string
  ip: string | null
}

/** The parts of a context that live as long as the process. */
export type Services = Omit<Context, 'actor' | 'origin' | 'tx'>

export function systemContext(services: Services, operation: string, via: Origin['via'] = 'job'): Context {
  return {
    ...services,
    actor: { kind: 'system', name: operation },
    origin: { via, operation, requestId: '', ip: null },
  }
}

/**
 * Runs an operation in one transaction. Deadlocks, lost serialisation races and connections that break before the
 * commit are tried again, at most three times in all: the work must therefore have no effect outside the transaction.
 */
export async function inTransaction<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (ctx.tx) return work(ctx.tx)
  for (let attempt = 1; ; attempt += 1) {
    let failure: unknown
    let committing = false
    try {
      return await ctx.db.transaction().execute(async (tx) => {
        try {
          const result = await work(tx)
          committing = true
          return result
        } catch (error) {
          failure = error
          throw error
        }
      })
    } catch (error) {
      // On a broken connection the rollback fails as well, and would hide why.
      const reason = failure ?? error
      // A commit without an answer may have happened.
      const again = isTransient(reason) || (isConnectionLost(reason) && !committing)
      if (attempt >= 3 || !again) throw reason
    }
  }
}

/** The reading handle: the request's transaction where there is one. */
export function reader(ctx: Context): Db {
  return ctx.tx ?? ctx.db
}

/** The signed-in buyer of this call. The route's `access` has let nobody else through. */
export function buyer(ctx: Context): BuyerActor {
  if (ctx.actor.kind !== 'buyer') throw unauthenticated()
  return ctx.actor
}

/** The organisation's key or member of staff behind this call. */
export function seller(ctx: Context): SellerActor {
  if (ctx.actor.kind === 'key' || ctx.actor.kind === 'staff') return ctx.actor
  throw ctx.actor.kind === 'anonymous'
    ? unauthenticated()
    : forbidden('This needs a key or a member of staff.')
}
