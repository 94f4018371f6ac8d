import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { answerJobs } from './child.ts'
import type { SaleShape } from './sales.ts'
import { chance, itemCode, itemPrice, saleJson } from './sales.ts'
import type { Till } from './tills.ts'
import { quoteJson, settlementJson } from './tills.ts'

/** What is asked of a server. Every request is made before the first is sent. */
export type Asked =
  | { kind: 'sales'; key: string; shape: SaleShape; prefix: string; most: number }
  | { kind: 'offers'; storeCode: string; items: number }
  | { kind: 'wallet'; path: string; cookies: readonly string[] }
  | { kind: 'quotes'; tills: readonly Till[] }
  | { kind: 'settlements'; tills: readonly Till[]; prefix: string; most: number }
export type LoadJob = {
  port: number
  connections: number
  warmUpMs: number
  measureMs: number
  status: number
  asked: Asked
}
export type LoadResult = { perSecond: number; p50: number; p99: number; answers: number }

/** Requests as bytes, or as a function of their number where there are too few different ones to repeat. */
function requestsOf(asked: Asked): Buffer[] {
  const random = chance(7)
  if (asked.kind === 'sales') {
    const { key, shape, prefix, most } = asked
    return Array.from({ length: most }, (_, n) => {
      return post('/v1/purchases', key, saleJson(shape, prefix, n, random))
    })
  }
  if (asked.kind === 'quotes')
    return asked.tills.map((till) => post('/v1/settlements/quote', till.key, quoteJson(till)))
  if (asked.kind === 'settlements') {
    const { tills, prefix, most } = asked
    return Array.from({ length: most }, (_, n) => {
      const till = tills[random(tills.length)] as Till
      return post('/v1/settlements', till.key, settlementJson(till, `${prefix}-${n}`))
    })
  }
  if (asked.kind === 'wallet') {
    return asked.cookies.map((cookie) =>
      Buffer.from(`GET ${asked.path} HTTP/1.1\r\nhost: bench\r\ncookie: mamori_session=${cookie}\r\n\r\n`),
    )
  }
  // A limit of 300 calls a minute holds for each address: shoppers come from many.
  return Array.from({ length: 60_000 }, () => {
    const address = `10.${random(256)}.${random(256)}.${random(256)}`
    return Buffer.from(
      `GET ${offerPath(asked.storeCode, random(asked.items))} HTTP/1.1\r\nhost: bench\r\nx-forwarded-for: ${address}\r\n\r\n`,
    )
  })
}

function post(path: string, key: string, body: string): Buffer {
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

export function offerPath(storeCode: string, item: number): string {
  return `/v1/offers?storeCode=${storeCode}&code=${itemCode(item)}&price=${itemPrice(item)}`
}

/**
 * A load generator that costs little: raw sockets, one request under way on each, answers told apart by their
 * Content-Length. It stops when the time is over or the requests are used up.
 */
async function load({ port, connections, warmUpMs, measureMs, status, asked }: LoadJob): Promise<LoadResult> {
  const requests = requestsOf(asked)
  const once = asked.kind === 'sales' || asked.kind === 'settlements'
  const latencies: number[] = []
  const begin = performance.now()
  const from = begin + warmUpMs
  const until = from + measureMs
  let next = 0
  let last = from
  const take = (): Buffer | undefined => {
    if (once && next >= requests.length) return undefined
    return performance.now() < until ? requests[next++ % requests.length] : undefined
  }
  await Promise.all(
    Array.from({ length: connections }, () =>
      converse(port, take, status, (sent, now) => {
        if (sent < from || now > until) return
        latencies.push(now - sent)
        last = now
      }),
    ),
  )
  if (latencies.length === 0) throw new Error('nothing was answered in the time measured')
  latencies.sort((a, b) => a - b)
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] as number
  return {
    perSecond: latencies.length / ((last - from) / 1000),
    p50: at(0.5),
    p99: at(0.99),
    answers: latencies.length,
  }
}

/** One connection: sends, waits for the whole answer, sends again. */
function converse(
  port: number,
  take: () => Buffer | undefined,
  status: number,
  done: (sent: number, now: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let sent = 0
    let kept: Buffer = Buffer.alloc(0)
    const send = () => {
      const request = take()
      if (!request) return socket.end()
      sent = performance.now()
      return socket.write(request)
    }
    socket.on('connect', send)
    socket.on('error', reject)
    socket.on('close', () => resolve())
    socket.on('data', (chunk: Buffer) => {
      kept = kept.length === 0 ? chunk : Buffer.concat([kept, chunk])
      const head = kept.indexOf('\r\n\r\n')
      if (head < 0) return
      const text = kept.toString('latin1', 0, head)
      const length = /content-length: (\d+)/i.exec(text)?.[1]
      if (length === undefined) {
        socket.destroy(new Error(`an answer without Content-Length: ${text}`))
        return
      }
      if (kept.length < head + 4 + Number(length)) return
      if (!text.startsWith(`HTTP/1.1 ${status} `)) {
        socket.destroy(new Error(`not ${status}: ${kept.toString().slice(0, 1500)}`))
        return
      }
      kept = Buffer.alloc(0)
      done(sent, performance.now())
      send()
    })
  })
}

answerJobs(load)
