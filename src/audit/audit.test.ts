import { beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type { Seller } from '#test/support/people.ts'
import { newSeller, signInStaffMember, unique } from '#test/support/people.ts'
import { startProduct } from '#test/support/product.ts'
import type { AuditPage } from './schemas.ts'

const server = await startProduct()
type Page = z.output<typeof AuditPage>
type Problem = { code: string; errors?: { field: string; code: string }[] }

const read = (query: Record<string, string>, by: { key?: string; cookie?: string }) =>
  server.call<Page & Problem>('GET', `/v1/audit?${new URLSearchParams(query).toString()}`, by)
const put = (seller: Seller, code: string, name: string, by: { key?: string; cookie?: string } = seller) =>
  server.call('PUT', `/v1/stores/${seller.store.code}/items`, {
    ...('cookie' in by ? { cookie: by.cookie ?? '' } : { key: seller.key }),
    body: [{ code, name }],
  })

const a = await newSeller(server)
const b = await newSeller(server)
let owner = ''
let renamedAt = ''

beforeAll(async () => {
  owner = await signInStaffMember(server, a.owner)
  await put(a, 'TV', 'Television')
  server.clock.advance({ minutes: 10 })
  renamedAt = server.clock.now()
  await put(a, 'TV', 'Telly', { cookie: owner })
  await put(b, 'TV', 'Televisor')
})

describe('the audit log', () => {
  test('says who did what, when, from where, with what was before and after', async () => {
    const { body } = await read({ entityId: `${a.store.code}/TV` }, { cookie: owner })
    expect(body.items).toHaveLength(2)
    expect(body.items[0]).toMatchObject({
      at: renamedAt,
      action: 'putItems',
      entity: 'item',
      entityId: `${a.store.code}/TV`,
      actor: { kind: 'staff', name: 'Owner', id: expect.stringMatching(/^stf_/) as string },
      via: 'http',
      ip: '127.0.0.1',
      before: { name: 'Television' },
      after: { name: 'Telly' },
    })
    expect(body.items[1]).toMatchObject({ actor: { kind: 'key', name: 'Key' }, before: null })
  })

  test('each filter leaves what fits', async () => {
    const all = (await read({}, { key: a.key })).body.items
    const staff = all.find((one) => one.actor.kind === 'staff' && one.action === 'putItems')
    const cases: [Record<string, string>, (one: Page['items'][number]) => boolean][] = [
      [{ entity: 'item' }, (one) => one.entity === 'item'],
      [{ action: 'putItems' }, (one) => one.action === 'putItems'],
      [{ actorKind: 'staff' }, (one) => one.actor.kind === 'staff'],
      [{ actorKind: 'key' }, (one) => one.actor.kind === 'key'],
      [{ actorId: staff?.actor.id ?? '' }, (one) => one.actor.id === staff?.actor.id],
      [{ from: renamedAt }, (one) => one.at >= renamedAt],
      [{ to: renamedAt }, (one) => one.at < renamedAt],
      [{ text: 'tellY' }, (one) => JSON.stringify(one.after).includes('Telly')],
    ]
    for (const [filter, fits] of cases) {
      const { body } = await read(filter, { key: a.key })
      expect([filter, body.items.map(({ id }) => id)]).toEqual([filter, all.filter(fits).map(({ id }) => id)])
      expect([filter, body.items.length > 0 && body.items.length < all.length]).toEqual([filter, true])
    }
  })

  test('a thing is found by its outside id, whatever bucket it lies in', async () => {
    const all = (await read({}, { key: a.key })).body.items
    const store = all.find((one) => one.entity === 'store')
    expect(store?.entityId).toMatch(/^sto_/)
    expect((await read({ entityId: store?.entityId ?? '' }, { key: a.key })).body.items).toEqual(
      all.filter((one) => one.entityId === store?.entityId),
    )
    expect((await read({ entityId: 'nothing-of-anybody' }, { key: a.key })).body.items).toEqual([])
  })

  test('pages follow each other without a gap or a row twice', async () => {
    const all = (await read({}, { key: a.key })).body.items
    expect(all.length).toBeGreaterThan(3)
    const found: Page['items'] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const query: Record<string, string> = { limit: '1', ...(cursor === '' ? {} : { cursor }) }
      const { body }: { body: Page } = await read(query, { key: a.key })
      found.push(...body.items)
      cursor = body.nextCursor
    }
    expect(found).toEqual(all)
  })

  test('another organisation’s entries are not there, by whatever filter', async () => {
    const mine = JSON.stringify((await read({}, { key: a.key })).body)
    expect(mine).not.toContain(b.store.code)
    const theirs = (await read({ entityId: `${b.store.code}/TV` }, { key: a.key })).body.items
    expect(theirs).toEqual([])
    expect((await read({ text: 'Televisor' }, { key: a.key })).body.items).toEqual([])
  })

  test('an owner and a manager read it; a clerk, and who acts for some stores, do not', async () => {
    const hire = async (more: object) => {
      const email = `${unique('staff')}@example.com`
      await server.call('POST', '/v1/staff', { key: a.key, body: { name: 'N', email, ...more } })
      return signInStaffMember(server, email)
    }
    const status = async (more: object) => (await read({}, { cookie: await hire(more) })).status
    expect(await status({ role: 'owner' })).toBe(200)
    expect(await status({ role: 'manager' })).toBe(200)
    expect(await status({ role: 'clerk' })).toBe(403)
    expect(await status({ role: 'owner', storeCodes: [a.store.code] })).toBe(403)
    expect((await read({}, {})).status).toBe(401)
  })

  test('words look through some days only, and say so', async () => {
    const { status, body } = await read(
      { text: 'telly', from: '2020-01-01T00:00:00Z', to: '2020-12-01T00:00:00Z' },
      { key: a.key },
    )
    expect([status, body.errors?.[0]?.field, body.errors?.[0]?.code]).toEqual([
      400,
      'from',
      'period_too_long',
    ])
    const wrong = await read({ from: 'yesterday' }, { key: a.key })
    expect([wrong.status, wrong.body.errors?.[0]?.field]).toEqual([400, 'from'])
  })

  test('a download has the rows of the list, whole, and nothing that a spreadsheet would compute', async () => {
    const { body } = await server.call<{ secret: string }>('POST', '/v1/api-keys', {
      cookie: owner,
      body: { name: '=1+1', scopes: ['catalog:write'] },
    })
    await put({ ...a, key: body.secret }, 'FAN', 'Says "x", y')
    // What is written at the instant of the download is of the next one.
    server.clock.advance({ seconds: 1 })
    const list = (await read({ entity: 'item' }, { key: a.key })).body.items
    const { text, headers, status } = await server.call('GET', '/v1/audit/download?entity=item', {
      key: a.key,
    })
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    const [head, ...lines] = text.trimEnd().split('\r\n')
    expect(head).toBe(
      '\uFEFFat,actorKind,actorId,actorName,action,entity,entityId,via,requestId,ip,before,after',
    )
    expect(lines).toHaveLength(list.length)
    expect(lines.map((line) => line.slice(0, line.indexOf(',')))).toEqual(list.map(({ at }) => at))
    expect(text).toContain(String.raw`\""x\""`)
    expect(text).toContain(",'=1+1,")
    expect((await server.call('GET', '/v1/audit/download', {})).status).toBe(401)
  })
})
