import DataLoader from 'dataloader'
import type { Context } from './context.ts'
import type { Db } from './db.ts'

/** Keys that one statement looks up at most, and statements of one kind that run beside each other. */
const mostTogether = 100
const mostStatements = 2

export type GatheredRead<K, V> = (ctx: Pick<Context, 'db' | 'tx'>, key: K) => Promise<V>

/**
 * A read by key, of which the calls that come in one turn of the event loop share a statement, whatever requests they
 * are of; a call alone waits for nobody. Nothing is kept: each call is answered by a statement that began after it.
 * Within a transaction it is a statement of that transaction.
 * @param read answers every key at its place; keys are checked values, for one that PostgreSQL refuses fails all
 */
export function gatheredRead<K, V>(
  read: (db: Db, keys: readonly K[]) => Promise<readonly V[]>,
): GatheredRead<K, V> {
  const loaders = new WeakMap<Db, DataLoader<K, V>>()
  return async (ctx, key) => {
    if (ctx.tx) return (await read(ctx.tx, [key]))[0] as V
    let loader = loaders.get(ctx.db)
    if (!loader) loaders.set(ctx.db, (loader = loaderOf(ctx.db, read)))
    return loader.load(key)
  }
}

function loaderOf<K, V>(
  db: Db,
  read: (db: Db, keys: readonly K[]) => Promise<readonly V[]>,
): DataLoader<K, V> {
  const waiting: (() => void)[] = []
  let running = 0
  const next = () => {
    if (running >= mostStatements) return
    const begin = waiting.shift()
    if (!begin) return
    running += 1
    // Calls of the same turn still join what has not begun.
    setImmediate(begin)
  }
  return new DataLoader<K, V>(
    async (keys) => {
      try {
        return await read(db, keys)
      } finally {
        running -= 1
        next()
      }
    },
    {
      cache: false,
      maxBatchSize: mostTogether,
      batchScheduleFn(begin) {
        waiting.push(begin)
        next()
      },
    },
  )
}
