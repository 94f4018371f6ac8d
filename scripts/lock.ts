import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'

/** A lock on a file that the kernel frees when its holder dies, so that no stale owner can exist. */
export type Lock = { release(): void }

/**
 * Waits until nobody else holds the file. Node has no flock of its own; an SQLite transaction is one, on every
 * platform and also between two callers inside one process.
 */
export async function lockExclusive(file: string, timeoutMs = 120_000): Promise<Lock> {
  const giveUp = Date.now() + timeoutMs
  for (;;) {
    const lock = tryLockExclusive(file)
    if (lock) return lock
    if (Date.now() > giveUp) throw new Error(`Another process holds ${file} for too long`)
    await sleep(20)
  }
}

/** The lock, or null when somebody holds the file in either mode. */
export function tryLockExclusive(file: string): Lock | null {
  return begin(file, 'begin exclusive')
}

/** Says "I am using this": any number may hold it, and nobody gets the exclusive lock meanwhile. */
export async function lockShared(file: string, timeoutMs = 10_000): Promise<Lock> {
  const giveUp = Date.now() + timeoutMs
  for (;;) {
    const lock = begin(file, 'begin; select count(*) from sqlite_schema')
    if (lock) return lock
    if (Date.now() > giveUp) throw new Error(`Another process holds ${file} for too long`)
    await sleep(20)
  }
}

function begin(file: string, sql: string): Lock | null {
  const connection = new DatabaseSync(file)
  try {
    connection.exec(sql)
    return { release: () => connection.isOpen && connection.close() }
  } catch (error) {
    connection.close()
    if (error instanceof Error && /locked|busy/.test(error.message)) return null
    throw error
  }
}
