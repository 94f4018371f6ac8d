import { busy } from '#platform/errors.ts'

type Waiting = { begin(): void; bytes: number }

/**
 * Lets so many pieces of work run at once and so many wait, in the order in which they came. Waiting ones hold their
 * bytes in memory, so there is a limit of these as well.
 * @throws busy for what cannot even wait
 */
export function createTurns(limits: { atOnce: number; mostWaiting: number; mostWaitingBytes: number }) {
  const waiting: Waiting[] = []
  let running = 0
  let waitingBytes = 0
  return async function inTurn<T>(bytes: number, work: () => Promise<T>): Promise<T> {
    if (running >= limits.atOnce) {
      if (waiting.length >= limits.mostWaiting || waitingBytes + bytes > limits.mostWaitingBytes) throw busy()
      waitingBytes += bytes
      await new Promise<void>((begin) => waiting.push({ begin, bytes }))
    } else {
      running += 1
    }
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) {
        waitingBytes -= next.bytes
        // The turn goes over to it: nobody who comes just now gets between.
        next.begin()
      } else {
        running -= 1
      }
    }
  }
}
