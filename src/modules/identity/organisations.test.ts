import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { contextOf } from '#test/support/context.ts'
import { startIdentityServer } from '#test/support/identity-server.ts'
import { newSeller, signInStaffMember, unique } from '#test/support/people.ts'
import { secondDeciderAbove } from './index.ts'

const server = await startIdentityServer()

type Problem = { code: string; errors: { field: string; code: string }[] }
type Organisation = Problem & {
  id: string
  name: string
  kind: string
  mode: string
  secondDeciderAbove: number | null
}
type Store = Problem & { code: string; name: string; currency: string; taxRegime: string }

const platform = await newSeller(server, { kind: 'platform' })
const platformOwner = await signInStaffMember(server, platform.owner)
const seller = await newSeller(server)

const orderOf = (more: object = {}) => ({
  name: 'Hikari Denki',
  kind: 'seller',
  mode: 'test',
  owner: { name: 'Hikari', email: `${unique('o')}@example.com` },
  ...more,
})
const storeOf = (more: object = {}) => ({
  code: unique('shop'),
  name: 'Shop',
  kind: 'ec',
  currency: 'JPY',
  timeZone: 'Asia/Tokyo',
  ...more,
})

describe('organisations', () => {
  test('owners of the platform make them, and their first owner signs in', async () => {
    const input = orderOf()
    const made = await server.call<Organisation>('POST', '/v1/organisations', {
      cookie: platformOwner,
      body: input,
    })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ name: 'Hikari Denki', kind: 'seller', mode: 'test' })
    const owner = await signInStaffMember(server, input.owner.email)
    const own = await server.call<Organisation>('GET', '/v1/organisation', { cookie: owner })
    expect(own.body).toEqual(made.body)
    const listed = await server.call<{ items: Organisation[] }>('GET', '/v1/organisations?limit=200', {
      cookie: platformOwner,
    })
    expect(listed.body.items.map((one) => one.id)).toContain(made.body.id)
  })

  test('nobody else makes or sees them', async () => {
    const owner = await signInStaffMember(server, seller.owner)
    for (const who of [{ cookie: owner }, { key: seller.key }]) {
      expect((await server.call('POST', '/v1/organisations', { ...who, body: orderOf() })).status).toBe(403)
      expect((await server.call('GET', '/v1/organisations', who)).status).toBe(403)
    }
    expect((await server.call('GET', '/v1/organisations')).status).toBe(401)
  })

  test('an owner sets above which amount a second person decides, or that none does', async () => {
    const own = await newSeller(server)
    const owner = await signInStaffMember(server, own.owner)
    const ctx = contextOf(server.services)
    const set = (by: object, secondDeciderAbove: unknown) =>
      server.call<Organisation>('PUT', '/v1/organisation/settings', { ...by, body: { secondDeciderAbove } })
    const read = async () =>
      (await server.call<Organisation>('GET', '/v1/organisation', { key: own.key })).body.secondDeciderAbove
    expect(await read()).toBeNull()
    expect((await set({ cookie: owner }, 50_000)).body.secondDeciderAbove).toBe(50_000)
    expect([await read(), await secondDeciderAbove(ctx, own.organisation.id)]).toEqual([50_000, 50_000])
    for (const amount of [-1, 0.5, '5', undefined]) {
      const refused = await set({ cookie: owner }, amount)
      expect(refused.body.errors.map(({ field }) => field)).toEqual(['secondDeciderAbove'])
    }
    const email = `${unique('manager')}@example.com`
    await server.call('POST', '/v1/staff', { cookie: owner, body: { name: 'M', email, role: 'manager' } })
    expect((await set({ cookie: await signInStaffMember(server, email) }, 1)).status).toBe(403)
    expect((await set({ cookie: owner }, null)).body.secondDeciderAbove).toBeNull()
    expect(await secondDeciderAbove(ctx, own.organisation.id)).toBeNull()
    const { rows } = await sql<{ before: object; after: object }>`
      select before, after from audit_entries where action = 'changeOrganisationSettings'
        and entity_id = ${own.organisation.id} order by id`.execute(server.services.db)
    expect(rows).toEqual([
      { before: { secondDeciderAbove: null }, after: { secondDeciderAbove: 50_000 } },
      { before: { secondDeciderAbove: 50_000 }, after: { secondDeciderAbove: null } },
    ])
  })

  test('an owner whose address is taken leaves no organisation behind', async () => {
    const name = unique('Ghost')
    const refused = await server.call<Problem>('POST', '/v1/organisations', {
      cookie: platformOwner,
      body: orderOf({ name, owner: { name: 'X', email: seller.owner } }),
    })
    expect([refused.status, refused.body.code]).toEqual([409, 'staff_email_taken'])
    const listed = await server.call<{ items: Organisation[] }>('GET', '/v1/organisations?limit=200', {
      cookie: platformOwner,
    })
    expect(listed.body.items.map((one) => one.name)).not.toContain(name)
  })

  test('the platform is not made by the API', async () => {
    const answer = await server.call<Problem>('POST', '/v1/organisations', {
      cookie: platformOwner,
      body: orderOf({ kind: 'platform' }),
    })
    expect(answer.body.errors[0]?.field).toBe('kind')
  })
})

describe('stores', () => {
  test('are opened, renamed, read and listed by code', async () => {
    const own = await newSeller(server)
    const made = await server.call<Store>('POST', '/v1/stores', { key: own.key, body: storeOf() })
    expect([made.status, made.body.taxRegime]).toEqual([201, 'jp'])
    const url = `/v1/stores/${made.body.code}`
    expect((await server.call<Store>('GET', url, { key: own.key })).body).toEqual(made.body)
    expect(
      (await server.call<Store>('PATCH', url, { key: own.key, body: { name: 'New name' } })).body.name,
    ).toBe('New name')
    expect((await server.call<Store>('GET', url, { key: own.key })).body).toEqual({
      ...made.body,
      name: 'New name',
    })
    const first = await server.call<{ items: Store[]; nextCursor: string }>('GET', '/v1/stores?limit=1', {
      key: own.key,
    })
    const second = await server.call<{ items: Store[]; nextCursor: null }>(
      'GET',
      `/v1/stores?limit=1&cursor=${first.body.nextCursor}`,
      { key: own.key },
    )
    const codes = [...first.body.items, ...second.body.items].map((store) => store.code)
    expect(codes).toEqual([own.store.code, made.body.code].sort())
    expect(second.body.nextCursor).toBeNull()
  })

  test('T08 a store code names one store over all organisations, also for two at once', async () => {
    const own = await newSeller(server)
    const taken = await server.call<Problem>('POST', '/v1/stores', {
      key: own.key,
      body: storeOf({ code: seller.store.code }),
    })
    expect([taken.status, taken.body.code]).toEqual([409, 'store_code_taken'])
    const body = storeOf()
    const both = await Promise.all(
      [own.key, seller.key].map((key) => server.call('POST', '/v1/stores', { key, body })),
    )
    expect(both.map((answer) => answer.status).sort()).toEqual([201, 409])
  })

  test('the same call with its key opens one store', async () => {
    const headers = { 'idempotency-key': unique('k') }
    const body = storeOf()
    const first = await server.call('POST', '/v1/stores', { key: seller.key, headers, body })
    const second = await server.call('POST', '/v1/stores', { key: seller.key, headers, body })
    expect([second.status, second.text]).toEqual([first.status, first.text])
    expect(second.headers['idempotency-replayed']).toBe('true')
  })

  test('strangers neither see nor rename them', async () => {
    const stranger = await newSeller(server)
    const url = `/v1/stores/${seller.store.code}`
    expect((await server.call<Problem>('GET', url, { key: stranger.key })).body.code).toBe('store_not_yours')
    expect(
      (await server.call<Problem>('PATCH', url, { key: stranger.key, body: { name: 'Mine' } })).body.code,
    ).toBe('store_not_yours')
    expect((await server.call('GET', url)).status).toBe(401)
    expect(
      (await server.call<Problem>('GET', `/v1/stores/${unique('none')}`, { key: stranger.key })).body.code,
    ).toBe('store_not_found')
  })

  test.each([
    ['code', { code: 'Große' }],
    ['currency', { currency: 'YEN' }],
    ['timeZone', { timeZone: 'Tokyo' }],
  ])('a wrong %s is named', async (field, more) => {
    const answer = await server.call<Problem>('POST', '/v1/stores', { key: seller.key, body: storeOf(more) })
    expect(answer.status).toBe(400)
    expect(answer.body.errors.map((error) => error.field)).toEqual([field])
  })
})
