import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { parsePublicId } from '#platform/ids.ts'
import { startIdentityServer } from '#test/support/identity-server.ts'
import {
  deviceCode,
  halfSignInStaffMember,
  newSeller,
  nextDeviceCode,
  signInStaffMember,
  unique,
} from '#test/support/people.ts'
import { contextOf } from '#test/support/context.ts'
import { enrolTestStaff, resetSecondFactorOf } from './index.ts'

const server = await startIdentityServer()
const { services, clock } = server

type Problem = { code: string }
type State = {
  secondFactor: string
  scopes: string[]
  recoveryCodesLeft: number | null
  staff: { id: string }
}
type Confirmed = Problem & { recoveryCodes: string[]; session: State }

const factor = <T = Problem & State>(cookie: string, path: string, body?: object) =>
  server.call<T>('POST', `/v1/staff-session/second-factor${path}`, { cookie, body })
const state = async (cookie: string) =>
  (await server.call<State>('GET', '/v1/staff-session', { cookie })).body
const mayRead = async (cookie: string) => (await server.call('GET', '/v1/stores', { cookie })).status
const wrong = (code: string) => (code === '000000' ? '000001' : '000000')

/** Somebody who has signed in for the first time and enrolled, with all that they were shown. */
async function enrolled() {
  const seller = await newSeller(server)
  const { cookie } = await halfSignInStaffMember(server, seller.owner)
  const { secret, uri } = (await factor<{ secret: string; uri: string }>(cookie, '/enrol')).body
  const { body } = await factor<Confirmed>(cookie, '/confirm', { code: deviceCode(server, secret) })
  return { ...seller, cookie, secret, uri, codes: body.recoveryCodes, session: body.session }
}

describe('the first sign-in', () => {
  test('enrols a device, shows ten recovery codes, and opens the session', async () => {
    const { owner } = await newSeller(server)
    const { cookie, secondFactor } = await halfSignInStaffMember(server, owner)
    expect([secondFactor, await mayRead(cookie)]).toEqual(['not_enrolled', 401])
    const asked = await factor<{ secret: string; uri: string }>(cookie, '/enrol')
    expect(asked.body.uri).toContain(`secret=${asked.body.secret}`)
    expect((await state(cookie)).secondFactor).toBe('not_enrolled')
    const code = deviceCode(server, asked.body.secret)
    expect((await factor(cookie, '/confirm', { code: wrong(code) })).body.code).toBe('second_factor_wrong')
    const done = await factor<Confirmed>(cookie, '/confirm', { code })
    expect(done.body.session).toMatchObject({ secondFactor: 'given', recoveryCodesLeft: 10 })
    expect(new Set(done.body.recoveryCodes).size).toBe(10)
    for (const one of done.body.recoveryCodes) expect(one).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/)
    expect(await mayRead(cookie)).toBe(200)
    expect((await state(cookie)).scopes).toContain('staff:write')
  })

  test('a code is of a secret that was asked for', async () => {
    const { owner } = await newSeller(server)
    const { cookie } = await halfSignInStaffMember(server, owner)
    for (const path of ['', '/confirm'])
      expect((await factor(cookie, path, { code: '123456' })).body.code).toBe('second_factor_not_enrolled')
  })

  test('nobody else is asked for it, and strangers get nothing', async () => {
    const { key } = await newSeller(server)
    const post = (url: string, by: object) => server.call('POST', url, by)
    expect((await post('/v1/staff-session/second-factor/enrol', {})).status).toBe(401)
    expect((await post('/v1/staff-session/second-factor/enrol', { key })).status).toBe(403)
    expect((await server.call('GET', '/v1/stores', { key })).status).toBe(200)
  })
})

describe('every later sign-in', () => {
  test('asks for a code of the device, each of which works once', async () => {
    const at = await enrolled()
    const code = () => deviceCode(server, at.secret)
    const spent = code()
    const { cookie, secondFactor } = await halfSignInStaffMember(server, at.owner)
    expect(secondFactor).toBe('needed')
    expect((await factor(cookie, '', { code: spent })).body.code).toBe('second_factor_wrong')
    expect(await mayRead(cookie)).toBe(401)
    expect((await factor(cookie, '', { code: code() })).body.secondFactor).toBe('given')
    expect(await mayRead(cookie)).toBe(200)
    expect((await factor(cookie, '', { code: code() })).body.code).toBe('second_factor_wrong')
  })

  test('two at the same time spend one code once', async () => {
    const at = await enrolled()
    const [a, b] = [
      await halfSignInStaffMember(server, at.owner),
      await halfSignInStaffMember(server, at.owner),
    ]
    const code = deviceCode(server, at.secret)
    const both = await Promise.all([a, b].map(({ cookie }) => factor(cookie, '', { code })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  test('the device is not enrolled anew by a code by mail alone', async () => {
    const at = await enrolled()
    const { cookie } = await halfSignInStaffMember(server, at.owner)
    const waiting = (await factor<{ secret: string }>(at.cookie, '/enrol')).body.secret
    const taken = await factor(cookie, '/confirm', { code: deviceCode(server, waiting) })
    expect(taken.body.code).toBe('second_factor_enrolled')
    expect((await factor(cookie, '/enrol')).body.code).toBe('second_factor_enrolled')
    expect((await factor(cookie, '/confirm', { code: deviceCode(server, at.secret) })).status).toBe(409)
  })

  test('a recovery code opens once, however it is typed', async () => {
    const at = await enrolled()
    const { cookie } = await halfSignInStaffMember(server, at.owner)
    const recoveryCode = at.codes[3]?.toLowerCase().replace('-', ' ')
    const used = await factor(cookie, '', { recoveryCode })
    expect(used.body).toMatchObject({ secondFactor: 'given', recoveryCodesLeft: 9 })
    const again = await halfSignInStaffMember(server, at.owner)
    expect((await factor(again.cookie, '', { recoveryCode })).body.code).toBe('second_factor_wrong')
    expect((await factor(again.cookie, '', { recoveryCode: 'AAAAA-AAAAA' })).status).toBe(401)
    expect(await mayRead(again.cookie)).toBe(401)
  })

  test('after five wrong guesses the right one waits, wherever they were made', async () => {
    const at = await enrolled()
    const [first, second] = [
      await halfSignInStaffMember(server, at.owner),
      await halfSignInStaffMember(server, at.owner),
    ]
    const guess = (cookie: string) => factor(cookie, '', { code: wrong(deviceCode(server, at.secret)) })
    const guesses = await Promise.all(Array.from({ length: 8 }, () => guess(first.cookie)))
    expect(guesses.map(({ status }) => status).sort()).toEqual([401, 401, 401, 401, 401, 429, 429, 429])
    const right = () => factor(second.cookie, '', { code: deviceCode(server, at.secret) })
    const waits = await right()
    expect([waits.status, waits.body.code]).toEqual([429, 'rate_limited'])
    clock.advance({ seconds: Number(waits.headers['retry-after']) })
    expect((await right()).status).toBe(200)
  })

  test('a session that was never completed is over after half an hour', async () => {
    const at = await enrolled()
    const half = await halfSignInStaffMember(server, at.owner)
    await sql`update auth_sessions set created_at = now() - interval '31 minutes'`.execute(services.db)
    expect((await server.call('GET', '/v1/staff-session', { cookie: half.cookie })).body['code']).toBe(
      'unauthenticated',
    )
    expect(await mayRead(at.cookie)).toBe(200)
  })
})

describe('what is stored', () => {
  test('secret and recovery codes are nowhere in clear, and each step leaves its trace', async () => {
    const at = await enrolled()
    const id = parsePublicId('stf', at.session.staff.id) ?? ''
    const words = [at.secret, ...at.codes, ...at.codes.map((code) => code.replace('-', ''))]
    for (const table of ['staff_factors', 'staff_recovery_codes', 'audit_entries', 'idempotency_keys']) {
      const { rows } = await sql<{ text: string }>`select t::text as text from ${sql.table(table)} t`.execute(
        services.db,
      )
      for (const { text } of rows)
        for (const word of words) {
          expect(text).not.toContain(word)
          expect(text).not.toContain(Buffer.from(word).toString('hex'))
        }
    }
    const { rows } = await sql<{ action: string }>`
      select action from audit_entries where entity = 'staff_factor' and entity_id = ${id} order by id`.execute(
      services.db,
    )
    expect(rows.map(({ action }) => action)).toEqual(['enrolSecondFactor', 'confirmSecondFactor'])
  })
})

describe('a device that is changed or lost', () => {
  test('its owner enrols another, and the old one opens nothing', async () => {
    const at = await enrolled()
    const { body } = await factor<{ secret: string }>(at.cookie, '/enrol')
    clock.advance({ seconds: 30 })
    expect((await factor(at.cookie, '/confirm', { code: deviceCode(server, body.secret) })).status).toBe(200)
    const { cookie } = await halfSignInStaffMember(server, at.owner)
    expect((await factor(cookie, '', { code: deviceCode(server, at.secret) })).status).toBe(401)
    expect((await factor(cookie, '', { recoveryCode: at.codes[0] })).status).toBe(401)
    expect((await factor(cookie, '', { code: deviceCode(server, body.secret) })).status).toBe(200)
  })

  test('new recovery codes void the old, and ask for a second factor of the last twelve hours', async () => {
    const at = await enrolled()
    const make = () =>
      server.call<Confirmed>('POST', '/v1/staff-session/recovery-codes', { cookie: at.cookie })
    clock.advance({ hours: 13 })
    expect((await make()).body.code).toBe('second_factor_too_old')
    expect((await factor(at.cookie, '/enrol')).body.code).toBe('second_factor_too_old')
    expect((await factor(at.cookie, '', { code: deviceCode(server, at.secret) })).status).toBe(200)
    const fresh = (await make()).body.recoveryCodes
    expect(fresh).toHaveLength(10)
    const { cookie } = await halfSignInStaffMember(server, at.owner)
    expect((await factor(cookie, '', { recoveryCode: at.codes[0] })).status).toBe(401)
    expect((await factor(cookie, '', { recoveryCode: fresh[0] })).status).toBe(200)
  })

  test('an owner takes another’s away: sessions end and the next sign-in enrols; never their own', async () => {
    const seller = await newSeller(server)
    const owner = await signInStaffMember(server, seller.owner)
    const email = `${unique('clerk')}@example.com`
    const added = await server.call<{ id: string }>('POST', '/v1/staff', {
      cookie: owner,
      body: { name: 'Taro', email, role: 'clerk' },
    })
    const clerk = await signInStaffMember(server, email)
    const reset = (by: string, id: string) =>
      server.call<Problem & { secondFactorAt: string | null }>(
        'POST',
        `/v1/staff/${id}/reset-second-factor`,
        {
          cookie: by,
        },
      )
    const { id } = added.body
    expect((await reset(clerk, id)).status).toBe(403)
    expect((await reset(owner, (await state(owner)).staff.id)).body.code).toBe('own_second_factor')
    const stranger = await newSeller(server)
    expect((await reset(await signInStaffMember(server, stranger.owner), id)).status).toBe(404)
    expect((await state(clerk)).secondFactor).toBe('given')
    clock.advance({ hours: 13 })
    expect((await reset(owner, id)).body.code).toBe('second_factor_too_old')
    await factor(owner, '', { code: nextDeviceCode(server, seller.owner) })
    expect((await reset(owner, id)).body.secondFactorAt).toBeNull()
    expect(await mayRead(clerk)).toBe(401)
    expect((await halfSignInStaffMember(server, email)).secondFactor).toBe('not_enrolled')
    const { rows } = await sql`select 1 from audit_entries where action = 'resetSecondFactor'
      and entity_id = ${parsePublicId('stf', id) ?? ''}`.execute(services.db)
    expect(rows).toHaveLength(1)
  })
})

test('whoever runs the server takes the only owner’s away, by address', async () => {
  const at = await enrolled()
  const ctx = contextOf(services, undefined, 'resetSecondFactor')
  expect(await resetSecondFactorOf(ctx, `${unique('nobody')}@example.com`)).toBeUndefined()
  expect((await resetSecondFactorOf(ctx, at.owner.toUpperCase()))?.secondFactorAt).toBeNull()
  expect(await mayRead(at.cookie)).toBe(401)
  expect((await halfSignInStaffMember(server, at.owner)).secondFactor).toBe('not_enrolled')
})

describe('codes of test organisations', () => {
  type Codes = { items: { email: string; code: string }[] }
  const codeOf = async (email: string) =>
    (await server.call<Codes>('GET', '/v1/mailbox/second-factors')).body.items.find(
      (item) => item.email === email,
    )?.code

  test('are shown for trying them, the next one where one was used; of live organisations none', async () => {
    const seller = await newSeller(server, { mode: 'test' })
    await enrolTestStaff(contextOf(services), seller.organisation.id)
    for (let round = 0; round < 2; round += 1) {
      const { cookie, secondFactor } = await halfSignInStaffMember(server, seller.owner)
      expect(secondFactor).toBe('needed')
      const given = await factor(cookie, '', { code: await codeOf(seller.owner) })
      expect(given.status).toBe(200)
      if (round === 0)
        expect((await factor(cookie, '', { code: await codeOf(seller.owner) })).status).toBe(200)
    }
    const live = await enrolled()
    expect(await codeOf(live.owner)).toBeUndefined()
    await expect(enrolTestStaff(contextOf(services), live.organisation.id)).rejects.toThrow(
      /test organisations/,
    )
  })

  test('are not there in production', async () => {
    const strict = await startIdentityServer({ environment: { MAMORI_ENV: 'production' } })
    expect((await strict.call('GET', '/v1/mailbox/second-factors')).status).toBe(404)
  })
})
