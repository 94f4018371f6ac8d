import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { startIdentityServer } from '#test/support/identity-server.ts'
import { newSeller, signInBuyer, signInStaffMember, unique } from '#test/support/people.ts'

const server = await startIdentityServer()

type Problem = { code: string }
type Session = {
  id: string
  ip: string | null
  current: boolean
  secondFactorAt: string | null
  device: { browser: string | null; system: string | null }
}
type Person = {
  base: string
  /** A further session of the same person. */
  signIn: () => Promise<string>
}

async function buyer(): Promise<Person> {
  const contact = { email: `${unique('kai')}@example.com` }
  return { base: '/v1/me/sessions', signIn: async () => (await signInBuyer(server, contact)).cookie }
}
async function staff(): Promise<Person> {
  const { owner } = await newSeller(server)
  return { base: '/v1/staff-session/sessions', signIn: () => signInStaffMember(server, owner) }
}

describe.each([
  ['a buyer', buyer],
  ['a member of staff', staff],
])('the sessions of %s', (_who, make) => {
  const list = async ({ base }: Person, cookie: string) =>
    (await server.call<{ items: Session[] }>('GET', base, { cookie })).body.items
  const end = ({ base }: Person, cookie: string, path: string) =>
    server.call<Problem>('POST', `${base}/${path}`, { cookie })
  const isIn = async ({ base }: Person, cookie: string) =>
    (await server.call('GET', base, { cookie })).status === 200

  test('are listed, the present one marked; one is ended at once', async () => {
    const me = await make()
    const [first, second] = [await me.signIn(), await me.signIn()]
    const shown = await list(me, first)
    expect(shown.map(({ current }) => current).sort()).toEqual([false, true])
    for (const one of shown) {
      expect(one.ip).toBe('127.0.0.1')
      expect(one.secondFactorAt === null).toBe(make === buyer)
    }
    const other = shown.find(({ current }) => !current)?.id ?? ''
    expect((await end(me, first, `${other}/end`)).status).toBe(200)
    expect([await isIn(me, first), await isIn(me, second)]).toEqual([true, false])
    expect((await end(me, first, `${other}/end`)).status).toBe(404)
  })

  test('are ended all but the present one', async () => {
    const me = await make()
    const all = [await me.signIn(), await me.signIn(), await me.signIn()]
    expect((await end(me, all[1] ?? '', 'end-others')).status).toBe(200)
    expect(await Promise.all(all.map((one) => isIn(me, one)))).toEqual([false, true, false])
    expect((await end(me, all[1] ?? '', 'end-others')).status).toBe(200)
    const { rows } = await sql<{ count: number }>`
      select count(*) from audit_entries where entity = 'session' and after ->> 'ended' = 'true'
        and action in ('endMyOtherSessions', 'endOtherStaffSessions') and at = ${server.clock.now()}`.execute(
      server.services.db,
    )
    expect(rows[0]?.count).toBe(2)
  })

  test('of others are none', async () => {
    const [me, stranger] = [await make(), await make()]
    const [mine, theirs] = [await me.signIn(), await stranger.signIn()]
    const id = (await list(me, mine))[0]?.id ?? ''
    expect((await list(stranger, theirs)).map((one) => one.id)).not.toContain(id)
    expect((await end(stranger, theirs, `${id}/end`)).status).toBe(404)
    await end(stranger, theirs, 'end-others')
    expect(await isIn(me, mine)).toBe(true)
    expect((await end(me, mine, `${id.slice(0, -4)}0000/end`)).status).toBe(404)
    expect((await server.call('GET', me.base)).status).toBe(401)
  })
})

test('an owner signs a member out everywhere, who may come back', async () => {
  const seller = await newSeller(server)
  const owner = await signInStaffMember(server, seller.owner)
  const email = `${unique('clerk')}@example.com`
  const body = { name: 'Taro', email, role: 'clerk' }
  const { id } = (await server.call<{ id: string }>('POST', '/v1/staff', { cookie: owner, body })).body
  const [first, second] = [await signInStaffMember(server, email), await signInStaffMember(server, email)]
  const endAll = (cookie: string) => server.call('POST', `/v1/staff/${id}/end-sessions`, { cookie })
  const isIn = async (cookie: string) =>
    (await server.call('GET', '/v1/staff-session', { cookie })).status === 200
  expect((await endAll(first)).status).toBe(403)
  expect([await isIn(first), await isIn(second)]).toEqual([true, true])
  expect((await endAll(owner)).status).toBe(200)
  expect([await isIn(first), await isIn(second), await isIn(owner)]).toEqual([false, false, true])
  expect(await isIn(await signInStaffMember(server, email))).toBe(true)
})

describe('two cookies', () => {
  const cookies = (wallet: string, desk: string) => ({
    cookie: `mamori_session=${wallet}; mamori_staff=${desk}`,
  })
  const get = async (url: string, headers: Record<string, string>) =>
    (await server.call('GET', url, { headers })).status

  test('one browser is in the wallet and in the console; leaving one leaves the other', async () => {
    const [wallet, desk] = [await (await buyer()).signIn(), await (await staff()).signIn()]
    const both = cookies(wallet, desk)
    const inBoth = async () => [await get('/v1/me', both), await get('/v1/staff-session', both)]
    expect(await inBoth()).toEqual([200, 200])
    expect(await get('/v1/me', { cookie: `mamori_staff=${wallet}` })).toBe(401)
    expect(await get('/v1/stores', { cookie: `mamori_session=${desk}` })).toBe(401)
    const out = await server.call('POST', '/v1/staff/sign-out', { headers: both })
    expect(String(out.headers['set-cookie'])).toMatch(/^mamori_staff=; /)
    expect(await inBoth()).toEqual([200, 401])
    await server.call('POST', '/v1/sign-out', { headers: both })
    expect(await inBoth()).toEqual([401, 401])
  })
})
