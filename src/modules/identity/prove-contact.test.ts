import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { inTransaction } from '#platform/context.ts'
import type { PurchaserId } from '#platform/ids.ts'
import { parsePublicId, publicId } from '#platform/ids.ts'
import { Rows } from '#platform/rows.ts'
import { contextOf } from '#test/support/context.ts'
import { startIdentityServer } from '#test/support/identity-server.ts'
import { codeSentTo, newSeller, signInBuyer, unique } from '#test/support/people.ts'
import type { ContactText, Person } from '#test/support/people.ts'
import { keepNewBuyers, resolveBuyers } from './index.ts'
import type { BuyerReport } from './index.ts'
import { personOfContact } from './prove-contact.ts'

const server = await startIdentityServer()
const { services, clock } = server
const seller = await newSeller(server)

type Problem = { code: string }
const freshEmail = () => ({ email: `${unique('mio')}@example.com` })
let numbers = 10_000_000
const freshPhone = () => ({ phone: `+8190${(numbers += 7)}` })

/** What a store's report of a purchase does to identity. */
function reported(buyer: BuyerReport['buyer'], mode: 'live' | 'test' = 'live'): Promise<string> {
  const ctx = contextOf(services)
  return inTransaction(ctx, async (tx) => {
    const [found] = await resolveBuyers(tx, ctx, [{ mode, organisationId: seller.organisation.id, buyer }])
    if (!found || 'problem' in found) throw new Error('not resolved')
    const rows = new Rows()
    await keepNewBuyers(tx, ctx, rows, found.created ? [found.created] : [], [])
    await rows.insert(tx)
    return publicId('per', found.purchaserId)
  })
}

async function addContact(cookie: string, contact: ContactText) {
  await server.call('POST', '/v1/me/contacts/codes', { cookie, body: { contact } })
  const code = await codeSentTo(server, 'email' in contact ? contact.email : contact.phone)
  clock.advance({ seconds: 31 })
  return server.call<Problem & Person>('POST', '/v1/me/contacts', { cookie, body: { contact, code } })
}
const me = (cookie: string) => server.call<Problem & Person>('GET', '/v1/me', { cookie })

async function provenOf(person: string) {
  const { rows } = await sql<{ email: boolean; phone: boolean }>`
    select email_proven_at is not null as email, phone_proven_at is not null as phone
    from purchasers where id = ${parsePublicId('per', person) ?? ''}`.execute(services.db)
  return rows[0]
}
async function eventsOf(person: string) {
  const { rows } = await sql<{ payload: { purchaserIds: string[] } }>`
    select payload from outbox where topic = 'contact.proven' and payload->>'purchaserId' = ${parsePublicId('per', person) ?? ''}`.execute(
    services.db,
  )
  return rows.map((row) => row.payload.purchaserIds.map((id) => publicId('per', id)))
}

describe('signing in with a contact', () => {
  test('whom stores know by it becomes this person', async () => {
    const contact = freshEmail()
    const known = await reported({ email: contact.email.toUpperCase() })
    expect(await provenOf(known)).toEqual({ email: false, phone: false })
    const { person } = await signInBuyer(server, contact)
    expect(person.id).toBe(known)
    expect(await provenOf(known)).toEqual({ email: true, phone: false })
    expect(await eventsOf(known)).toEqual([[known]])
  })

  test('nobody known by it makes somebody new, whom later reports find', async () => {
    const contact = freshPhone()
    const { person } = await signInBuyer(server, contact)
    expect(await provenOf(person.id)).toEqual({ email: false, phone: true })
    expect(await reported(contact)).toBe(person.id)
    expect(await eventsOf(person.id)).toEqual([[person.id]])
  })

  test('the second time proves nothing new', async () => {
    const contact = freshEmail()
    const { person } = await signInBuyer(server, contact)
    await signInBuyer(server, contact)
    expect(await eventsOf(person.id)).toHaveLength(1)
  })

  test('a contact that its person never proved, having signed in by another, leaves them', async () => {
    const [email, phone] = [freshEmail(), freshPhone()]
    const known = await reported({ ...email, ...phone })
    const owner = await signInBuyer(server, email)
    expect(owner.person.id).toBe(known)
    expect(owner.person.contacts.map((c) => [c.kind, c.provenAt !== null])).toEqual([
      ['email', true],
      ['phone', false],
    ])
    const newcomer = await signInBuyer(server, phone)
    expect(newcomer.person.id).not.toBe(known)
    expect((await me(owner.cookie)).body.contacts.map((c) => c.kind)).toEqual(['email'])
    expect(await reported(phone)).toBe(newcomer.person.id)
  })

  test('test reports and live people do not meet', async () => {
    const contact = freshEmail()
    const known = await reported(contact, 'test')
    expect((await signInBuyer(server, contact, 'live')).person.id).not.toBe(known)
    expect((await signInBuyer(server, contact, 'test')).person.id).toBe(known)
  })

  test('several first proofs at the same time make one person', async () => {
    const ctx = contextOf(services)
    const contact = { kind: 'email' as const, value: freshEmail().email }
    const all = await Promise.all(
      Array.from({ length: 6 }, () => inTransaction(ctx, (tx) => personOfContact(tx, ctx, 'live', contact))),
    )
    expect(new Set(all).size).toBe(1)
    const { rows } =
      await sql`select 1 from purchaser_contacts where purchaser_id = ${all[0] as PurchaserId}`.execute(
        services.db,
      )
    expect(rows).toHaveLength(1)
  })
})

describe('a further contact', () => {
  test('whom stores know by it is linked, not merged', async () => {
    const [email, phone] = [freshEmail(), freshPhone()]
    const other = await reported(phone)
    const { cookie, person } = await signInBuyer(server, email)
    const answer = await addContact(cookie, phone)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ id: person.id, linked: 1 })
    expect(answer.body.contacts.map((c) => [c.kind, c.provenAt !== null])).toEqual([
      ['email', true],
      ['phone', true],
    ])
    expect(await provenOf(other)).toEqual({ email: false, phone: true })
    expect(await eventsOf(other)).toEqual([[person.id, other]])
    expect((await signInBuyer(server, phone)).person.id).toBe(person.id)
    expect(await reported(phone)).toBe(person.id)
  })

  test('open sessions see the linked identity at once', async () => {
    const [email, phone] = [freshEmail(), freshPhone()]
    await reported(phone)
    const first = await signInBuyer(server, email)
    const second = await signInBuyer(server, email)
    expect((await me(second.cookie)).body.linked).toBe(0)
    await addContact(first.cookie, phone)
    const { rows } = await sql<{ n: number }>`select count(*) as n from purchaser_links`.execute(services.db)
    expect(rows[0]?.n).toBeGreaterThan(0)
    expect((await me(second.cookie)).body.linked).toBe(1)
  })

  test('nobody known by it: it is simply theirs', async () => {
    const { cookie, person } = await signInBuyer(server, freshEmail())
    const phone = freshPhone()
    expect((await addContact(cookie, phone)).body).toMatchObject({ id: person.id, linked: 0 })
    expect(await provenOf(person.id)).toEqual({ email: true, phone: true })
    expect((await signInBuyer(server, phone)).person.id).toBe(person.id)
  })

  test('one that a store reported of this very person is proven in place', async () => {
    const [email, phone] = [freshEmail(), freshPhone()]
    const known = await reported({ ...email, ...phone })
    const { cookie } = await signInBuyer(server, email)
    const answer = await addContact(cookie, phone)
    expect(answer.body).toMatchObject({ id: known, linked: 0 })
    expect(answer.body.contacts).toHaveLength(2)
  })

  test('one that another person had proven leaves that person and ends the sessions begun with it', async () => {
    const [email, phone, mine] = [freshEmail(), freshPhone(), freshEmail()]
    const first = await signInBuyer(server, email)
    await addContact(first.cookie, phone)
    const byPhone = await signInBuyer(server, phone)
    expect(byPhone.person.id).toBe(first.person.id)
    const newcomer = await signInBuyer(server, mine)
    const answer = await addContact(newcomer.cookie, phone)
    expect(answer.body).toMatchObject({ id: newcomer.person.id, linked: 0 })
    expect((await me(byPhone.cookie)).status).toBe(401)
    expect((await me(first.cookie)).body.contacts.map((c) => c.kind)).toEqual(['email'])
    expect((await signInBuyer(server, phone)).person.id).toBe(newcomer.person.id)
    expect(await reported(phone)).toBe(newcomer.person.id)
  })

  test('what is linked to one person is not given to the next', async () => {
    const [email, phone, third] = [freshEmail(), freshPhone(), freshPhone()]
    const known = await reported({ ...phone, email: third.phone.slice(1) + '@example.com' })
    const first = await signInBuyer(server, email)
    await addContact(first.cookie, phone)
    const other = await signInBuyer(server, { email: third.phone.slice(1) + '@example.com' })
    expect(other.person.id).not.toBe(known)
    expect(other.person.linked).toBe(0)
  })

  test('one that is theirs already is refused', async () => {
    const email = freshEmail()
    const { cookie } = await signInBuyer(server, email)
    const answer = await server.call<Problem>('POST', '/v1/me/contacts/codes', {
      cookie,
      body: { contact: email },
    })
    expect([answer.status, answer.body.code]).toEqual([409, 'contact_yours_already'])
  })

  test('a code that was sent to sign in, or to another person, does not prove it', async () => {
    const [phone, a, b] = [
      freshPhone(),
      await signInBuyer(server, freshEmail()),
      await signInBuyer(server, freshEmail()),
    ]
    await server.call('POST', '/v1/sign-in/codes', { body: { contact: phone } })
    const signInCode = await codeSentTo(server, phone.phone)
    const prove = (cookie: string, code: string) =>
      server.call<Problem>('POST', '/v1/me/contacts', { cookie, body: { contact: phone, code } })
    expect((await prove(a.cookie, signInCode)).body.code).toBe('sign_in_code_wrong')
    await server.call('POST', '/v1/me/contacts/codes', { cookie: a.cookie, body: { contact: phone } })
    const code = await codeSentTo(server, phone.phone)
    expect((await prove(b.cookie, code)).status).toBe(401)
    expect((await prove(a.cookie, code)).status).toBe(200)
  })
})

describe('giving a contact up', () => {
  test('the only proven contact stays', async () => {
    const { cookie, person } = await signInBuyer(server, freshEmail())
    const answer = await server.call<Problem>('DELETE', `/v1/me/contacts/${person.contacts[0]?.id}`, {
      cookie,
    })
    expect([answer.status, answer.body.code]).toEqual([409, 'last_contact'])
  })

  test('it is nobody’s afterwards, and sessions begun with it end', async () => {
    const [email, phone] = [freshEmail(), freshPhone()]
    const { cookie, person } = await signInBuyer(server, email)
    const { body } = await addContact(cookie, phone)
    const byPhone = await signInBuyer(server, phone)
    const id = body.contacts.find((contact) => contact.kind === 'phone')?.id
    const answer = await server.call<Person>('DELETE', `/v1/me/contacts/${id}`, { cookie })
    expect(answer.body.contacts.map((contact) => contact.kind)).toEqual(['email'])
    expect((await me(byPhone.cookie)).status).toBe(401)
    expect((await server.call('DELETE', `/v1/me/contacts/${id}`, { cookie })).status).toBe(404)
    expect(await reported(phone)).not.toBe(person.id)
    expect((await signInBuyer(server, phone)).person.id).not.toBe(person.id)
  })

  test('a session begun with it does not become the next person’s', async () => {
    const [phone, email] = [freshPhone(), freshEmail()]
    const first = await signInBuyer(server, phone)
    const { body } = await addContact(first.cookie, email)
    const id = body.contacts.find((contact) => contact.kind === 'phone')?.id
    expect((await server.call('DELETE', `/v1/me/contacts/${id}`, { cookie: first.cookie })).status).toBe(200)
    expect((await me(first.cookie)).body.id).toBe(first.person.id)
    const next = await signInBuyer(server, phone)
    expect(next.person.id).not.toBe(first.person.id)
    expect((await me(first.cookie)).status).toBe(401)
    expect((await me(next.cookie)).body.id).toBe(next.person.id)
  })

  test('a stranger’s contact is not found', async () => {
    const a = await signInBuyer(server, freshEmail())
    const b = await signInBuyer(server, freshEmail())
    await addContact(a.cookie, freshPhone())
    expect(
      (await server.call('DELETE', `/v1/me/contacts/${a.person.contacts[0]?.id}`, { cookie: b.cookie }))
        .status,
    ).toBe(404)
  })
})
