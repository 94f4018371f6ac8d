import { X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { generate } from 'selfsigned'

/** A phone refuses certificates that last longer than 825 days. */
const certificateDays = 397
const authorityDays = 3650
/** With less left than this a start makes a new one. */
const renewDays = 60
const dayMs = 86_400_000

export type LocalCertificate = {
  cert: string
  key: string
  /** What a phone or browser is told to trust, once. */
  authority: string
  /** What of it was made now. */
  made: ('authority' | 'certificate')[]
}

/**
 * A certificate for this machine under its names and addresses, signed by an authority of this machine's own. Whoever
 * trusts the authority once also trusts the certificates that follow when one ends or the network changes.
 * @param folder is made where it is missing; only its owner may read the keys
 */
export async function localCertificate(
  folder: string,
  addresses: readonly string[],
  now = new Date(),
): Promise<LocalCertificate> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const authority = filesOf(folder, 'authority')
  const certificate = filesOf(folder, 'certificate')
  const made: LocalCertificate['made'] = []
  if (!lasts(authority.cert, now)) {
    const pems = await makeAuthority(now)
    writePair(authority, pems)
    made.push('authority')
  }
  const ca = { cert: readFileSync(authority.cert, 'utf8'), key: readFileSync(authority.key, 'utf8') }
  if (!lasts(certificate.cert, now) || !fits(certificate.cert, ca.cert, addresses)) {
    writePair(certificate, await makeCertificate(ca, addresses, now))
    made.push('certificate')
  }
  return { cert: certificate.cert, key: certificate.key, authority: authority.cert, made }
}

function filesOf(folder: string, name: string): { cert: string; key: string } {
  return { cert: join(folder, `${name}.pem`), key: join(folder, `${name}-key.pem`) }
}

function writePair(files: { cert: string; key: string }, pems: { cert: string; private: string }): void {
  writeFileSync(files.key, pems.private, { mode: 0o600 })
  writeFileSync(files.cert, pems.cert)
}

function lasts(file: string, now: Date): boolean {
  if (!existsSync(file)) return false
  return new X509Certificate(readFileSync(file)).validToDate.getTime() - now.getTime() > renewDays * dayMs
}

/** Signed by our authority, and for every address that the machine has now. */
function fits(file: string, authority: string, addresses: readonly string[]): boolean {
  const certificate = new X509Certificate(readFileSync(file))
  return (
    certificate.verify(new X509Certificate(authority).publicKey) &&
    certificate.checkHost('localhost') !== undefined &&
    addresses.every((address) => certificate.checkIP(address) !== undefined)
  )
}

const keys = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const

function makeAuthority(now: Date) {
  return generate(
    [{ name: 'commonName', value: `Mamori on this machine ${now.toISOString().slice(0, 10)}` }],
    {
      ...keys,
      notBeforeDate: new Date(now.getTime() - dayMs),
      notAfterDate: new Date(now.getTime() + authorityDays * dayMs),
      extensions: [
        { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
        { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
      ],
    },
  )
}

function makeCertificate(ca: { cert: string; key: string }, addresses: readonly string[], now: Date) {
  return generate([{ name: 'commonName', value: 'localhost' }], {
    ...keys,
    ca,
    notBeforeDate: new Date(now.getTime() - dayMs),
    notAfterDate: new Date(now.getTime() + certificateDays * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          ...['127.0.0.1', '::1', ...addresses].map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  })
}
