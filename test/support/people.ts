import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { createApiKey, createOrganisation, createStore } from '#modules/identity/index.ts'
import type { Organisation, Store } from '#modules/identity/index.ts'
import type { Mode, Scope } from '#platform/auth.ts'
import { scopes } from '#platform/auth.ts'
import { contextOf } from './context.ts'
import type { Answer, TestServer } from './context.ts'

export type ContactText = { email: string } | { phone: string }
export type Person = {
  id: string
  memberCode: string
  mode: Mode
  linked: number
  contacts: { id: string; kind: string; value: string; provenAt: string | null }[]
}
export type SignedInBuyer = { cookie: string; person: Person }

/** A name that no other test uses. */
export function unique(prefix: string): string {
  return `${prefix}-${randomBytes(5).toString('hex')}`
}

/** The digits of the newest code in the mailbox of a contact; delivers what waits first. */
export async function codeSentTo(server: TestServer, to: string): Promise<string> {
  await server.runJobs()
  const { body } = await server.call<{ items: { text: string }[] }>(
    'GET',
    `/v1/mailbox?to=${encodeURIComponent(to)}`,
  )
  // Other messages of the same instant may stand above it: a code is six digits alone.
  const code = body.items.map((item) => /(?<![\w-])\d{6}(?![\w-])/.exec(item.text)?.[0]).find(Boolean)
  if (code === undefined) throw new Error(`no code was sent to ${to}`)
  return code
}

/** The session token that an answer sets, or undefined. */
export function cookieOf(answer: Answer<unknown>): string | undefined {
  const header = answer.headers['set-cookie']
  return /mamori_(?:session|staff)=([^;]+)/.exec(String(header ?? ''))?.[1]
}

/** Signs a buyer in as a person does: asks for a code, reads it, sends it. */
export async function signInBuyer(
  server: TestServer,
  contact: ContactText,
  mode: Mode = 'live',
): Promise<SignedInBuyer> {
  await server.call('POST', '/v1/sign-in/codes', { body: { contact, mode } })
  const code = await codeSentTo(server, 'email' in contact ? contact.email : contact.phone)
  const answer = await server.call<Person>('POST', '/v1/sign-in', { body: { contact, mode, code } })
  const cookie = cookieOf(answer)
  if (answer.status !== 200 || cookie === undefined) throw new Error(`sign-in failed: ${answer.text}`)
  // The next code to the same contact would be too soon.
  server.clock.advance({ seconds: 31 })
  return { cookie, person: answer.body }
}

/** What each person's device holds, by address. */
const devices = new Map<string, string>()

/** What a device shows now by the server's clock. */
export function deviceCode({ clock }: { clock: { now(): string } }, secret: string): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.parse(clock.now()) })
}

/** What somebody's device shows a step later, when the code before is spent. */
export function nextDeviceCode(server: Pick<TestServer, 'clock'>, email: string): string {
  server.clock.advance({ seconds: 30 })
  return deviceCode(server, devices.get(email) ?? '')
}

/** Signs a member of staff in with the code by mail alone; what the session still asks for is the second factor. */
export async function halfSignInStaffMember(
  server: TestServer,
  email: string,
): Promise<{ cookie: string; secondFactor: 'needed' | 'not_enrolled' }> {
  await server.call('POST', '/v1/staff/sign-in/codes', { body: { email } })
  const answer = await server.call<{ secondFactor: 'needed' | 'not_enrolled' }>('POST', '/v1/staff/sign-in', {
    body: { email, code: await codeSentTo(server, email) },
  })
  const cookie = cookieOf(answer)
  if (answer.status !== 200 || cookie === undefined) throw new Error(`sign-in failed: ${answer.text}`)
  server.clock.advance({ seconds: 31 })
  return { cookie, secondFactor: answer.body.secondFactor }
}

/** Signs a member of staff in as a person does, with a device that is enrolled at the first time. */
export async function signInStaffMember(server: TestServer, email: string): Promise<string> {
  const { cookie, secondFactor } = await halfSignInStaffMember(server, email)
  const step = (path: string, body?: object) =>
    server.call<{ secret: string }>('POST', `/v1/staff-session/second-factor${path}`, { cookie, body })
  if (secondFactor === 'not_enrolled') devices.set(email, (await step('/enrol')).body.secret)
  const code = deviceCode(server, devices.get(email) ?? '')
  const given = await step(secondFactor === 'not_enrolled' ? '/confirm' : '', { code })
  if (given.status !== 200) throw new Error(`second factor failed: ${given.text}`)
  return cookie
}

export type Seller = { organisation: Organisation; store: Store; owner: string; key: string }

/** An organisation with a store, an owner (by e-mail address) and a key of the whole organisation. */
export async function newSeller(
  server: Pick<TestServer, 'services'>,
  options: { mode?: Mode; kind?: Organisation['kind']; scopes?: readonly Scope[]; rateLimit?: number } = {},
): Promise<Seller> {
  const ctx = contextOf(server.services)
  const owner = `${unique('owner')}@example.com`
  const { mode = 'live', kind = 'seller' } = options
  const organisation = await createOrganisation(ctx, {
    name: unique('Org'),
    kind,
    mode,
    owner: { name: 'Owner', email: owner },
  })
  const code = unique('store')
  const store = await createStore(ctx, organisation.id, {
    code,
    name: 'Store',
    kind: 'ec',
    currency: 'JPY',
    timeZone: 'Asia/Tokyo',
    taxRegime: 'jp',
  })
  const { secret } = await createApiKey(ctx, organisation.id, {
    name: 'Key',
    storeCode: null,
    scopes: [
      ...(options.scopes ??
        scopes.filter((scope) => kind === 'platform' || !scope.startsWith('organisations:'))),
    ],
    rateLimit: options.rateLimit ?? 60_000,
    expiresAt: null,
  })
  return { organisation, store, owner, key: secret }
}
