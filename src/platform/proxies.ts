import { isIP } from 'node:net'

/** Names that the HTTP server knows for ranges of addresses. */
const ranges = new Set(['loopback', 'linklocal', 'uniquelocal'])

/** True for a count of proxies, or a list of their addresses: `1`, `10.0.0.5, 10.1.0.0/16, loopback`. */
export function isProxySetting(text: string): boolean {
  if (/^\d+$/.test(text)) return Number(text) <= 10
  return text.split(',').every((item) => {
    const [address = '', bits, ...rest] = item.trim().split('/')
    if (ranges.has(address)) return bits === undefined
    const most = isIP(address) === 6 ? 128 : 32
    const sized = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= most)
    return isIP(address) !== 0 && sized && rest.length === 0
  })
}

/**
 * Whose `X-Forwarded-*` headers are believed. A list believes the proxies at these addresses and nobody else; a count
 * believes whoever is connected, so it is for servers that only the proxy can reach. Without either nobody is
 * believed: anybody could give themselves another address at each call, and no limit by address would hold.
 */
export function trustedProxies(
  setting: string,
): false | string[] | ((address: string, hop: number) => boolean) {
  if (!/^\d+$/.test(setting)) return setting.split(',').map((item) => item.trim())
  const proxies = Number(setting)
  return proxies === 0 ? false : (_address, hop) => hop < proxies
}
