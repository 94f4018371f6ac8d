import { scopes } from '#platform/auth.ts'
import type { Scope } from '#platform/auth.ts'
import { contextOf, cookiesOf } from './context.ts'
import {
  codeSentTo,
  deviceCode,
  halfSignInStaffMember,
  newSeller,
  nextDeviceCode,
  signInBuyer,
  signInStaffMember,
  unique,
} from './people.ts'
import type { Product } from './product.ts'

/** Who calls: nothing, a key, or the cookie of a session. */
export type Credentials = { key?: string; cookie?: string }
export type Call = {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  rows?: unknown[]
  /** Sent as it is, as image/jpeg. */
  picture?: Buffer
  headers?: Record<string, string>
}
export type Reply = { status: number; text: string; body: Record<string, unknown>; headers: Headers }

const sellerScopes = scopes.filter((scope) => !scope.startsWith('organisations:'))

/** Sends a call over the network. Of an answer without an end (events) what came first is read. */
export async function send(
  url: string,
  method: string,
  path: string,
  call: Call,
  by: Credentials,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(call.params?.[name] ?? ''),
  )
  const query = call.query ? `?${new URLSearchParams(call.query).toString()}` : ''
  const rows = call.rows?.map((row) => `${JSON.stringify(row)}\n`).join('')
  const body =
    (call.picture as Uint8Array<ArrayBuffer> | undefined) ??
    rows ??
    (call.body === undefined ? undefined : JSON.stringify(call.body))
  const stop = new AbortController()
  const answer = await fetch(url + filled + query, {
    method: method.toUpperCase(),
    headers: {
      ...(by.key === undefined ? {} : { authorization: `Bearer ${by.key}` }),
      ...(by.cookie === undefined ? {} : { cookie: cookiesOf(by.cookie) }),
      ...(body === undefined
        ? {}
        : {
            'content-type':
              call.picture !== undefined
                ? 'image/jpeg'
                : rows === undefined
                  ? 'application/json'
                  : 'application/x-ndjson',
          }),
      ...call.headers,
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
    signal: stop.signal,
  })
  const endless = answer.headers.get('content-type')?.startsWith('text/event-stream') === true
  const text = endless
    ? new TextDecoder().decode((await answer.body?.getReader().read())?.value)
    : await answer.text()
  if (endless) stop.abort()
  const parsed =
    text.startsWith('{') && rows === undefined ? (JSON.parse(text) as Record<string, unknown>) : {}
  return { status: answer.status, text, body: parsed, headers: answer.headers }
}

export type World = Awaited<ReturnType<typeof createWorld>>

/**
 * Two sellers, two buyers, the platform, and people who may do a part: everything that a call can be made with or
 * about. What belongs to seller A and buyer A has names that occur nowhere else.
 */
export async function createWorld(product: Product) {
  const a = await newSeller(product)
  const b = await newSeller(product)
  const platform = await newSeller(product, { kind: 'platform' })
  const sandbox = await newSeller(product, { mode: 'test' })
  const must = async (
    method: string,
    path: string,
    call: Call,
    by: Credentials,
  ): Promise<Record<string, unknown>> => {
    const reply = await send(product.url, method, path, call, by)
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`)
    return reply.body
  }
  const asA = { key: a.key }
  const marked = unique('secret')
  const store = String(
    (
      await must(
        'PATCH',
        '/v1/stores/{storeCode}',
        { params: { storeCode: a.store.code }, body: { name: `Shop ${marked}` } },
        asA,
      )
    )['code'],
  )
  const secondStore = unique('second')
  const open = { kind: 'pos', currency: 'JPY', timeZone: 'Asia/Tokyo' }
  await must('POST', '/v1/stores', { body: { code: secondStore, name: 'Second', ...open } }, asA)
  const newKey = async (more: object, by = asA) =>
    must(
      'POST',
      '/v1/api-keys',
      { body: { name: `Key ${marked}`, scopes: sellerScopes, rateLimit: 60_000, ...more } },
      by,
    )
  const newStaff = async (more: object) =>
    must(
      'POST',
      '/v1/staff',
      { body: { name: `Staff ${marked}`, email: `${unique(marked)}@example.com`, role: 'owner', ...more } },
      asA,
    )

  const item = `ITEM-${marked}`
  const terms = {
    name: { ja: `保証 ${marked}` },
    liableParty: 'A',
    currency: 'JPY',
    termMonths: 60,
    covers: [{ kind: 'physical_damage', start: { rule: 'purchase' }, premiumShare: 10_000 }],
    price: { kind: 'fixed', premium: 3000 },
  }
  const attachments = [{ storeCode: store, itemCodes: [item] }]
  await must(
    'PUT',
    '/v1/stores/{storeCode}/items',
    { params: { storeCode: store }, body: [{ code: item, name: `Item ${marked}`, price: 50_000 }] },
    asA,
  )
  const newPlan = async () =>
    String(
      (await must('POST', '/v1/plans', { body: { code: unique('plan'), terms, attachments } }, asA))['code'],
    )
  const plan = await newPlan()

  const email = `${marked}@example.com`
  const buyer = { email, name: `花子 ${marked}`, address: `東京都 ${marked}` }
  const report = (more: object = {}) => ({
    storeCode: store,
    reference: unique(`R-${marked}`),
    purchasedAt: product.clock.now(),
    currency: 'JPY',
    lines: [{ code: item, quantity: 1, unitPrice: 50_000, plan: { planCode: plan, price: 3000 } }],
    ...more,
  })
  type Recorded = {
    id: string
    reference: string
    contracts: { id: string; number: string }[]
    pickUpCode: string | null
  }
  const sell = async (more: object = {}) =>
    (await must('POST', '/v1/purchases', { body: report(more) }, asA)) as unknown as Recorded
  // Older than 180 days when the buyer proves the address: it needs one fact more.
  const old = await sell({
    buyer,
    purchasedAt: Temporal.Instant.from(product.clock.now())
      .subtract({ hours: 24 * 200 })
      .toString(),
  })
  const sold = await sell({ buyer })
  const contract = sold.contracts[0] as Recorded['contracts'][number]

  const buyerA = await signInBuyer(product, { email })
  const buyerB = await signInBuyer(product, { email: `${unique('other')}@example.com` })
  const leaver = await signInBuyer(product, { email: `${unique('leaver')}@example.com` })
  const sameInTest = await signInBuyer(product, { email }, 'test')
  const limited = await newStaff({ storeCodes: [secondStore] })
  const clerkOf = (code: string) => newStaff({ storeCodes: [code], role: 'clerk' })
  const staff = {
    a: await signInStaffMember(product, a.owner),
    b: await signInStaffMember(product, b.owner),
    limited: await signInStaffMember(product, String(limited['email'])),
    clerkOfSecond: await signInStaffMember(product, String((await clerkOf(secondStore))['email'])),
    clerkOfA: await signInStaffMember(product, String((await clerkOf(store))['email'])),
  }
  const newestSession = async (path: string, cookie: string) => {
    const { items } = (await must('GET', path, {}, { cookie })) as { items?: { id: string }[] }
    return items?.[0]?.id ?? ''
  }
  const revoked = await newKey({ name: 'Revoked' })
  await must('POST', '/v1/api-keys/{keyId}/revoke', { params: { keyId: String(revoked['id']) } }, asA)
  const expired = await newKey({
    name: 'Expired',
    expiresAt: Temporal.Instant.from(product.clock.now()).add({ seconds: 1 }).toString(),
  })
  product.clock.advance({ seconds: 2 })
  await product.settled()

  return {
    product,
    must,
    stores: { a: store, second: secondStore, b: b.store.code },
    keys: {
      a: a.key,
      b: String((await newKey({ name: 'Key of B', storeCode: b.store.code }, { key: b.key }))['secret']),
      second: String((await newKey({ name: 'Key of the second store', storeCode: secondStore }))['secret']),
      platform: platform.key,
      sandbox: sandbox.key,
      revoked: String(revoked['secret']),
      expired: String(expired['secret']),
      /** All of A's rights but one. */
      without: async (scope: Scope) =>
        String(
          (await newKey({ name: 'Lacks one', scopes: sellerScopes.filter((s) => s !== scope) }))['secret'],
        ),
    },
    sessions: {
      ...staff,
      buyer: buyerA.cookie,
      otherBuyer: buyerB.cookie,
      sameInTest: sameInTest.cookie,
      leaver: leaver.cookie,
    },
    item,
    plan,
    terms,
    attachments,
    sold,
    old,
    contract,
    buyer,
    report,
    sell,
    newPlan,
    newKeyId: async () => String((await newKey({ storeCode: store }))['id']),
    /** The address of a further owner of A, who has not signed in yet. */
    newOwner: async () => String((await newStaff({}))['email']),
    nextDeviceCode: () => nextDeviceCode(product, a.owner),
    /** The first code of a secret that waits to be confirmed. */
    async codeOfNewDevice() {
      const path = '/v1/staff-session/second-factor/enrol'
      return deviceCode(product, String((await must('POST', path, {}, { cookie: staff.a }))['secret']))
    },
    async newStaffSessionId() {
      await halfSignInStaffMember(product, a.owner)
      return newestSession('/v1/staff-session/sessions', staff.a)
    },
    async newBuyerSessionId() {
      await signInBuyer(product, { email })
      return newestSession('/v1/me/sessions', buyerA.cookie)
    },
    newStaffId: async () => String((await newStaff({ storeCodes: [store], role: 'clerk' }))['id']),
    /** A further contact of buyer A, proven; with the code that proves it, where it is not to be spent. */
    async newContact(spend: boolean): Promise<{ contact: { email: string }; code: string; id: string }> {
      const contact = { email: `${unique(marked)}@example.com` }
      const by = { cookie: buyerA.cookie }
      await must('POST', '/v1/me/contacts/codes', { body: { contact } }, by)
      const code = await codeSentTo(product, contact.email)
      if (!spend) return { contact, code, id: '' }
      const person = await must('POST', '/v1/me/contacts', { body: { contact, code } }, by)
      const contacts = person['contacts'] as { id: string; value: string }[]
      return { contact, code, id: contacts.find(({ value }) => value === contact.email)?.id ?? '' }
    },
    /** What the leaver types to be erased; once they are, it is nobody's. */
    async erasureCode(): Promise<string> {
      const reply = await send(product.url, 'GET', '/v1/me/erasure', {}, { cookie: leaver.cookie })
      return reply.status === 200 ? String(reply.body['confirm']) : '000000'
    },
    /** A code for signing in, sent to somebody new or to A's owner. */
    async newSignInCode(staffMember: boolean): Promise<{ contact: { email: string }; code: string }> {
      const contact = {
        email: staffMember
          ? String((await newStaff({ role: 'clerk' }))['email'])
          : `${unique('new')}@example.com`,
      }
      await must(
        'POST',
        staffMember ? '/v1/staff/sign-in/codes' : '/v1/sign-in/codes',
        { body: staffMember ? contact : { contact } },
        {},
      )
      return { contact, code: await codeSentTo(product, contact.email) }
    },
    /** Nobody else may ever be shown one of these. */
    secrets: [
      marked,
      a.owner,
      a.organisation.name,
      buyerA.person.id,
      buyerA.person.memberCode,
      sold.id,
      old.id,
      contract.id,
      contract.number,
    ],
    /** The same without the address, which a person may have in test mode too. */
    personSecrets: [
      buyer.name,
      buyer.address,
      buyerA.person.id,
      buyerA.person.memberCode,
      `Shop ${marked}`,
      item,
      sold.id,
      old.id,
      contract.id,
      contract.number,
    ],
    /** Those of them that belong to store A and buyer A, for people of the same organisation's second store. */
    storeSecrets: [
      `Shop ${marked}`,
      item,
      `Item ${marked}`,
      buyerA.person.id,
      buyerA.person.memberCode,
      sold.id,
      old.id,
      contract.id,
      contract.number,
      email,
    ],
    context: contextOf(product.services),
  }
}
