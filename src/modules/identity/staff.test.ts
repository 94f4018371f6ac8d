import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { parsePublicId } from '#platform/ids.ts'
import { startIdentityServer } from '#test/support/identity-server.ts'
import { cookieOf, newSeller, signInStaffMember, unique } from '#test/support/people.ts'
import type { Seller } from '#test/support/people.ts'

const server = await startIdentityServer()

type Problem = { code: string }
type Staff = {
  id: string
  name: string
  email: string
  role: string
  storeCodes: string[] | null
  removedAt: string | null
}
type Session = Problem & { staff: Staff; organisation: { id: string; mode: string }; scopes: string[] }

const session = (cookie: string) => server.call<Session>('GET', '/v1/staff-session', { cookie })
const freshEmail = () => `${unique('staff')}@example.com`

async function firm() {
  const seller = await newSeller(server)
  const owner = await signInStaffMember(server, seller.owner)
  const ownerId = (await session(owner)).body.staff.id
  return { ...seller, owner, ownerId }
}
type Firm = Awaited<ReturnType<typeof firm>>

async function hire(at: Firm, body: object = {}): Promise<{ staff: Staff; cookie: string }> {
  const made = await server.call<Staff & Problem>('POST', '/v1/staff', {
    cookie: at.owner,
    body: { name: 'Taro', email: freshEmail(), role: 'clerk', ...body },
  })
  expect(made.status).toBe(201)
  return { staff: made.body, cookie: await signInStaffMember(server, made.body.email) }
}
const change = (cookie: string, id: string, body: object) =>
  server.call<Staff & Problem>('PATCH', `/v1/staff/${id}`, { cookie, body })
const remove = (cookie: string, id: string) =>
  server.call<Staff & Problem>('POST', `/v1/staff/${id}/remove`, { cookie })

describe('sign-in of staff', () => {
  test('shows who they are and what they may do', async () => {
    const at = await firm()
    const { cookie, staff } = await hire(at)
    const { body } = await session(cookie)
    expect(body.staff).toEqual({ ...staff, secondFactorAt: expect.any(String) })
    expect(body.organisation.mode).toBe('live')
    expect(body.scopes).toContain('purchases:write')
    expect(body.scopes).not.toContain('plans:write')
  })

  test('an address that is nobody’s gets the same answer and no mail', async () => {
    const at = await firm()
    const known = await hire(at)
    const stranger = freshEmail()
    const ask = (email: string) => server.call('POST', '/v1/staff/sign-in/codes', { body: { email } })
    const [a, b] = [await ask(known.staff.email), await ask(stranger)]
    expect([b.status, b.body]).toEqual([a.status, a.body])
    expect(Object.keys(b.headers)).toEqual(Object.keys(a.headers))
    const again = [await ask(known.staff.email), await ask(stranger)]
    expect(again.map((answer) => [answer.status, answer.body['code']])).toEqual([
      [429, 'sign_in_code_too_soon'],
      [429, 'sign_in_code_too_soon'],
    ])
    await server.runJobs()
    const box = async (to: string) =>
      (await server.call<{ items: unknown[] }>('GET', `/v1/mailbox?to=${to}`)).body.items.length
    expect(await box(known.staff.email)).toBe(2)
    expect(await box(stranger)).toBe(0)
    const guess = await server.call<Problem>('POST', '/v1/staff/sign-in', {
      body: { email: stranger, code: '123456' },
    })
    expect([guess.status, guess.body.code, cookieOf(guess)]).toEqual([401, 'sign_in_code_wrong', undefined])
  })

  test('a buyer’s code does not sign staff in, nor the reverse', async () => {
    const at = await firm()
    const { staff } = await hire(at)
    await server.call('POST', '/v1/sign-in/codes', { body: { contact: { email: staff.email } } })
    await server.runJobs()
    const box = await server.call<{ items: { text: string }[] }>('GET', `/v1/mailbox?to=${staff.email}`)
    const code = /\d{6}/.exec(box.body.items[0]?.text ?? '')?.[0]
    expect(
      (await server.call('POST', '/v1/staff/sign-in', { body: { email: staff.email, code } })).status,
    ).toBe(401)
    expect(
      (await server.call('POST', '/v1/sign-in', { body: { contact: { email: staff.email }, code } })).status,
    ).toBe(200)
  })
})

describe('staff', () => {
  test('one address signs in to one organisation', async () => {
    const [a, b] = [await firm(), await firm()]
    const { staff } = await hire(a)
    const answer = await server.call<Problem>('POST', '/v1/staff', {
      cookie: b.owner,
      body: { name: 'X', email: staff.email.toUpperCase(), role: 'clerk' },
    })
    expect([answer.status, answer.body.code]).toEqual([409, 'staff_email_taken'])
  })

  test('a changed role holds at once in open sessions', async () => {
    const at = await firm()
    const { cookie, staff } = await hire(at)
    expect((await server.call('GET', '/v1/staff', { cookie })).status).toBe(403)
    expect((await change(at.owner, staff.id, { role: 'manager' })).body.role).toBe('manager')
    expect((await server.call('GET', '/v1/staff', { cookie })).status).toBe(200)
    await change(at.owner, staff.id, { role: 'clerk', name: 'Jiro' })
    expect((await server.call('GET', '/v1/staff', { cookie })).status).toBe(403)
    expect((await session(cookie)).body.staff.name).toBe('Jiro')
  })

  test('one who is removed is out at once, and their address is free', async () => {
    const at = await firm()
    const { cookie, staff } = await hire(at)
    expect((await session(cookie)).status).toBe(200)
    const removed = await remove(at.owner, staff.id)
    expect(removed.body).toMatchObject({ id: staff.id, email: staff.email })
    expect(removed.body.removedAt).not.toBeNull()
    expect((await session(cookie)).status).toBe(401)
    const { rows } =
      await sql`select 1 from sign_in_identities where staff_id = ${parsePublicId('stf', staff.id) ?? ''}`.execute(
        server.services.db,
      )
    expect(rows).toEqual([])
    expect((await remove(at.owner, staff.id)).status).toBe(404)
    const listed = await server.call<{ items: Staff[] }>('GET', '/v1/staff', { cookie: at.owner })
    expect(listed.body.items.find((one) => one.id === staff.id)?.removedAt).toBe(removed.body.removedAt)
    expect(
      (await server.call('POST', '/v1/staff/sign-in', { body: { email: staff.email, code: '123456' } }))
        .status,
    ).toBe(401)
    const again = await hire(await firm(), { email: staff.email })
    expect((await session(again.cookie)).status).toBe(200)
    expect((await session(cookie)).status).toBe(401)
  })

  test('the last owner stays', async () => {
    const at = await firm()
    expect((await remove(at.owner, at.ownerId)).body.code).toBe('last_owner')
    expect((await change(at.owner, at.ownerId, { role: 'manager' })).body.code).toBe('last_owner')
    expect((await change(at.owner, at.ownerId, { storeCodes: [at.store.code] })).body.code).toBe('last_owner')
  })

  test('two owners who remove each other at the same time leave one', async () => {
    for (let round = 0; round < 4; round += 1) {
      const at = await firm()
      const second = await hire(at, { role: 'owner' })
      const both = await Promise.all([remove(at.owner, second.staff.id), remove(second.cookie, at.ownerId)])
      expect(both.filter((answer) => answer.status === 200)).toHaveLength(1)
    }
  })

  test('strangers’ staff are not found', async () => {
    const [a, b] = [await firm(), await firm()]
    const { staff } = await hire(a)
    expect((await change(b.owner, staff.id, { name: 'X' })).status).toBe(404)
    expect((await remove(b.owner, staff.id)).status).toBe(404)
  })
})

describe('staff of some stores', () => {
  test('act for these alone and give no more', async () => {
    const at = await firm()
    const other = await anotherStore(at)
    const { cookie, staff } = await hire(at, { role: 'owner', storeCodes: [at.store.code] })
    expect(staff.storeCodes).toEqual([at.store.code])
    const stores = await server.call<{ items: { code: string }[] }>('GET', '/v1/stores', { cookie })
    expect(stores.body.items.map((store) => store.code)).toEqual([at.store.code])
    const add = (body: object) =>
      server.call<Problem>('POST', '/v1/staff', {
        cookie,
        body: { name: 'N', email: freshEmail(), role: 'clerk', ...body },
      })
    expect((await add({ storeCodes: [other] })).body.code).toBe('store_not_yours')
    expect((await add({})).status).toBe(403)
    expect((await add({ storeCodes: [at.store.code] })).status).toBe(201)
    expect((await change(cookie, staff.id, { storeCodes: null })).status).toBe(403)
    expect((await change(cookie, at.ownerId, { name: 'X' })).status).toBe(403)
    expect((await remove(cookie, at.ownerId)).status).toBe(403)
  })
})

test('a key with fewer rights gives no role above them', async () => {
  const at = await firm()
  const { staff } = await hire(at)
  const { scopes } = (await session(await signInStaffMember(server, staff.email))).body
  const make = async (more: string[]) => {
    const body = { name: 'K', scopes: [...scopes, ...more] }
    return (await server.call<{ secret: string }>('POST', '/v1/api-keys', { cookie: at.owner, body })).body
      .secret
  }
  const key = await make(['staff:write'])
  const add = await server.call<Problem>('POST', '/v1/staff', {
    key,
    body: { name: 'N', email: freshEmail(), role: 'owner' },
  })
  expect([add.status, add.body.code]).toEqual([403, 'scope_not_yours'])
  const patch = (id: string, body: object) => server.call<Problem>('PATCH', `/v1/staff/${id}`, { key, body })
  expect((await patch(staff.id, { role: 'owner' })).body.code).toBe('scope_not_yours')
  expect((await patch(staff.id, { name: 'Jiro' })).status).toBe(200)
  expect((await patch(at.ownerId, { role: 'clerk' })).body.code).toBe('scope_not_yours')
  expect((await server.call<Problem>('POST', `/v1/staff/${at.ownerId}/remove`, { key })).status).toBe(403)
})

async function anotherStore(at: Seller | Firm): Promise<string> {
  const code = unique('store')
  const body = { code, name: 'Second', kind: 'pos', currency: 'JPY', timeZone: 'Asia/Tokyo' }
  await server.call('POST', '/v1/stores', { key: at.key, body })
  return code
}
