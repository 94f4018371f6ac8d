import { isUtf8 } from 'node:buffer'
import { Transform } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { malformedBody, payloadTooLarge, unsupportedMediaType } from './errors.ts'

/** A gzipped stream of rows may unpack to this much; a JSON body to its route's limit. */
const unpackedStreamLimit = 8 * 1024 ** 3

type Counted = NodeJS.ReadableStream & { receivedEncodedLength?: number }

/**
 * Teaches the server its two bodies: JSON, read whole and parsed from a buffer that is UTF-8, and NDJSON, handed
 * on as a stream. Both may be gzipped; what they unpack to is limited, not what was sent.
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
}

/** JSON text → value. Refuses bytes that are not UTF-8 and keys that would reach into prototypes. */
export function parseJson(body: Buffer): unknown {
  if (!isUtf8(body)) throw malformedBody('The body is not UTF-8.')
  try {
    return JSON.parse(body.toString('utf8'), (key, value: unknown) => {
      if (key === '__proto__') throw malformedBody('The key __proto__ is not accepted.')
      return value
    }) as unknown
  } catch (error) {
    throw error instanceof SyntaxError ? malformedBody(`The body is not JSON: ${error.message}.`) : error
  }
}

function unpack(request: FastifyRequest, payload: Counted): Counted {
  const encoding = request.headers['content-encoding']
  if (encoding === undefined || encoding === 'identity') return payload
  if (encoding !== 'gzip') throw unsupportedMediaType('gzip or without Content-Encoding')
  const gunzip = createGunzip()
  let unpacked = 0
  const limited: Transform & { receivedEncodedLength?: number } = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      unpacked += chunk.length
      if (unpacked > unpackedStreamLimit) done(payloadTooLarge('8 GiB unpacked'))
      else done(null, chunk)
    },
  })
  // Fastify compares Content-Length with what came over the wire, so count that rather than the unpacked bytes.
  limited.receivedEncodedLength = 0
  payload.on('data', (chunk: Buffer) => {
    limited.receivedEncodedLength = (limited.receivedEncodedLength ?? 0) + chunk.length
  })
  payload.on('error', (error: Error) => limited.destroy(error))
  gunzip.on('error', () => limited.destroy(malformedBody('The body is not gzip as Content-Encoding says.')))
  limited.on('close', () => gunzip.destroy())
  payload.pipe(gunzip).pipe(limited)
  return limited
}
