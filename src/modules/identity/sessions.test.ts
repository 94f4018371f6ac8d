import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { startIdentityServer } from '#test/support/identity-server.ts'
import {
  codeSentTo,
  cookieOf,
  newSeller,
  signInBuyer,
  signInStaffMember,
  unique,
} from '#test/support/people.ts'
import { systemContext } from '#platform/context.ts'
import { authOptions } from './one-time-codes.ts'
import { sweepSignInsJob } from './jobs.ts'
import { identityJobs } from './index.ts'

const server = await startIdentityServer()
const { services, clock } = server

type Problem = { code: string }
const me = (cookie: string, headers: Record<string, string> = {}) =>
  server.call<Problem>('GET', '/v1/me', { cookie, headers })
const rename = (cookie: string, headers: Record<string, string> = {}) =>
  server.call<Problem>('PATCH', '/v1/me', { cookie, headers, body: { name: '山田 花子' } })
const freshEmail = () => ({ email: `${unique('kai')}@example.com` })

describe('sessions', () => {
  test('the cookie is closed to scripts and other sites', async () => {
    const contact = freshEmail()
    await server.call('POST', '/v1/sign-in/codes', { body: { contact } })
    const answer = await server.call('POST', '/v1/sign-in', {
      body: { contact, code: await codeSentTo(server, contact.email) },
    })
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^mamori_session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    )
  })

  test('behind https the cookie is Secure', async () => {
    const secure = await startIdentityServer({ environment: { PUBLIC_URL: 'https://mamori.example' } })
    const contact = freshEmail()
    await secure.call('POST', '/v1/sign-in/codes', { body: { contact } })
    const answer = await secure.call('POST', '/v1/sign-in', {
      body: { contact, code: await codeSentTo(secure, contact.email) },
    })
    expect(String(answer.headers['set-cookie'])).toMatch(/; Secure/)
  })

  test('T15 a person sees their account while the session lasts, and no longer', async () => {
    const { cookie, person } = await signInBuyer(server, freshEmail())
    expect((await me(cookie)).body).toEqual(person)
    const out = await server.call('POST', '/v1/sign-out', { cookie })
    expect(out.body).toEqual({ done: true })
    expect(String(out.headers['set-cookie'])).toMatch(/^mamori_session=; .*Expires=Thu, 01 Jan 1970/)
    expect((await me(cookie)).body.code).toBe('unauthenticated')
    expect((await server.call('POST', '/v1/sign-out', { cookie })).status).toBe(200)
  })

  test('another session of the same person goes on', async () => {
    const contact = freshEmail()
    const first = await signInBuyer(server, contact)
    const second = await signInBuyer(server, contact)
    await server.call('POST', '/v1/sign-out', { cookie: first.cookie })
    expect([(await me(first.cookie)).status, (await me(second.cookie)).status]).toEqual([401, 200])
  })

  test('a session that is over by the clock is none', async () => {
    const { cookie } = await signInBuyer(server, freshEmail())
    await sql`update auth_sessions set expires_at = now() - interval '1 second' where token = encode(sha256(${cookie}::bytea), 'hex')`.execute(
      services.db,
    )
    expect((await me(cookie)).status).toBe(401)
  })

  test('strangers, made-up tokens and keys of sellers are not buyers', async () => {
    expect((await server.call('GET', '/v1/me')).status).toBe(401)
    expect((await me('x'.repeat(43))).status).toBe(401)
    expect((await me('short')).status).toBe(401)
    const { key } = await newSeller(server)
    expect((await server.call('GET', '/v1/me', { key })).status).toBe(403)
  })

  test('staff are not buyers, nor buyers staff', async () => {
    const { owner } = await newSeller(server)
    const staff = await signInStaffMember(server, owner)
    const { cookie } = await signInBuyer(server, freshEmail())
    expect((await me(staff)).status).toBe(403)
    expect((await server.call('GET', '/v1/staff-session', { cookie })).status).toBe(403)
    expect((await server.call('GET', '/v1/staff-session', { cookie: staff })).status).toBe(200)
  })
})

describe('writes from pages of other sites', () => {
  test.each([
    ['another host', { origin: 'https://evil.example' }],
    ['a sibling host', { origin: 'http://shop.localhost:80' }],
    ['an opaque origin', { origin: 'null' }],
    ['Fetch Metadata', { 'sec-fetch-site': 'cross-site' }],
  ])('are refused: %s', async (_name, headers) => {
    const { cookie } = await signInBuyer(server, freshEmail())
    const answer = await rename(cookie, headers as Record<string, string>)
    expect([answer.status, answer.body.code]).toEqual([403, 'forbidden'])
    expect((await server.call('POST', '/v1/sign-out', { cookie, headers })).status).toBe(403)
    expect((await me(cookie, headers as Record<string, string>)).status).toBe(200)
  })

  test('own pages and programs without a browser may write', async () => {
    const { cookie } = await signInBuyer(server, freshEmail())
    expect((await rename(cookie)).status).toBe(200)
    expect(
      (
        await rename(cookie, {
          host: 'mamori.test:3000',
          origin: 'http://mamori.test:3000',
          'sec-fetch-site': 'same-origin',
        })
      ).status,
    ).toBe(200)
  })

  test('a page of another site cannot sign anybody in', async () => {
    const headers = { origin: 'https://evil.example' }
    for (const url of ['/v1/sign-in', '/v1/staff/sign-in']) {
      const body = { contact: { email: 'a@example.com' }, email: 'a@example.com', code: '123456' }
      const only =
        url === '/v1/sign-in'
          ? { contact: body.contact, code: body.code }
          : { email: body.email, code: body.code }
      expect((await server.call('POST', url, { body: only, headers })).status).toBe(403)
    }
  })
})

describe('what is stored', () => {
  test('no table has a contact, code or session token in clear', async () => {
    const contact = { email: `needle${Date.now()}@example.com` }
    const phone = { phone: '+819033334444' }
    await server.call('POST', '/v1/sign-in/codes', { body: { contact } })
    await server.call('POST', '/v1/sign-in/codes', { body: { contact: phone } })
    const waiting = await sql<{
      payload: unknown
    }>`select payload from graphile_worker._private_jobs`.execute(services.db)
    expect(waiting.rows.length).toBeGreaterThan(0)
    const code = await codeSentTo(server, contact.email)
    const phoneCode = await codeSentTo(server, phone.phone)
    const clear = [contact.email, 'needle', phone.phone, '9033334444', code, phoneCode]
    for (const { payload } of waiting.rows)
      for (const word of clear) expect(JSON.stringify(payload)).not.toContain(word)
    expect(await tablesWith([contact.email, 'needle', phone.phone, '9033334444', code, phoneCode])).toEqual(
      [],
    )

    expect(await tablesWith(['sign-in-otp'])).toEqual([])

    const answer = await server.call('POST', '/v1/sign-in', { body: { contact, code } })
    const cookie = cookieOf(answer) as string
    await server.call('PATCH', '/v1/me', { cookie, body: { name: '針 花子', address: '東京都針区1-1' } })
    expect(await tablesWith(['needle', cookie, '針', code])).toEqual([])
    expect((await me(cookie)).body).toMatchObject({ name: '針 花子', address: '東京都針区1-1' })
  })

  test('the search finds what is in clear', async () => {
    const { store } = await newSeller(server)
    expect(await tablesWith([store.code])).toContain('stores')
  })

  test('our migration makes the tables that the library asks for', async () => {
    const ctx = systemContext(services, 'test')
    const { toBeCreated, toBeAdded } = await getMigrations(betterAuth(authOptions(ctx)).options)
    expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] })
  })

  test('the sweep removes what is over and leaves what lasts', async () => {
    const lasting = await signInBuyer(server, freshEmail())
    const over = await signInBuyer(server, freshEmail())
    await sql`update auth_sessions set expires_at = now() - interval '1 second' where token = encode(sha256(${over.cookie}::bytea), 'hex')`.execute(
      services.db,
    )
    await sql`insert into auth_verifications (identifier, value, expires_at, created_at, updated_at)
      values ('old', 'x:0', now() - interval '1 second', now(), now())`.execute(services.db)
    await sql`insert into auth_users (name, email, email_verified, created_at, updated_at)
      values ('', 'nobody@mamori.invalid', true, now() - interval '2 days', now())`.execute(services.db)
    clock.advance({ hours: 26 })
    const sweep = identityJobs.find((job) => job.name === sweepSignInsJob.name)
    await sweep?.run(systemContext(services, sweepSignInsJob.name), {})
    const { rows } = await sql<{
      sessions: number
      verifications: number
      users: number
      limits: number
    }>`select
      (select count(*) from auth_sessions where expires_at < now()) as sessions,
      (select count(*) from auth_verifications where identifier = 'old') as verifications,
      (select count(*) from auth_users where email = 'nobody@mamori.invalid') as users,
      (select count(*) from sign_in_limits) as limits`.execute(services.db)
    expect(rows[0]).toEqual({ sessions: 0, verifications: 0, users: 0, limits: 0 })
    expect((await me(lasting.cookie)).status).toBe(200)
  })
})

/** The tables, of any schema, in which any row has one of these words somewhere. */
async function tablesWith(words: string[]): Promise<string[]> {
  const tables = await sql<{ schema: string; name: string }>`
    select schemaname as schema, tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`.execute(
    services.db,
  )
  const found: string[] = []
  for (const { schema, name } of tables.rows) {
    const conditions = words.map(
      (word) =>
        sql`strpos(t::text, ${word}) > 0 or strpos(t::text, ${Buffer.from(word).toString('hex')}) > 0`,
    )
    const { rows } =
      await sql`select 1 from ${sql.table(`${schema}.${name}`)} t where ${sql.join(conditions, sql` or `)} limit 1`.execute(
        services.db,
      )
    if (rows.length > 0) found.push(name)
  }
  return found
}
