import { X509Certificate } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { serve } from '#src/serve.ts'
import { folderOfTest } from '#test/support/backup.ts'
import { createDatabase } from '#test/support/database.ts'
import { testKeys } from '#test/support/context.ts'
import { unique } from '#test/support/people.ts'
import { until } from '#test/support/until.ts'
import { localCertificate } from './https/certificate.ts'
import { prepareHttps } from './https/prepare-https.ts'

const days = (count: number) => new Date(Date.now() + count * 86_400_000)

describe('the certificate of this machine', () => {
  const folder = join(folderOfTest('https'), 'https')

  test('is for localhost and its addresses, by an authority of its own, and is kept', async () => {
    const first = await localCertificate(folder, ['192.168.1.7'])
    expect(first.made).toEqual(['authority', 'certificate'])
    const certificate = new X509Certificate(readFileSync(first.cert))
    expect(certificate.checkHost('localhost')).toBe('localhost')
    for (const address of ['127.0.0.1', '192.168.1.7'])
      expect(certificate.checkIP(address), address).toBe(address)
    expect(certificate.checkIP('192.168.1.8')).toBeUndefined()
    const authority = new X509Certificate(readFileSync(first.authority))
    expect(authority.ca).toBe(true)
    expect(certificate.ca).toBe(false)
    expect(certificate.verify(authority.publicKey)).toBe(true)
    expect(statSync(first.key).mode & 0o777).toBe(0o600)
    expect((await localCertificate(folder, ['192.168.1.7'])).made).toEqual([])
  })

  test('is made anew before it ends and in another network, under the same authority', async () => {
    expect((await localCertificate(folder, ['10.0.0.4'])).made).toEqual(['certificate'])
    expect((await localCertificate(folder, ['10.0.0.4'], days(300))).made).toEqual([])
    expect((await localCertificate(folder, ['10.0.0.4'], days(350))).made).toEqual(['certificate'])
    expect((await localCertificate(folder, ['10.0.0.4'], days(3640))).made).toEqual([
      'authority',
      'certificate',
    ])
  })
})

type Answer = { status: number; headers: Record<string, unknown>; body: string }

/** A call by https from a client that trusts this authority alone. */
function call(url: string, ca: string, method = 'GET', body?: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { ca, method, headers: body ? { 'content-type': 'application/json' } : {} },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body ? JSON.stringify(body) : undefined)
  })
}

test('a start by https answers whoever trusts the authority, with Secure cookies, and forgets nobody in http', async () => {
  const { url: databaseUrl } = await createDatabase()
  const folder = folderOfTest('https')
  for (const [name, value] of Object.entries({
    MAMORI_DATA: folder,
    MAMORI_ENV: 'test',
    MAMORI_KEYS: testKeys,
    LOG_LEVEL: 'silent',
  }))
    vi.stubEnv(name, value)
  for (const name of ['HTTPS_CERT', 'HTTPS_KEY', 'HOST', 'PUBLIC_URL']) vi.stubEnv(name, undefined)
  afterAll(() => vi.unstubAllEnvs())
  const { authority } = await prepareHttps(0)
  expect(process.env['PUBLIC_URL']).toMatch(/^https:/)
  expect(process.env['HOST']).toBe('0.0.0.0')
  const server = await serve({ databaseUrl, port: 0, host: '127.0.0.1', role: 'serve' })
  afterAll(() => server.close())
  const { url } = server
  expect(url).toMatch(/^https:/)
  const ca = readFileSync(authority, 'utf8')
  expect((await call(`${url}/healthz`, ca)).status).toBe(200)
  await expect(fetch(`${url}/healthz`)).rejects.toThrow()

  const contact = { email: `${unique('phone')}@example.com` }
  await call(`${url}/v1/sign-in/codes`, ca, 'POST', { contact, mode: 'test' })
  const code = await until(
    'the code arrives',
    async () => {
      const { body } = await call(`${url}/v1/mailbox?to=${encodeURIComponent(contact.email)}`, ca)
      const [newest] = (JSON.parse(body) as { items: { text: string }[] }).items
      return /(?<![\w-])\d{6}(?![\w-])/.exec(newest?.text ?? '')?.[0]
    },
    { everyMs: 100 },
  )
  const signedIn = await call(`${url}/v1/sign-in`, ca, 'POST', { contact, mode: 'test', code })
  expect(String(signedIn.headers['set-cookie'])).toMatch(/; Secure/)
  // For years no page of this machine could be opened without a certificate.
  expect((await call(`${url}/nowhere`, ca)).headers).not.toHaveProperty('strict-transport-security')
})
