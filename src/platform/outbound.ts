import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import type { Logger } from './log.ts'

/** Why a call to the outside failed, and whether sending it again can help. */
export class OutboundError extends Error {
  readonly retryable: boolean
  readonly status: number | undefined
  constructor(message: string, retryable: boolean, status?: number) {
    super(message)
    this.retryable = retryable
    this.status = status
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
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
  ['64:ff9b::', 96],
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

export type OutboundOptions = { timeoutMs?: number; allowPrivate?: boolean; maxBytes?: number; log?: Logger }

/**
 * The only way out: a time limit, no redirects, no private addresses, a bounded answer, and a log line without
 * bodies or headers. Never called inside a transaction.
 * @throws OutboundError that says whether trying again can help
 */
export async function callOutside(
  url: string,
  init: RequestInit,
  options: OutboundOptions = {},
): Promise<{ status: number; body: string }> {
  const target = new URL(url)
  if (!options.allowPrivate) {
    const found = await lookup(target.hostname, { all: true }).catch(() => [])
    if (found.length === 0) throw new OutboundError(`${target.hostname} is not known`, true)
    if (found.some(({ address }) => isPrivateAddress(address)))
      throw new OutboundError(`${target.hostname} is a private address`, false)
  }
  const started = performance.now()
  try {
    const response = await fetch(target, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(options.timeoutMs ?? 10_000),
    })
    const body = await readBounded(response, options.maxBytes ?? 1_000_000)
    options.log?.info(
      { host: target.host, status: response.status, ms: Math.round(performance.now() - started) },
      'called outside',
    )
    if (response.status >= 500 || response.status === 429)
      throw new OutboundError(`${target.host} answered ${response.status}`, true, response.status)
    return { status: response.status, body }
  } catch (error) {
    if (error instanceof OutboundError) throw error
    throw new OutboundError(`${target.host} did not answer: ${(error as Error).message}`, true)
  }
}

async function readBounded(response: Response, limit: number): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.byteLength
    if (size > limit) throw new OutboundError('the answer is too large', false)
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
