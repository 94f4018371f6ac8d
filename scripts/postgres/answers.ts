import { setTimeout as sleep } from 'node:timers/promises'

import { Client } from 'pg'

/**
 * `ready`, `starting` (also while it recovers or shuts down), or `absent`: nobody there, or a server that does not
 * know our password and so is not ours.
 */
export async function probe(url: string): Promise<'ready' | 'starting' | 'absent'> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return 'ready'
  } catch (error) {
    return (error as { code?: string }).code === '57P03' ? 'starting' : 'absent'
  } finally {
    await client.end().catch(() => {})
  }
}

/** Asks until the server answers (null), the time is over (what it said last) or somebody cancels. */
export function waitUntilAnswers(
  url: () => string,
  timeoutMs: number,
): { promise: Promise<string | null>; cancel(): void } {
  let cancelled = false
  const giveUp = Date.now() + timeoutMs
  const poll = async (): Promise<string | null> => {
    for (;;) {
      const answer = await probe(url())
      if (answer === 'ready') return null
      if (cancelled || Date.now() > giveUp) return `no answer within ${timeoutMs / 1000} s (${answer})`
      await sleep(15)
    }
  }
  return { promise: poll(), cancel: () => (cancelled = true) }
}
