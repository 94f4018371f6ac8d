import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'

export type Arrived = { headers: Record<string, string>; body: string }

/** Somebody's server that takes webhooks: it keeps what came and answers as it is told, 204 unless said. */
export async function startReceiver() {
  const arrived: Arrived[] = []
  const answers: { status: number; headers?: Record<string, string> }[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      arrived.push({ headers: textOf(request.headers), body: Buffer.concat(parts).toString() })
      const { status, headers = {} } = answers.shift() ?? { status: 204 }
      response.writeHead(status, headers).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    arrived,
    /** What the next calls are answered, in order. */
    answer: (...next: typeof answers) => void answers.push(...next),
  }
}

function textOf(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}
