import { once } from 'node:events'
import { request } from 'node:http'
import { answerJobs } from './child.ts'
import type { SaleShape } from './sales.ts'
import { chance, saleJson } from './sales.ts'

export type BatchJob = {
  port: number
  key: string
  shape: SaleShape
  prefix: string
  lines: number
  /** `together` reads answers while it sends; `after` reads none before everything is sent. */
  reads: 'together' | 'after'
  /** Lines made before the clock starts, so that making them takes nothing from what is measured. */
  ahead: boolean
}
export type BatchResult = { seconds: number; answers: number; refused: number; firstRefusal: string | null }

const linesAChunk = 200

/** Sends purchases as NDJSON and counts the answers. */
async function sendBatch({ port, key, shape, prefix, lines, reads, ahead }: BatchJob): Promise<BatchResult> {
  const made = ahead ? [...chunks(shape, prefix, lines)] : chunks(shape, prefix, lines)
  const result: BatchResult = { seconds: 0, answers: 0, refused: 0, firstRefusal: null }
  const begin = performance.now()
  const sending = request({
    port,
    host: '127.0.0.1',
    method: 'POST',
    path: '/v1/purchases/batch',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
  })
  let sent: () => void = () => {}
  const allSent = new Promise<void>((resolve) => (sent = resolve))
  const read = new Promise<void>((resolve, reject) => {
    sending.on('error', reject)
    sending.on('response', (answer) => {
      const start = () => {
        answer.on('data', (chunk: Buffer) => count(result, chunk))
        answer.on('end', resolve)
        answer.on('error', reject)
      }
      if (reads === 'together') start()
      else void allSent.then(start)
    })
  })
  for (const chunk of made) if (!sending.write(chunk)) await once(sending, 'drain')
  sending.end(() => sent())
  await read
  result.seconds = (performance.now() - begin) / 1000
  return result
}

function* chunks(shape: SaleShape, prefix: string, lines: number): Generator<Buffer> {
  const random = chance(11)
  for (let n = 0; n < lines;) {
    let text = ''
    for (const end = Math.min(lines, n + linesAChunk); n < end; n += 1)
      text += `${saleJson(shape, prefix, n, random)}\n`
    yield Buffer.from(text)
  }
}

/** Counts lines without parsing them; only refusals are looked at. */
function count(result: BatchResult, chunk: Buffer): void {
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) result.answers += 1
  let at = chunk.indexOf('"purchase":null')
  if (at >= 0 && result.firstRefusal === null)
    result.firstRefusal = chunk.toString().slice(Math.max(0, at - 200), at + 600)
  for (; at >= 0; at = chunk.indexOf('"purchase":null', at + 1)) result.refused += 1
}

answerJobs(sendBatch)
