import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Scope } from '#platform/auth.ts'
import { committed, operationsOf } from './support/document.ts'
import type { Outcome } from './support/operations.ts'
import { operations } from './support/operations.ts'
import { halfSignInStaffMember } from './support/people.ts'
import { startProduct } from './support/product.ts'
import type { Call, Credentials, Reply } from './support/world.ts'
import { createWorld, send } from './support/world.ts'

/** Every route that anybody may call, and why. */
const byNumber = 'A claim can be filed without an account, by warranty number and contact (K25, K26).'
const byToken = 'The token of a claim that was filed without an account is asked for by the operation.'
const openToEverybody: Record<string, string> = {
  checkHealth: 'A supervisor asks before anything else works; it says nothing but that.',
  checkReadiness: 'A load balancer asks without a key; it says nothing but that.',
  readMetrics: 'Collectors bring METRICS_TOKEN; without one set, only this machine is answered.',
  requestSignInCode: 'Whoever signs in is not signed in yet; limits by contact and network address.',
  signIn: 'Whoever signs in is not signed in yet; limits by contact and network address.',
  signOut: 'Ends the session of the cookie that was sent; without one it does nothing.',
  requestStaffSignInCode: 'Whoever signs in is not signed in yet; limits by contact and network address.',
  signInStaff: 'Whoever signs in is not signed in yet; limits by contact and network address.',
  signOutStaff: 'Ends the session of the cookie that was sent; without one it does nothing.',
  calculateTax: 'It computes what was sent; it stores nothing and reads nothing.',
  findOffers: 'A product page asks for offers in the browser of anybody; plans and prices are public.',
  listMailbox: 'Development and test servers only; production answers 404.',
  listTestSecondFactors: 'Development and test servers only; production answers 404.',
  checkGuestClaim: byNumber,
  fileGuestClaim: byNumber,
  followClaim: byNumber,
  getGuestClaim: byToken,
  answerGuestClaim: byToken,
  withdrawGuestClaim: byToken,
  appealGuestClaim: byToken,
  addGuestClaimPhoto: byToken,
  getGuestClaimPhoto: byToken,
  getGuestClaimThumbnail: byToken,
  printGuestClaimSlip: byToken,
  getMemberTokenKeys: 'Public keys: they verify tokens and make none.',
  receiveProviderEvent: 'The provider’s signature proves whose message it is; by itself none moves money.',
}
/** Every route that a member of staff may call before the second factor, and why. Signing out is open to everybody. */
const openBeforeSecondFactor: Record<string, string> = {
  getStaffSession: 'The sign-in page asks which step is next.',
  enrolSecondFactor: 'Without a secret nobody could ever give a code.',
  confirmSecondFactor: 'The first code of a new secret is what opens the session.',
  giveSecondFactor: 'A code of the device is what opens the session.',
}

const product = await startProduct({ environment: { TRUST_PROXY: '1' } })
const world = await createWorld(product)
const { keys, sessions } = world
const listed = new Map(operationsOf(committed).map((entry) => [entry.operation.operationId, entry]))

const garbage = () => `mk_live_${randomBytes(40).toString('hex').slice(0, 58)}`
const rightful: Record<string, Credentials> = {
  anybody: {},
  platform: { key: keys.platform },
  sandbox: { key: keys.sandbox },
  seller: { key: keys.a },
  staff: { cookie: sessions.a },
  buyer: { cookie: sessions.buyer },
  testBuyer: { cookie: sessions.sameInTest },
  leaver: { cookie: sessions.leaver },
}
type Stranger = { who: string; by: Credentials; gets: number | Outcome; knows?: readonly string[] }

/** Everybody who is not meant by an operation, and what each must get. */
async function strangers(name: string): Promise<Stranger[]> {
  const { by, others, otherStore, buyers: gets = 403 } = operations[name] as (typeof operations)[string]
  const scope = listed.get(name.split('/')[0] as string)?.operation['x-access'].scope as Scope | undefined
  const nobody: Stranger[] = [
    { who: 'nobody', by: {}, gets: 401 },
    { who: 'a key that is none', by: { key: garbage() }, gets: 401 },
    { who: 'a key of another form', by: { key: 'secret' }, gets: 401 },
    {
      who: 'A’s key with a wrong secret',
      by: { key: keys.a.slice(0, -1) + (keys.a.endsWith('0') ? '1' : '0') },
      gets: 401,
    },
    { who: 'a key that was revoked', by: { key: keys.revoked }, gets: 401 },
    { who: 'a key that has expired', by: { key: keys.expired }, gets: 401 },
    { who: 'a session that is none', by: { cookie: randomBytes(32).toString('base64url') }, gets: 401 },
  ]
  const b: Stranger[] = [
    { who: 'the key of another seller’s store', by: { key: keys.b }, gets: others },
    { who: 'another seller’s owner', by: { cookie: sessions.b }, gets: others },
  ]
  const second: Stranger[] = [
    {
      who: 'the key of A’s second store',
      by: { key: keys.second },
      gets: otherStore ?? others,
      knows: world.storeSecrets,
    },
    {
      who: 'A’s owner of the second store alone',
      by: { cookie: sessions.limited },
      gets: otherStore ?? others,
      knows: world.storeSecrets,
    },
    {
      who: 'A’s clerk of the second store alone',
      by: { cookie: sessions.clerkOfSecond },
      gets: otherStore ?? others,
      knows: world.storeSecrets,
    },
  ]
  const buyers = (gets: number): Stranger[] => [{ who: 'a buyer', by: { cookie: sessions.buyer }, gets }]
  if (by === 'anybody') return []
  if (by === 'platform')
    return [...nobody, ...b, ...second, { who: 'A’s key', by: { key: keys.a }, gets: 403 }, ...buyers(403)]
  if (by === 'sandbox') return [...nobody, ...b, ...second, ...buyers(403)]
  if (by === 'seller') {
    const lacking = {
      who: `a key without ${scope}`,
      by: { key: await keys.without(scope as Scope) },
      gets: 403,
    }
    return [...nobody, ...b, ...second, lacking, ...buyers(gets)]
  }
  if (by === 'staff')
    return [
      ...nobody,
      ...b.slice(1),
      ...second.slice(1),
      { who: 'A’s key', by: { key: keys.a }, gets: 403 },
      ...buyers(403),
    ]
  return [
    ...nobody,
    { who: 'A’s key', by: { key: keys.a }, gets: 403 },
    { who: 'A’s owner', by: { cookie: sessions.a }, gets: 403 },
    { who: 'another buyer', by: { cookie: sessions.otherBuyer }, gets: others },
    by === 'testBuyer'
      ? { who: 'the same address in live mode', by: { cookie: sessions.buyer }, gets: others }
      : {
          who: 'the same address in test mode',
          by: { cookie: sessions.sameInTest },
          gets: others,
          knows: world.personSecrets,
        },
  ]
}

function call(name: string, what: Call, by: Credentials): Promise<Reply> {
  const { method, path } = listed.get(name.split('/')[0] as string) as { method: string; path: string }
  return send(product.url, method, path, what, by)
}

/** The refusal of an answer, or of each row of one that answers by rows. */
function refusalsOf({ status, text, headers }: Reply): number[] {
  if (headers.get('content-type')?.startsWith('application/x-ndjson') !== true) return [status]
  return text
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { status: number }).status)
}

/** What of A stands in an answer and was not in the call itself. */
function leaks(what: Call, text: string, secrets: readonly string[]): string[] {
  const sent = JSON.stringify(what)
  return secrets.filter((secret) => text.includes(secret) && !sent.includes(secret))
}

describe('the table of calls', () => {
  test('has one of every operation of the document', () => {
    const named = new Set(Object.keys(operations).map((name) => name.split('/')[0]))
    expect([...named].sort()).toEqual([...listed.keys()].sort())
    expect(listed.size).toBeGreaterThan(50)
  })

  test('open to everybody is what stands on the one list, with its reason, and nothing else', () => {
    const open = [...listed.values()].flatMap(({ operation }) =>
      operation['x-access'].open === undefined ? [] : [[operation.operationId, operation['x-access'].open]],
    )
    expect(Object.fromEntries(open)).toEqual(openToEverybody)
    const inTable = Object.entries(operations)
      .filter(([, { by }]) => by === 'anybody')
      .map(([name]) => name)
    expect(inTable.sort()).toEqual(Object.keys(openToEverybody).sort())
  })

  test('every other operation asks for somebody in the document too', () => {
    for (const { operation } of listed.values()) {
      if (operation['x-access'].open === undefined)
        expect(operation.security, operation.operationId).toBeTruthy()
      else expect(operation.security, operation.operationId).toBeUndefined()
    }
  })

  test('a call that names something of A is refused to others', () => {
    for (const [name, { by, others }] of Object.entries(operations)) {
      const { path } = listed.get(name.split('/')[0] as string) as { path: string }
      if (by !== 'anybody' && path.includes('{')) expect(others, name).toBe('refused')
    }
  })
})

describe('every route', { timeout: 30_000 }, () => {
  test.each(Object.keys(operations))('%s is for those who are meant, and for nobody else', async (name) => {
    const operation = operations[name] as (typeof operations)[string]
    const me = rightful[operation.by] as Credentials
    const right = await call(name, await operation.call(world), me)
    expect(right.status, right.text).toBeGreaterThanOrEqual(200)
    expect(right.status, right.text).toBeLessThan(300)
    expect(
      refusalsOf(right).every((status) => status < 300),
      right.text,
    ).toBe(true)

    const target = await operation.call(world)
    for (const { who, by, gets, knows = world.secrets } of await strangers(name)) {
      const reply = await call(name, target, by)
      const said = `${who}: ${reply.status} ${reply.text}`
      if (typeof gets === 'number') expect(reply.status, said).toBe(gets)
      else if (gets === 'refused')
        expect(
          refusalsOf(reply).every((status) => [401, 403, 404].includes(status)),
          said,
        ).toBe(true)
      else expect(reply.status, said).toBeLessThan(500)
      if (typeof gets !== 'object') expect(leaks(target, reply.text, knows), said).toEqual([])
      if (reply.status >= 400)
        expect(reply.headers.get('content-type'), said).toBe('application/problem+json')
    }
    // What was refused to all of them was there all the while, and none of them touched it.
    if (operation.others === 'refused') {
      const after = await call(name, target, me)
      expect(after.status, after.text).toBeLessThan(300)
      expect(
        refusalsOf(after).every((status) => status < 300),
        after.text,
      ).toBe(true)
    }
  })

  test('of staff refuses a session without the second factor, but for the way to it', async () => {
    const { cookie } = await halfSignInStaffMember(product, await world.newOwner())
    const before: Record<string, string> = {}
    let refused = 0
    for (const [name, { operation }] of listed) {
      const access = operation['x-access']
      if (access.scope === undefined && access.staff === undefined) continue
      if (access.beforeSecondFactor !== undefined) {
        before[name] = access.beforeSecondFactor
        continue
      }
      const what = await (operations[name] as (typeof operations)[string]).call(world)
      const reply = await call(name, what, { cookie })
      const { code } = JSON.parse(reply.text) as { code: string }
      expect([name, reply.status, code]).toEqual([name, 401, 'second_factor_required'])
      expect(leaks(what, reply.text, world.secrets), name).toEqual([])
      refused += 1
    }
    expect(before).toEqual(openBeforeSecondFactor)
    expect(refused).toBeGreaterThan(30)
    const state = await call('getStaffSession', {}, { cookie })
    expect(state.body).toMatchObject({ secondFactor: 'not_enrolled', scopes: [] })
  })

  test('a clerk of one store sees and reports what is of that store', async () => {
    for (const name of [
      'getContract',
      'getPurchase',
      'getItem',
      'listPurchases/filtered',
      'recordPurchase',
    ]) {
      const what = await (operations[name] as (typeof operations)[string]).call(world)
      const own = await call(name, what, { cookie: sessions.clerkOfA })
      expect([name, own.status < 300]).toEqual([name, true])
      const other = await call(name, what, { cookie: sessions.clerkOfSecond })
      expect([name, [403, 404].includes(other.status)]).toEqual([name, true])
    }
  })

  test('on an open route a wrong key is as good as none', async () => {
    for (const [name, { by, call: make }] of Object.entries(operations)) {
      if (by !== 'anybody') continue
      const reply = await call(name, await make(world), { key: garbage(), cookie: 'x' })
      expect(reply.status, `${name}: ${reply.text}`).toBeLessThan(300)
    }
  })

  test('an address that is none answers everybody the same', async () => {
    for (const by of [{}, { key: keys.a }, { cookie: sessions.buyer }]) {
      expect((await send(product.url, 'get', '/v1/nowhere', {}, by)).status).toBe(404)
    }
  })

  test('another site’s page cannot write with a visitor’s session', async () => {
    for (const [name, { method, path, operation }] of listed) {
      if (method === 'get' || operation['x-access'].buyer === undefined) continue
      const what = await (operations[name] as (typeof operations)[string]).call(world)
      for (const headers of [
        { origin: 'https://evil.example' },
        { 'sec-fetch-site': 'cross-site' },
        { origin: 'null' },
      ]) {
        const reply = await send(product.url, method, path, what, { cookie: sessions.buyer }, headers)
        expect(reply.status, `${name}: ${reply.text}`).toBe(403)
      }
    }
  })
})
