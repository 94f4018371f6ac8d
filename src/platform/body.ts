import { isUtf8 } from 'node:buffer'
import { Transform } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { malformedBody, payloadTooLarge, unsupportedMediaType } from './errors.ts'

/** A gzipped stream of rows may unpack to this much; a JSON body to its route's limit. */
const unpackedStreamLimit = 8 * 1024 ** 3

type Counted = NodeJS.ReadableStream & { receivedEncodedLength?: number }

/**
 * Teaches the server its bodies: JSON, read whole and parsed from a buffer that is UTF-8; NDJSON and pictures, handed
 * on as streams. All may be gzipped; what they unpack to is limited, not what was sent.
 */
export function acceptBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addHook('preParsing', async (request, _reply, payload) => unpack(request, payload))
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseJson(body as Buffer))
    } catch (error) {
      done(error as Error)
    }
  })
  app.addContentTypeParser('application/x-ndjson', (_request, payload, done) => done(null, payload))
  app.addContentTypeParser(/^image\//, (_request, payload, done) => done(null, payload))
}

/** `"__proto__":`, with any of its letters escaped. */
const reachesPrototypes =
  /"(?:_|\\u005[Ff]){2}(?:p|\\u0070)(?:r|\\u0072)(?:o|\\u006[Ff])(?:t|\\u0074)(?:o|\\u006[Ff])(?:_|\\u005[Ff]){2}"\s*:/
/** No body of ours is nested further; what is would exhaust the stack of whoever walks over it. */
const deepest = 64

/** JSON text → value. Refuses bytes that are not UTF-8, keys that would reach into prototypes, and bottomless nests. */
export function parseJson(body: Buffer): unknown {
  if (!isUtf8(body)) throw malformedBody('The body is not UTF-8.')
  const text = body.toString('utf8')
  if (reachesPrototypes.test(text)) throw malformedBody('The key __proto__ is not accepted.')
  if (isDeep(body)) throw malformedBody(`The body is nested more than ${deepest} times.`)
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw error instanceof SyntaxError ? malformedBody(`The body is not JSON: ${error.message}.`) : error
  }
}

function isDeep(body: Buffer): boolean {
  let depth = 0
  let inText = false
  for (let i = 0; i < body.length; i += 1) {
    const byte = body[i]
    if (inText) {
      if (byte === 0x5c) i += 1
      else if (byte === 0x22) inText = false
    } else if (byte === 0x22) inText = true
    else if (byte === 0x5b || byte === 0x7b) {
      depth += 1
      if (depth > deepest) return true
    } else if (byte === 0x5d || byte === 0x7d) depth -= 1
  }
  return false
}

function unpack(request: FastifyRequest, payload: Counted): Counted {
  const encoding = request.headers['content-encoding']
  if (encoding === undefined || encoding === 'identity') return payload
  if (encoding !== 'gzip') throw unsupportedMediaType('gzip or without Content-Encoding')
  const rows = request.headers['content-type']?.startsWith('application/x-ndjson') === true
  const limit = rows ? unpackedStreamLimit : request.routeOptions.bodyLimit
  const gunzip = createGunzip()
  let unpacked = 0
  const limited: Transform & { receivedEncodedLength?: number } = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      unpacked += chunk.length
      if (unpacked > limit) done(payloadTooLarge(`${Math.floor(limit / 1024 ** 2)} MiB unpacked`))
      else done(null, chunk)
    },
  })
  // Fastify compares Content-Length with what came over the wire, so count that rather than the unpacked bytes.
  limited.receivedEncodedLength = 0
  payload.on('data', (chunk: Buffer) => {
    limited.receivedEncodedLength = (limited.receivedEncodedLength ?? 0) + chunk.length
  })
  payload.on('error', (error: Error) => limited.destroy(error))
  // After a refusal nobody listens any more; what comes then must not end the process.
  limited.on('error', () => {})
  gunzip.on('error', () => limited.destroy(malformedBody('The body is not gzip as Content-Encoding says.')))
  limited.on('close', () => {
    gunzip.destroy()
    // What is still sent is read and forgotten, unpacked no more.
    payload.resume()
  })
  payload.pipe(gunzip).pipe(limited)
  return limited
}

/**
 * Reads a picture or the like whole, for handlers that get it as a stream. What comes after a refusal is read and
 * forgotten, so that the client hears the answer and the connection can be used again.
 * @throws the error given where it is longer; malformedBody where it breaks off or does not end in time
 */
export function readBytes(
  payload: NodeJS.ReadableStream,
  most: number,
  tooLarge: () => Error,
  limitMs = 30_000,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    const slow = setTimeout(() => {
      reject(malformedBody(`The body did not arrive within ${limitMs / 1000} s.`))
      ;(payload as Transform).destroy()
    }, limitMs)
    payload.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= most) chunks.push(chunk)
      else {
        chunks.length = 0
        reject(tooLarge())
      }
    })
    payload.on('end', () => resolve(Buffer.concat(chunks)))
    payload.on('error', reject)
    payload.on('close', () => {
      clearTimeout(slow)
      reject(malformedBody('The body broke off.'))
    })
  })
}
