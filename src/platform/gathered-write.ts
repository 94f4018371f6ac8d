type Waiting<I, O> = { item: I; resolve(outcome: O): void; reject(error: unknown): void }
export type GatheredWrite<I, O> = (item: I) => Promise<O>

/** What one transaction takes at most, and transactions of one kind that may run beside each other. */
const mostTogether = 64
const mostTransactions = 3

/**
 * Gathers what arrives at the same time into one transaction, so that it shares its round trips and its wait for the
 * disk. A caller is answered after the commit. What comes alone waits for nobody: a transaction starts as soon as one
 * of the few is free. When a shared transaction fails, each is tried on its own.
 * @param work writes all in a transaction of its own, and answers each at its place
 */
export function gatheredWrite<I, O>(
  work: (together: readonly I[]) => Promise<readonly O[]>,
): GatheredWrite<I, O> {
  const waiting: Waiting<I, O>[] = []
  let running = 0
  let scheduled = false

  function start(): void {
    scheduled = false
    while (running < mostTransactions && waiting.length > 0) {
      running += 1
      void run(work, waiting.splice(0, mostTogether)).finally(() => {
        running -= 1
        schedule()
      })
    }
  }
  // Callers of the same turn of the event loop are gathered before the transaction starts.
  function schedule(): void {
    if (scheduled || waiting.length === 0 || running >= mostTransactions) return
    scheduled = true
    setImmediate(start)
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      schedule()
    })
}

async function run<I, O>(
  work: (together: readonly I[]) => Promise<readonly O[]>,
  together: readonly Waiting<I, O>[],
): Promise<void> {
  try {
    const outcomes = await work(together.map(({ item }) => item))
    for (const [i, waiting] of together.entries()) waiting.resolve(outcomes[i] as O)
  } catch (error) {
    if (together.length === 1) (together[0] as Waiting<I, O>).reject(error)
    else for (const waiting of together) await run(work, [waiting])
  }
}
