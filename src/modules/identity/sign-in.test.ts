import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { startIdentityServer } from '#test/support/identity-server.ts'
import { codeSentTo, cookieOf, signInBuyer, unique } from '#test/support/people.ts'
import type { Person } from '#test/support/people.ts'

const server = await startIdentityServer()
const { services, clock } = server

type Problem = { code: string; errors: { field: string; code: string }[] }

function ask(contact: unknown, more: object = {}) {
  return server.call<Problem & { expiresAt: string; resendAfterSeconds: number }>(
    'POST',
    '/v1/sign-in/codes',
    { body: { contact, ...more } },
  )
}
function enter(contact: unknown, code: string, more: object = {}) {
  return server.call<Problem & Person>('POST', '/v1/sign-in', { body: { contact, code, ...more } })
}
function otherThan(code: string): string {
  return code === '000000' ? '000001' : '000000'
}
const freshEmail = () => ({ email: `${unique('hana')}@example.com` })

describe('codes', () => {
  test('K12 (B) a buyer is known by e-mail address, however it is typed', async () => {
    const contact = freshEmail()
    const sent = await ask({ email: contact.email.toUpperCase() })
    expect(sent.status).toBe(200)
    expect(sent.body.resendAfterSeconds).toBe(30)
    const answer = await enter(contact, await codeSentTo(server, contact.email))
    expect(answer.status).toBe(200)
    expect(answer.body.contacts).toEqual([
      expect.objectContaining({ kind: 'email', value: contact.email, provenAt: clock.now() }),
    ])
    const again = await signInAgain({ email: ` ${contact.email}`.trim() })
    expect(again.id).toBe(answer.body.id)
  })

  test('K12 (C) a buyer is known by telephone number, however it is typed', async () => {
    const first = await signInBuyer(server, { phone: '090-1111-2222' })
    const second = await signInBuyer(server, { phone: '+81 90 1111 2222' })
    expect(second.person.id).toBe(first.person.id)
    expect(first.person.contacts[0]?.value).toBe('+819011112222')
  })

  test('a number that is none is named in the refusal', async () => {
    const answer = await ask({ phone: '123' })
    expect(answer.status).toBe(400)
    expect(answer.body.errors).toEqual([
      expect.objectContaining({ field: 'contact.phone', code: 'invalid_phone' }),
    ])
  })

  test('a wrong code is refused and the right one still works', async () => {
    const contact = freshEmail()
    await ask(contact)
    const code = await codeSentTo(server, contact.email)
    const wrong = await enter(contact, otherThan(code))
    expect([wrong.status, wrong.body.code, cookieOf(wrong)]).toEqual([401, 'sign_in_code_wrong', undefined])
    expect((await enter(contact, code)).status).toBe(200)
  })

  test('after five wrong codes the right one is refused too', async () => {
    const contact = freshEmail()
    await ask(contact)
    const code = await codeSentTo(server, contact.email)
    for (let i = 0; i < 5; i += 1) expect((await enter(contact, otherThan(code))).status).toBe(401)
    expect((await enter(contact, code)).body.code).toBe('sign_in_code_wrong')
  })

  test('a code works once, also for two at the same time', async () => {
    const contact = freshEmail()
    await ask(contact)
    const code = await codeSentTo(server, contact.email)
    const both = await Promise.all([enter(contact, code), enter(contact, code)])
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 401])
    expect((await enter(contact, code)).status).toBe(401)
  })

  test('a code is void after ten minutes', async () => {
    const contact = freshEmail()
    const { body } = await ask(contact)
    expect(Date.parse(body.expiresAt) - Date.parse(clock.now())).toBe(600_000)
    const code = await codeSentTo(server, contact.email)
    const { rows } = await sql<{ left: number }>`
      select extract(epoch from max(expires_at) - now())::int as left from auth_verifications`.execute(
      services.db,
    )
    expect(rows[0]?.left).toBeGreaterThan(590)
    expect(rows[0]?.left).toBeLessThanOrEqual(600)
    await sql`update auth_verifications set expires_at = now() - interval '1 second'`.execute(services.db)
    expect((await enter(contact, code)).body.code).toBe('sign_in_code_wrong')
  })

  test('a newer code voids the older', async () => {
    const contact = freshEmail()
    await ask(contact)
    const old = await codeSentTo(server, contact.email)
    clock.advance({ seconds: 31 })
    await ask(contact)
    const fresh = await codeSentTo(server, contact.email)
    if (old !== fresh) expect((await enter(contact, old)).status).toBe(401)
    expect((await enter(contact, fresh)).status).toBe(200)
  })

  test('a code is for its own contact and mode only', async () => {
    const contact = freshEmail()
    await ask(contact, { mode: 'test' })
    const code = await codeSentTo(server, contact.email)
    expect((await enter(contact, code)).status).toBe(401)
    expect((await enter(freshEmail(), code, { mode: 'test' })).status).toBe(401)
    expect((await enter(contact, code, { mode: 'test' })).body.mode).toBe('test')
  })

  test('live and test people of one address are strangers', async () => {
    const contact = freshEmail()
    const live = await signInBuyer(server, contact, 'live')
    const test = await signInBuyer(server, contact, 'test')
    expect(test.person.id).not.toBe(live.person.id)
    expect([live.person.mode, test.person.mode]).toEqual(['live', 'test'])
  })
})

describe('limits', () => {
  test('the next code to a contact is sent after 30 seconds', async () => {
    const contact = freshEmail()
    await ask(contact)
    clock.advance({ seconds: 10 })
    const soon = await ask(contact)
    expect([soon.status, soon.body.code, soon.headers['retry-after']]).toEqual([
      429,
      'sign_in_code_too_soon',
      '20',
    ])
    expect((await ask(contact, { mode: 'test' })).status).toBe(200)
    clock.advance({ seconds: 20 })
    expect((await ask(contact)).status).toBe(200)
  })

  test('a contact gets eight codes in a quarter of an hour', async () => {
    const contact = freshEmail()
    for (let i = 0; i < 8; i += 1) {
      expect((await ask(contact)).status).toBe(200)
      clock.advance({ seconds: 31 })
    }
    const over = await ask(contact)
    expect([over.status, over.body.code]).toEqual([429, 'rate_limited'])
    clock.advance({ seconds: Number(over.headers['retry-after']) })
    expect((await ask(contact)).status).toBe(200)
  })

  test('a network address that guesses wrong forty times waits', async () => {
    const guess = (ip: string) =>
      server.call<Problem>('POST', '/v1/sign-in', { body: { contact: freshEmail(), code: '123456' }, ip })
    for (let i = 0; i < 40; i += 1) expect((await guess('203.0.113.9')).status).toBe(401)
    const over = await guess('203.0.113.9')
    expect([over.status, over.body.code]).toEqual([429, 'rate_limited'])
    expect((await guess('203.0.113.10')).status).toBe(401)
    clock.advance({ seconds: Number(over.headers['retry-after']) })
    expect((await guess('203.0.113.9')).status).toBe(401)
  })

  test('a network address asks for 120 codes in ten minutes', async () => {
    const from = { ip: '203.0.113.20' }
    const askFrom = () =>
      server.call<Problem>('POST', '/v1/sign-in/codes', { body: { contact: freshEmail() }, ...from })
    for (let i = 0; i < 120; i += 1) expect((await askFrom()).status).toBe(200)
    expect((await askFrom()).body.code).toBe('rate_limited')
  })
})

async function signInAgain(contact: { email: string }): Promise<Person> {
  clock.advance({ seconds: 31 })
  return (await signInBuyer(server, contact)).person
}
