import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { OutboundError, callOutside, isPrivateAddress, publicLookup } from './outbound.ts'

/** A server of somebody else, which also counts who came. */
const asked: string[] = []
const server = createServer((request, response) => {
  asked.push(`${request.method} ${request.url}`)
  const path = request.url ?? ''
  if (path === '/redirect') response.writeHead(302, { location: '/secret' }).end()
  else if (path === '/endless') {
    const pour = () => {
      while (response.write(Buffer.alloc(64 * 1024, 'x'))) if (response.destroyed) return
    }
    response.on('drain', pour)
    pour()
  } else if (path === '/silent') response.flushHeaders()
  else if (path === '/echo') {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () =>
      response.end(
        JSON.stringify({ text: Buffer.concat(chunks).toString(), type: request.headers['content-type'] }),
      ),
    )
  } else response.writeHead(Number(path.slice(1))).end('said')
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as AddressInfo
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const address = (path: string) => `http://127.0.0.1:${port}${path}`
async function refusal(url: string, options: Parameters<typeof callOutside>[2] = {}): Promise<OutboundError> {
  const answer = await callOutside(url, {}, options).catch((error: unknown) => error)
  expect(answer).toBeInstanceOf(OutboundError)
  return answer as OutboundError
}

describe('private addresses', () => {
  test.each([
    '127.0.0.1',
    '127.255.255.254',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '0.0.0.0',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '198.18.0.1',
    '::1',
    '::',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fdff::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::FFFF:10.0.0.1',
    '0:0:0:0:0:ffff:a00:1',
    '::ffff:169.254.169.254',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'localhost',
    '',
    '127.1',
  ])('%s is one', (private_) => {
    expect(isPrivateAddress(private_)).toBe(true)
  })

  test.each([
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.1',
    '192.169.0.1',
    '100.63.255.255',
    '2001:4860:4860::8888',
    '::ffff:8.8.8.8',
    '::ffff:808:808',
  ])('%s is none', (open) => {
    expect(isPrivateAddress(open)).toBe(false)
  })

  test('are not called, in whatever spelling, and trying again is of no use', async () => {
    const before = asked.length
    const spellings = [
      '127.0.0.1',
      'localhost',
      '127.1',
      '0x7f.1',
      '2130706433',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '[::ffff:7f00:1]',
      '0.0.0.0',
      'LOCALHOST',
      'localhost.',
    ]
    for (const host of spellings) {
      const error = await refusal(`http://${host}:${port}/200`)
      expect(error.message, host).toMatch(/is a private address|did not answer: .*(ENOTFOUND|EAI_AGAIN)/)
      if (error.message.includes('private')) expect(error.retryable, host).toBe(false)
    }
    expect((await refusal(`http://localhost:${port}/200`)).message).toBe('localhost is a private address')
    expect(asked).toHaveLength(before)
  })

  test('a name is looked up by the connection itself, which refuses what is private', async () => {
    for (const all of [true, false]) {
      const { promise, resolve } = Promise.withResolvers<Error | null>()
      publicLookup('localhost', { all }, (error) => resolve(error))
      expect((await promise)?.message).toBe('localhost is a private address')
    }
  })
})

describe('calls to the outside', () => {
  const allowPrivate = true

  test('bring method, headers and body, and give status and body back', async () => {
    const call = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"名":"前"}' }
    const answer = await callOutside(address('/echo'), call, { allowPrivate })
    expect(answer).toEqual({
      status: 200,
      body: JSON.stringify({ text: '{"名":"前"}', type: 'application/json' }),
    })
    expect(asked.at(-1)).toBe('POST /echo')
  })

  test('a refusal of the other side is an answer', async () => {
    expect(await callOutside(address('/404'), {}, { allowPrivate })).toEqual({ status: 404, body: 'said' })
  })

  test.each([
    ['/500', 500],
    ['/503', 503],
    ['/429', 429],
  ])('%s can be tried again', async (path, status) => {
    expect(await refusal(address(path), { allowPrivate })).toMatchObject({ retryable: true, status })
  })

  test('a redirect is not followed', async () => {
    const before = asked.length
    expect(await refusal(address('/redirect'), { allowPrivate })).toMatchObject({
      retryable: false,
      status: 302,
    })
    expect(asked.slice(before)).toEqual(['GET /redirect'])
  })

  test('an answer without an end is cut off', async () => {
    expect(await refusal(address('/endless'), { allowPrivate, maxBytes: 100_000 })).toMatchObject({
      retryable: false,
      message: 'the answer is too large',
    })
  })

  test('a server that says nothing is given up', async () => {
    const started = performance.now()
    expect(await refusal(address('/silent'), { allowPrivate, timeoutMs: 100 })).toMatchObject({
      retryable: true,
    })
    expect(performance.now() - started).toBeLessThan(2000)
  })

  test('a port where nobody listens can be tried again', async () => {
    expect(await refusal('http://127.0.0.1:1/', { allowPrivate })).toMatchObject({ retryable: true })
  })

  test.each(['file:///etc/hostname', 'ftp://example.com/', 'data:text/plain,x'])(
    '%s is not called',
    async (url) => {
      expect(await refusal(url)).toMatchObject({
        retryable: false,
        message: 'only http and https are called',
      })
    },
  )
})
