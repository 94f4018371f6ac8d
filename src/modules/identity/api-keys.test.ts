import { hash } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Scope } from '#platform/auth.ts'
import { startIdentityServer } from '#test/support/identity-server.ts'
import { newSeller, signInBuyer, signInStaffMember, unique } from '#test/support/people.ts'

const server = await startIdentityServer()
const { services, clock } = server

type Problem = { code: string; requestId: string; errors: { field: string; code: string }[] }
type Key = {
  id: string
  name: string
  hint: string
  storeCode: string | null
  scopes: Scope[]
  rateLimit: number
  expiresAt: string | null
  revokedAt: string | null
  secret: string
}
type Made = Problem & Key

const seller = await newSeller(server)
const make = (key: string, body: object) =>
  server.call<Made>('POST', '/v1/api-keys', { key, body: { name: 'K', scopes: ['stores:read'], ...body } })
const use = (key: string) => server.call<Problem>('GET', '/v1/organisation', { key })

async function secondStore(key: string): Promise<string> {
  const code = unique('store')
  const body = { code, name: 'Second', kind: 'pos', currency: 'JPY', timeZone: 'Asia/Tokyo' }
  expect((await server.call('POST', '/v1/stores', { key, body })).status).toBe(201)
  return code
}

describe('a key', () => {
  test('opens what its scopes name and nothing else', async () => {
    const { body } = await make(seller.key, { scopes: ['stores:read'] })
    expect((await use(body.secret)).status).toBe(200)
    const refused = await server.call<Problem>('GET', '/v1/staff', { key: body.secret })
    expect([refused.status, refused.body.code]).toEqual([403, 'forbidden'])
  })

  test('is shown once and stored as a hash', async () => {
    const made = await make(seller.key, { name: 'Till', rateLimit: 120 })
    expect(made.status).toBe(201)
    const { id, secret, hint } = made.body
    expect(secret).toMatch(/^mk_live_[0-9a-z]{58}$/)
    expect(secret.endsWith(hint)).toBe(true)
    const listed = await server.call<{ items: Key[] }>('GET', '/v1/api-keys', { key: seller.key })
    const row = listed.body.items.find((item) => item.id === id)
    expect(row).toMatchObject({ name: 'Till', rateLimit: 120, storeCode: null, revokedAt: null })
    expect(listed.text).not.toContain(secret.slice(-32))
    const { rows } = await sql<{ secret_hash: Buffer; text: string }>`
      select secret_hash, k::text as text from api_keys k where name = 'Till'`.execute(services.db)
    expect(rows[0]?.secret_hash.equals(hash('sha256', secret.slice(-32), 'buffer'))).toBe(true)
    expect(rows[0]?.text).not.toContain(secret.slice(-32))
    const audits = await sql<{ text: string }>`select a::text as text from audit_entries a`.execute(
      services.db,
    )
    for (const { text } of audits.rows) expect(text).not.toContain(secret.slice(-32))
  })

  test('is not given again to a repeated call', async () => {
    const headers = { 'idempotency-key': unique('k') }
    const call = () =>
      server.call<Made>('POST', '/v1/api-keys', {
        key: seller.key,
        headers,
        body: { name: 'R', scopes: ['stores:read'] },
      })
    const [first, second] = [await call(), await call()]
    expect(second.body.secret).not.toBe(first.body.secret)
    // Kept answers are sealed, so a secret could not be found in them: there must be none.
    const { rows } = await sql`select 1 from idempotency_keys`.execute(services.db)
    expect(rows).toEqual([])
  })

  test('that was revoked, has run out, is made up or has one wrong symbol is refused alike', async () => {
    const revoked = (await make(seller.key, {})).body
    const warm = await use(revoked.secret)
    expect(warm.status).toBe(200)
    const ended = await server.call<Key>('POST', `/v1/api-keys/${revoked.id}/revoke`, { key: seller.key })
    expect(ended.body.revokedAt).toBe(clock.now())
    const expiring = (
      await make(seller.key, {
        expiresAt: Temporal.Instant.from(clock.now()).add({ seconds: 60 }).toString(),
      })
    ).body
    expect((await use(expiring.secret)).status).toBe(200)
    clock.advance({ seconds: 60 })
    const good = (await make(seller.key, {})).body.secret
    const wrong = good.slice(0, -1) + (good.endsWith('0') ? '1' : '0')
    const otherMode = good.replace('mk_live_', 'mk_test_')
    const answers = []
    for (const key of [
      revoked.secret,
      expiring.secret,
      wrong,
      otherMode,
      `mk_live_${'0'.repeat(58)}`,
      'nonsense',
    ]) {
      const { status, body } = await use(key)
      answers.push({ status, ...body, requestId: '' })
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ status: 401, code: 'unauthenticated' })
  })

  test('revoked twice stays as it was', async () => {
    const { id } = (await make(seller.key, {})).body
    const revoke = () => server.call<Key>('POST', `/v1/api-keys/${id}/revoke`, { key: seller.key })
    const first = await revoke()
    clock.advance({ minutes: 1 })
    expect((await revoke()).body).toEqual(first.body)
  })

  test('answers 429 with Retry-After above its rate, which its answer published', async () => {
    const { secret, rateLimit } = (await make(seller.key, { rateLimit: 3 })).body
    expect(rateLimit).toBe(3)
    for (let i = 0; i < 3; i += 1) expect((await use(secret)).status).toBe(200)
    const over = await use(secret)
    expect([over.status, over.body.code]).toEqual([429, 'rate_limited'])
    expect(Number(over.headers['retry-after'])).toBeGreaterThan(0)
    expect((await use(seller.key)).status).toBe(200)
  })
})

describe('nobody gives what they do not have', () => {
  test('a scope', async () => {
    const { secret } = (await make(seller.key, { scopes: ['keys:write', 'stores:read'] })).body
    const refused = await make(secret, { scopes: ['stores:read', 'purchases:write'] })
    expect([refused.status, refused.body.code]).toEqual([403, 'scope_not_yours'])
    expect((await make(secret, { scopes: ['stores:read'] })).status).toBe(201)
  })

  test('the platform’s scopes', async () => {
    expect((await make(seller.key, { scopes: ['organisations:read'] })).body.code).toBe('scope_not_yours')
  })

  test('another store, or all of them', async () => {
    const other = await secondStore(seller.key)
    const limited = (
      await make(seller.key, {
        storeCode: seller.store.code,
        scopes: ['keys:write', 'keys:read', 'stores:read', 'stores:write'],
      })
    ).body
    expect(limited.storeCode).toBe(seller.store.code)
    const key = limited.secret
    expect((await make(key, { storeCode: null })).status).toBe(403)
    expect((await make(key, { storeCode: other })).body.code).toBe('store_not_yours')
    expect((await make(key, { storeCode: seller.store.code })).status).toBe(201)
    const listed = await server.call<{ items: Key[] }>('GET', '/v1/api-keys', { key })
    expect(new Set(listed.body.items.map((item) => item.storeCode))).toEqual(new Set([seller.store.code]))
    const wide = (await make(seller.key, {})).body
    expect((await server.call('POST', `/v1/api-keys/${wide.id}/revoke`, { key })).status).toBe(404)
    const stores = await server.call<{ items: { code: string }[] }>('GET', '/v1/stores', { key })
    expect(stores.body.items.map((store) => store.code)).toEqual([seller.store.code])
    expect((await server.call<Problem>('GET', `/v1/stores/${other}`, { key })).body.code).toBe(
      'store_not_yours',
    )
    const body = { code: unique('store'), name: 'Third', kind: 'ec', currency: 'JPY', timeZone: 'Asia/Tokyo' }
    expect((await server.call('POST', '/v1/stores', { key, body })).status).toBe(403)
  })

  test('another organisation’s store or key', async () => {
    const stranger = await newSeller(server)
    expect((await make(seller.key, { storeCode: stranger.store.code })).body.code).toBe('store_not_yours')
    const { id } = (await make(stranger.key, {})).body
    expect((await server.call('POST', `/v1/api-keys/${id}/revoke`, { key: seller.key })).status).toBe(404)
    expect((await use(stranger.key)).status).toBe(200)
  })

  test('managers and buyers make no keys', async () => {
    const email = `${unique('manager')}@example.com`
    const owner = await signInStaffMember(server, seller.owner)
    await server.call('POST', '/v1/staff', { cookie: owner, body: { name: 'M', email, role: 'manager' } })
    const manager = await signInStaffMember(server, email)
    const { cookie } = await signInBuyer(server, { email: `${unique('b')}@example.com` })
    for (const who of [manager, cookie]) {
      expect(
        (
          await server.call('POST', '/v1/api-keys', {
            cookie: who,
            body: { name: 'K', scopes: ['stores:read'] },
          })
        ).status,
      ).toBe(403)
    }
    expect(
      (await server.call('POST', '/v1/api-keys', { body: { name: 'K', scopes: ['stores:read'] } })).status,
    ).toBe(401)
  })
})

test('a time that has passed is no expiry', async () => {
  const answer = await make(seller.key, { expiresAt: '2020-01-01T00:00:00Z' })
  expect(answer.body.errors).toEqual([expect.objectContaining({ field: 'expiresAt', code: 'not_in_future' })])
})

test('lists go on with a cursor', async () => {
  const own = await newSeller(server)
  for (let i = 0; i < 4; i += 1) await make(own.key, { name: `K${i}` })
  const names: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const url: string = `/v1/api-keys?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`
    const page: { body: { items: Key[]; nextCursor: string | null } } = await server.call('GET', url, {
      key: own.key,
    })
    expect(page.body.items.length).toBeLessThanOrEqual(2)
    names.push(...page.body.items.map((item) => item.name))
    cursor = page.body.nextCursor
  }
  expect(names).toEqual(['Key', 'K0', 'K1', 'K2', 'K3'])
})
