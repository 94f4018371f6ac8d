import { parentPort } from 'node:worker_threads'
import { drawSlip } from './draw-slip.ts'
import type { SlipData } from './slip.ts'

/** The thread that draws slips, started by slip.ts: one message, one answer. */
export type SlipAnswer = { pdf: Uint8Array } | { failure: string }

parentPort?.on('message', (data: SlipData) => {
  drawSlip(data).then(
    (pdf) => parentPort?.postMessage({ pdf } satisfies SlipAnswer, []),
    (error: unknown) => parentPort?.postMessage({ failure: String(error) } satisfies SlipAnswer, []),
  )
})
