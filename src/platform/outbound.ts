import { lookup } from 'node:dns'
import { request as plainRequest } from 'node:http'
import type { IncomingMessage, RequestOptions } from 'node:http'
import { request as secureRequest } from 'node:https'
import { BlockList, isIP } from 'node:net'
import type { LookupFunction } from 'node:net'
import type { Logger } from './log.ts'

/** Why a call to the outside failed, and whether sending it again can help. */
export class OutboundError extends Error {
  readonly retryable: boolean
  readonly status: number | undefined
  /** What its `Retry-After` said: seconds, or a date. */
  readonly retryAfter: string | undefined
  constructor(message: string, retryable: boolean, status?: number, retryAfter?: string) {
    super(message)
    this.retryable = retryable
    this.status = status
    this.retryAfter = retryAfter
  }
}

const privateAddresses = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  privateAddresses.addSubnet(net, bits, 'ipv4')
}
for (const [net, bits] of [
  ['::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
  // These carry an IPv4 address, which may be private.
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
] as const) {
  privateAddresses.addSubnet(net, bits, 'ipv6')
}

/** True for loopback, private and other addresses that no customer's server can have. */
export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return privateAddresses.check(mapped, 'ipv4')
  const family = isIP(address)
  return family === 0 || privateAddresses.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

export type OutboundCall = { method?: string; headers?: Record<string, string>; body?: string | Uint8Array }
export type OutboundOptions = { timeoutMs?: number; allowPrivate?: boolean; maxBytes?: number; log?: Logger }

/**
 * The only way out: a time limit, no redirects, no private addresses, a bounded answer, and a log line without
 * bodies or headers. Never called inside a transaction.
 * @throws OutboundError that says whether trying again can help
 */
export async function callOutside(
  url: string,
  call: OutboundCall,
  options: OutboundOptions = {},
): Promise<{ status: number; body: string }> {
  const target = new URL(url)
  if (target.protocol !== 'https:' && target.protocol !== 'http:')
    throw new OutboundError('only http and https are called', false)
  const literal = target.hostname.replaceAll(/^\[|\]$/g, '')
  if (!options.allowPrivate && isIP(literal) !== 0 && isPrivateAddress(literal)) throw privateAddress(literal)
  const started = performance.now()
  try {
    const response = await send(target, call, {
      signal: AbortSignal.timeout(options.timeoutMs ?? 10_000),
      ...(options.allowPrivate ? {} : { lookup: publicLookup }),
    })
    const status = response.statusCode ?? 0
    const body = await readBounded(response, options.maxBytes ?? 1_000_000)
    options.log?.info(
      { host: target.host, status, ms: Math.round(performance.now() - started) },
      'called outside',
    )
    if (status >= 300 && status < 400)
      throw new OutboundError(`${target.host} answered with a redirect`, false, status)
    if (status >= 500 || status === 429)
      throw new OutboundError(
        `${target.host} answered ${status}`,
        true,
        status,
        response.headers['retry-after'],
      )
    return { status, body }
  } catch (error) {
    if (error instanceof OutboundError) throw error
    throw new OutboundError(`${target.host} did not answer: ${(error as Error).message}`, true)
  }
}

function privateAddress(host: string): OutboundError {
  return new OutboundError(`${host} is a private address`, false)
}

/** Asked by the connection itself, so that a name cannot mean one address when checked and another when called. */
export const publicLookup: LookupFunction = (host, options, answer) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    const first = found?.[0]
    if (error || !first) answer(error ?? new Error(`${host} is not known`), '')
    else if (found.some(({ address }) => isPrivateAddress(address))) answer(privateAddress(host), '')
    else if (options.all) answer(null, found)
    else answer(null, first.address, first.family)
  })
}

function send(
  target: URL,
  { method = 'GET', headers = {}, body }: OutboundCall,
  options: RequestOptions,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const open = target.protocol === 'https:' ? secureRequest : plainRequest
    // An agent of its own: a connection that was allowed to go somewhere else is not used again.
    const request = open(target, { ...options, method, headers, agent: false }, resolve)
    request.on('error', reject)
    request.end(body)
  })
}

async function readBounded(response: IncomingMessage, limit: number): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.byteLength
    if (size > limit) {
      response.destroy()
      throw new OutboundError('the answer is too large', false)
    }
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
