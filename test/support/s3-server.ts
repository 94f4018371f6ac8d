import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer as bytesOf } from 'node:stream/consumers'

export type S3Server = {
  /** The setting `FILES` for it. */
  setting: string
  endpoint: string
  bucket: string
  keys: { accessKeyId: string; secretAccessKey: string; region: string }
  objects: Map<string, Buffer>
  /** Every request, as `PUT /bucket/key 200`. */
  requests: string[]
  /** The next so many requests are answered 503, as a store under load does. */
  failNext(times: number): void
  /** Requests are read and never answered from now on. */
  hang(): void
  close(): Promise<void>
}

/**
 * A stand-in for an S3 store of one bucket. It makes each request's signature (AWS Signature Version 4) anew from what
 * arrived and refuses those that differ, and bodies that are not what was signed.
 */
export async function startS3(): Promise<S3Server> {
  const keys = { accessKeyId: 'AKTEST', secretAccessKey: 'a secret of tests', region: 'eu-test-1' }
  const bucket = 'mamori-test'
  const objects = new Map<string, Buffer>()
  const requests: string[] = []
  let failures = 0
  let hanging = false
  const server = createServer((request, response) => void answer(request, response))

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bytesOf(request)
    if (hanging) return
    const refuse = (status: number, code: string) => {
      requests.push(`${request.method} ${request.url} ${status}`)
      response
        .writeHead(status, { 'content-type': 'application/xml' })
        .end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`)
    }
    if (failures > 0) {
      failures -= 1
      return refuse(503, 'SlowDown')
    }
    const fault = signatureFault(request, body, keys)
    if (fault) return refuse(403, fault)
    const path = decodeURIComponent(new URL(request.url ?? '', 'http://s3').pathname)
    if (!path.startsWith(`/${bucket}/`)) return refuse(404, 'NoSuchBucket')
    const key = path.slice(bucket.length + 2)
    const found = objects.get(key)
    if (request.method === 'GET' && !found) return refuse(404, 'NoSuchKey')
    if (request.method === 'PUT') objects.set(key, body)
    if (request.method === 'DELETE') objects.delete(key)
    requests.push(`${request.method} ${request.url} 200`)
    response
      .writeHead(request.method === 'DELETE' ? 204 : 200, { 'content-type': 'application/octet-stream' })
      .end(request.method === 'GET' ? found : undefined)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    setting: `s3:${endpoint}/${bucket}`,
    endpoint,
    bucket,
    keys,
    objects,
    requests,
    failNext(times) {
      failures = times
    },
    hang() {
      hanging = true
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Why a request is refused, in S3's words; undefined for one signed by these keys over just this content. */
function signatureFault(request: IncomingMessage, body: Buffer, keys: S3Server['keys']): string | undefined {
  const { authorization = '', 'x-amz-date': date, 'x-amz-content-sha256': contentHash } = request.headers
  const [, id, day, region, signed = '', signature = ''] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})$/.exec(
      authorization,
    ) ?? []
  if (typeof date !== 'string' || !day || !date.startsWith(day) || region !== keys.region)
    return 'AuthorizationHeaderMalformed'
  if (id !== keys.accessKeyId) return 'InvalidAccessKeyId'
  if (contentHash !== sha256(body)) return 'XAmzContentSHA256Mismatch'
  const names = signed.split(';')
  for (const name of ['host', 'x-amz-content-sha256', 'x-amz-date'])
    if (!names.includes(name)) return 'AccessDenied'
  const url = new URL(request.url ?? '', 'http://s3')
  const canonical = [
    request.method,
    url.pathname,
    [...url.searchParams]
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
      .sort()
      .join('&'),
    ...names.map((name) => `${name}:${String(request.headers[name]).trim()}`),
    '',
    signed,
    contentHash,
  ].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const key = [day, region, 's3', 'aws4_request'].reduce<Buffer | string>(
    (made, part) => hmac(made, part),
    `AWS4${keys.secretAccessKey}`,
  )
  const expected = hmac(key, ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n'))
  return timingSafeEqual(expected, Buffer.from(signature, 'hex')) ? undefined : 'SignatureDoesNotMatch'
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function sha256(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex')
}
