import { isIP } from 'node:net'
import type { Mode } from '#platform/auth.ts'
import type { Config } from '#platform/config.ts'
import { invalidField } from '#platform/errors.ts'
import { isPrivateAddress } from '#platform/outbound.ts'

type Settings = Pick<Config, 'MAMORI_ENV' | 'WEBHOOKS_ALLOW_LOOPBACK'>

/** True where a webhook may go to this machine itself: a test organisation's, outside production, where it is set. */
export function mayLoopBack(url: URL, mode: Mode, config: Settings): boolean {
  return (
    mode === 'test' &&
    config.MAMORI_ENV !== 'production' &&
    config.WEBHOOKS_ALLOW_LOOPBACK === '1' &&
    ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  )
}

/**
 * Refuses an address to which no webhook may go, by what stands in it. What a name leads to is asked at each call, by
 * the connection itself.
 * @throws invalidRequest with the field `url`
 */
export function checkWebhookUrl(text: string, mode: Mode, config: Settings): void {
  const refuse = (code: string, message: string) => invalidField('url', code, message)
  const url = URL.parse(text)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw refuse('invalid_url', 'must be an address such as https://shop.example/webhooks')
  if (url.username !== '' || url.password !== '')
    throw refuse('url_with_password', 'must not hold a name or password: whoever reads the list sees it')
  if (mayLoopBack(url, mode, config)) return
  if (url.protocol !== 'https:' && (mode === 'live' || config.MAMORI_ENV === 'production'))
    throw refuse('https_required', 'must begin with https://')
  const host = url.hostname.replaceAll(/^\[|\]$/g, '')
  if ((isIP(host) !== 0 && isPrivateAddress(host)) || /(?:^|\.)localhost\.?$/.test(host))
    throw refuse('private_address', 'must not be an address inside a network of its own')
}
