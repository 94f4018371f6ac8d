import { join } from 'node:path'

import { lanAddresses } from './addresses.ts'
import { localCertificate } from './certificate.ts'

export type LocalHttps = { phone: string | undefined; authority: string }

/**
 * Makes the start one by https: a certificate, every interface unless HOST says otherwise, and an address for links and
 * cookies that a phone can reach. What the operator set stays as it was set.
 */
export async function prepareHttps(port: number): Promise<LocalHttps> {
  const addresses = lanAddresses()
  const folder = join(process.env['MAMORI_DATA'] ?? '.data', 'https')
  const { cert, key, authority } = await localCertificate(folder, addresses)
  const phone = addresses[0] && `https://${addresses[0]}:${port}`
  process.env['HTTPS_CERT'] ??= cert
  process.env['HTTPS_KEY'] ??= key
  process.env['HOST'] ??= '0.0.0.0'
  process.env['PUBLIC_URL'] ??= phone ?? `https://localhost:${port}`
  return { phone, authority }
}
