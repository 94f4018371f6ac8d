import type { Context, Services } from '#platform/context.ts'
import { inTransaction, systemContext } from '#platform/context.ts'
import type { Sale, SaleOutcome } from './record-purchases.ts'
import { recordPurchases } from './record-purchases.ts'

type Waiting = { sale: Sale; resolve(outcome: SaleOutcome): void; reject(error: unknown): void }

/** Reports that one transaction takes at most, and transactions that may run beside each other. */
const mostTogether = 64
const mostTransactions = 3

/**
 * Gathers purchases that arrive at the same time into one transaction, so that they share its round trips and its
 * wait for the disk. A caller is answered after the commit. Alone, a purchase waits for nobody: a transaction starts
 * as soon as one of the few is free. When a shared transaction fails, each report is tried on its own.
 */
export function createGatherer(services: Services) {
  const waiting: Waiting[] = []
  const ctx = systemContext(services, 'recordPurchase', 'http')
  let running = 0
  let scheduled = false

  function start(): void {
    scheduled = false
    while (running < mostTransactions && waiting.length > 0) {
      running += 1
      void run(ctx, waiting.splice(0, mostTogether)).finally(() => {
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

  return {
    record(sale: Sale): Promise<SaleOutcome> {
      return new Promise((resolve, reject) => {
        waiting.push({ sale, resolve, reject })
        schedule()
      })
    },
  }
}
export type Gatherer = ReturnType<typeof createGatherer>

async function run(ctx: Context, together: readonly Waiting[]): Promise<void> {
  try {
    const outcomes = await inTransaction(ctx, (tx) =>
      recordPurchases(
        tx,
        ctx,
        together.map((w) => w.sale),
      ),
    )
    for (const [i, waiting] of together.entries()) waiting.resolve(outcomes[i] as SaleOutcome)
  } catch (error) {
    if (together.length === 1) (together[0] as Waiting).reject(error)
    else for (const waiting of together) await run(ctx, [waiting])
  }
}
