import { settle } from './database.ts'
import type { Bench } from './figures.ts'
import { sendBatch } from './figures.ts'
import { startProduct } from './product.ts'

export type MemoryCase = { name: string; lines: number; perSecond: number; idleMb: number; mostMb: number }

const sampleMs = 100

/**
 * The server's resident memory while it takes one long import, in a process that does nothing else: with a client
 * that reads answers while it sends, and with one that sends everything first, whose answers wait in a file.
 */
export async function measureMemory(bench: Bench): Promise<MemoryCase[]> {
  const cases: MemoryCase[] = []
  for (const [reads, name] of [
    ['together', 'reads while it sends'],
    ['after', 'sends everything first'],
  ] as const) {
    const product = await startProduct(bench.environment)
    try {
      const idleMb = product.memoryMb()
      if (idleMb === undefined) {
        bench.log('this system does not tell the memory of a process; not measured')
        return []
      }
      let mostMb = idleMb
      const timer = setInterval(() => (mostMb = Math.max(mostMb, product.memoryMb() ?? 0)), sampleMs)
      const lines = bench.sizes.memoryLines
      const { seconds } = await sendBatch(bench, { lines, reads, ahead: false }, product.port).finally(() =>
        clearInterval(timer),
      )
      bench.log(`memory, client ${name}: ${mostMb} MB at most, ${Math.round(lines / seconds)} purchases/s`)
      cases.push({ name, lines, perSecond: lines / seconds, idleMb, mostMb })
      await settle(bench.admin)
    } finally {
      await product.stop()
    }
  }
  return cases
}
