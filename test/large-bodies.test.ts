import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { createGzip, gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { newSeller, unique } from './support/people.ts'
import { startProcess } from './support/process.ts'
import { startProduct } from './support/product.ts'
import { inside, watchRows } from './support/rows.ts'

const product = await startProduct()
const seller = await newSeller(product)
const { stored } = await watchRows(product)
const json = { authorization: `Bearer ${seller.key}`, 'content-type': 'application/json' }
const report = () => ({
  storeCode: seller.store.code,
  reference: unique('R'),
  purchasedAt: product.clock.now(),
  currency: 'JPY',
  lines: [{ code: 'X', name: 'Named', quantity: 1, unitPrice: 100 }],
})

/** A process of its own, whose memory is nobody else's. */
const api = await startProcess('api', product.services.config.DATABASE_URL)
/** Most memory that the process has had, in MB, as Linux counted it; elsewhere what it has now. */
function peak(): number {
  const status = `/proc/${api.child.pid}/status`
  const kilobytes = existsSync(status)
    ? /VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1]
    : execFileSync('ps', ['-o', 'rss=', '-p', String(api.child.pid)], { encoding: 'utf8' })
  return Number(kilobytes) / 1024
}
const to = async (method: string, path: string, bytes: Buffer, headers: Record<string, string>) => {
  const answer = await fetch(api.url + path, {
    method,
    headers: { ...json, ...headers },
    body: bytes as Uint8Array<ArrayBuffer>,
  })
  return { status: answer.status, text: await answer.text() }
}
const zeros = await packedZeros(1024 ** 3)
const routes: [string, string][] = [
  ['POST', '/v1/purchases'],
  ['PUT', `/v1/stores/${seller.store.code}/items`],
  ['POST', '/v1/plans'],
  ['POST', '/v1/sign-in'],
  ['POST', '/v1/sign-in/codes'],
  ['POST', '/v1/staff/sign-in'],
]
afterAll(() => api.end('SIGKILL'))

describe('bodies that are too large', { timeout: 120_000 }, () => {
  test('a gigabyte of zeros is packed into about one megabyte', () => {
    expect(zeros.length).toBeLessThan(1.2 * 1024 * 1024)
  })

  test.each(routes)(
    '%s %s refuses 10 MB, and what unpacks to a gigabyte, in little memory',
    async (method, path) => {
      await fetch(`${api.url}/healthz`)
      const before = await stored()
      const memory = peak()
      const large = await to(method, path, Buffer.alloc(10 * 1024 * 1024, ' '), {})
      expect([large.status, large.text.includes('payload_too_large')]).toEqual([413, true])
      const bomb = await to(method, path, zeros, { 'content-encoding': 'gzip' })
      expect([bomb.status, bomb.text.includes('payload_too_large')]).toEqual([413, true])
      expect(peak() - memory).toBeLessThan(150)
      expect(await stored()).toEqual(before)
      expect((await fetch(`${api.url}/healthz`)).status).toBe(200)
    },
  )

  test.each([
    ['POST', '/v1/purchases/batch'],
    ['PUT', `/v1/stores/${seller.store.code}/items`],
  ])('%s %s as a stream: a gigabyte of one line is one wrong row, in little memory', async (method, path) => {
    const before = await stored()
    const memory = peak()
    const { status, text } = await to(method, path, zeros, {
      'content-encoding': 'gzip',
      'content-type': 'application/x-ndjson',
    })
    expect(status).toBe(200)
    expect(text).toContain('a line may have 1048576 bytes at most')
    expect(peak() - memory).toBeLessThan(200)
    expect(await stored()).toEqual(before)
  })

  test.each([
    ['gzip that is none', Buffer.from('{"a":1}'), 'gzip', 400],
    ['gzip cut off', gzipSync(Buffer.from(JSON.stringify(report()))).subarray(0, 40), 'gzip', 400],
    ['another packing', Buffer.from('{}'), 'br', 415],
    ['two packings', gzipSync(gzipSync('{}')), 'gzip, gzip', 415],
  ])('%s', async (_what, bytes, encoding, wanted) => {
    const before = await stored()
    const { status, text } = await to('POST', '/v1/purchases', bytes, { 'content-encoding': encoding })
    expect([status, inside.test(text)]).toEqual([wanted, false])
    expect(await stored()).toEqual(before)
  })

  test('one that is too large and broken further on is refused, and the server goes on', async () => {
    const broken = gzipSync(Buffer.alloc(20 * 1024 * 1024))
    broken.fill(0xff, broken.length - 2000)
    for (let i = 0; i < 5; i += 1) {
      const { status } = await to('POST', '/v1/purchases', broken, { 'content-encoding': 'gzip' })
      expect(status).toBe(413)
    }
    expect((await fetch(`${api.url}/healthz`)).status).toBe(200)
  })

  test('in pieces of unknown length it is refused as well', async () => {
    const answer = await new Promise<number | undefined>((resolve, reject) => {
      const asking = request(`${api.url}/v1/purchases`, {
        method: 'POST',
        headers: { ...json, 'transfer-encoding': 'chunked' },
      })
      asking.on('response', (response) => resolve(response.statusCode)).on('error', reject)
      for (let i = 0; i < 10; i += 1) asking.write(Buffer.alloc(1024 * 1024, ' '))
      asking.end()
    })
    expect(answer).toBe(413)
  })

  test('what is packed well is taken', async () => {
    const { status } = await to('POST', '/v1/purchases', gzipSync(JSON.stringify(report())), {
      'content-encoding': 'gzip',
    })
    expect(status).toBe(201)
  })

  test('a body that stops in the middle stores nothing, and the server goes on', async () => {
    const before = await stored()
    const text = JSON.stringify(report())
    const asking = request(`${api.url}/v1/purchases`, {
      method: 'POST',
      headers: { ...json, 'content-length': String(text.length) },
    })
    asking.on('error', () => {})
    asking.write(text.slice(0, 50))
    await once(asking, 'socket')
    asking.destroy()
    expect((await fetch(`${api.url}/healthz`)).status).toBe(200)
    expect(await stored()).toEqual(before)
  })

  test('the process is the one that was started', () => {
    expect(api.child.exitCode).toBeNull()
  })
})

async function packedZeros(size: number): Promise<Buffer> {
  const gzip = createGzip({ level: 9 })
  const parts: Buffer[] = []
  gzip.on('data', (part: Buffer) => parts.push(part))
  const block = Buffer.alloc(16 * 1024 * 1024)
  for (let i = 0; i < size / block.length; i += 1) if (!gzip.write(block)) await once(gzip, 'drain')
  gzip.end()
  await once(gzip, 'end')
  return Buffer.concat(parts)
}
