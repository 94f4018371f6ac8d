import { describe, expect, test } from 'vitest'
import { signInBuyer, unique } from '#test/support/people.ts'
import { openShop, startProduct } from '#test/support/product.ts'

const product = await startProduct()
const shop = await openShop(product)
const other = await openShop(product)

const daysAgo = (days: number) =>
  Temporal.Instant.from(product.clock.now())
    .subtract({ hours: 24 * days })
    .toString()
type Purchase = {
  id: string
  reference: string
  total: number
  pickUpCode: string | null
  code?: string
  lines: { name: string | null; match: string }[]
}
type List = {
  items: {
    id: string
    reference: string
    total: number
    firstLine: { name: string } | null
    store: { code: string }
  }[]
  nextCursor: string | null
}

async function sell(more: object, at = shop): Promise<Purchase> {
  const answer = await product.call<Purchase>('POST', '/v1/purchases', {
    key: at.key,
    body: {
      storeCode: at.store.code,
      reference: unique('R'),
      purchasedAt: daysAgo(1),
      currency: 'JPY',
      lines: [{ code: 'A', quantity: 1, unitPrice: 500, name: 'Lamp' }],
      ...more,
    },
  })
  if (answer.status !== 201) throw new Error(answer.text)
  return answer.body
}
const listOf = async (cookie: string, query = '') =>
  (await product.call<List>('GET', `/v1/me/purchases${query}`, { cookie })).body
const referencesOf = async (cookie: string, query = '') =>
  (await listOf(cookie, query)).items.map((item) => item.reference)
const email = () => `${unique('buyer')}@example.com`
const phone = () => `090${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`

describe('what a buyer gets on first proving a contact', () => {
  test('T13 T16 T18 T20 purchases of several stores under one e-mail address in one wallet, with names and amounts', async () => {
    const address = email()
    const first = await sell({ buyer: { email: address.toUpperCase() }, purchasedAt: daysAgo(3) })
    const second = await sell({ buyer: { email: address } }, other)
    await sell({ buyer: { email: email() } })
    const { cookie } = await signInBuyer(product, { email: address })
    const { items } = await listOf(cookie)
    expect(items.map((item) => [item.reference, item.store.code, item.firstLine?.name, item.total])).toEqual([
      [second.reference, other.store.code, 'Lamp', 500],
      [first.reference, shop.store.code, 'Lamp', 500],
    ])
  })

  test('T11 the user is found by the member code that the wallet shows', async () => {
    const { cookie, person } = await signInBuyer(product, { email: email() })
    const sale = await sell({
      buyer: { memberCode: person.memberCode.toLowerCase() },
      purchasedAt: daysAgo(400),
    })
    expect(await referencesOf(cookie)).toEqual([sale.reference])
  })

  test('purchases older than 180 days need one fact more: receipt number, store and day, or name', async () => {
    const address = email()
    const recent = await sell({ buyer: { email: address }, purchasedAt: daysAgo(179) })
    const byNumber = await sell({ buyer: { email: address }, purchasedAt: daysAgo(181) })
    const byDay = await sell({ buyer: { email: address }, purchasedAt: '2025-01-10T23:30:00+09:00' }, other)
    const byName = await sell({ buyer: { email: address, name: '山田　花子' }, purchasedAt: daysAgo(500) })
    const { cookie } = await signInBuyer(product, { email: address })
    expect(await referencesOf(cookie)).toEqual([recent.reference])
    expect((await product.call('GET', `/v1/me/purchases/${byNumber.id}`, { cookie })).status).toBe(404)

    const prove = async (body: object) =>
      (
        await product.call<{ proven: number; remaining: number }>('POST', '/v1/me/purchase-proofs', {
          cookie,
          body,
        })
      ).body
    expect(await prove({ reference: 'no such' })).toEqual({ proven: 0, remaining: 3 })
    expect(await prove({ reference: byNumber.reference })).toEqual({ proven: 1, remaining: 2 })
    expect(await prove({ storeCode: shop.store.code, purchasedOn: '2025-01-10' })).toEqual({
      proven: 0,
      remaining: 2,
    })
    expect(await prove({ storeCode: other.store.code, purchasedOn: '2025-01-10' })).toEqual({
      proven: 1,
      remaining: 1,
    })
    expect(await prove({ name: '山田 花子' })).toEqual({ proven: 1, remaining: 0 })
    expect((await referencesOf(cookie)).sort()).toEqual(
      [recent, byNumber, byDay, byName].map((p) => p.reference).sort(),
    )
  })

  test('purchases found by phone alone need one fact more; those reported after the proof do not', async () => {
    const number = phone()
    const before = await sell({ buyer: { phone: number } })
    const { cookie } = await signInBuyer(product, { phone: number })
    expect(await referencesOf(cookie)).toEqual([])
    const waiting = await product.call<{ items: object[] }>('GET', '/v1/me/unproven-purchases', { cookie })
    expect(waiting.body.items).toEqual([
      {
        store: expect.objectContaining({ code: shop.store.code }) as object,
        count: 1,
        reason: 'found_by_phone',
      },
    ])
    product.clock.advance({ seconds: 1 })
    const after = await sell({ buyer: { phone: `+81${number.slice(1)}` } })
    expect(await referencesOf(cookie)).toEqual([after.reference])
    await product.call('POST', '/v1/me/purchase-proofs', { cookie, body: { reference: before.reference } })
    expect(await referencesOf(cookie)).toHaveLength(2)
  })

  test('a return that names its original but nobody is held as the original is: unproved with it, shown with it', async () => {
    const number = phone()
    const sale = await sell({ buyer: { phone: number } })
    const line = { code: 'A', quantity: 1, unitPrice: 500, name: 'Lamp' }
    const back = await sell({ kind: 'return', returnOf: sale.reference, lines: [line] })
    const { cookie } = await signInBuyer(product, { phone: number })
    expect(await referencesOf(cookie)).toEqual([])
    await product.call('POST', '/v1/me/purchase-proofs', { cookie, body: { reference: back.reference } })
    expect(await referencesOf(cookie)).toEqual([back.reference])
  })

  test("a seller's customer number means nothing at another seller", async () => {
    const account = unique('customer')
    const mine = await sell({ buyer: { accountIdentifier: account, email: email() } })
    const again = await sell({ buyer: { accountIdentifier: account } })
    const elsewhere = await sell({ buyer: { accountIdentifier: account } }, other)
    const ids = async (reference: string) =>
      (
        await product.services.db
          .selectFrom('purchases')
          .select('purchaser_id')
          .where('reference', '=', reference)
          .executeTakeFirst()
      )?.purchaser_id
    expect(await ids(again.reference)).toBe(await ids(mine.reference))
    expect(await ids(elsewhere.reference)).not.toBe(await ids(mine.reference))
  })

  test('test purchases never reach a live person by the same address', async () => {
    const sandbox = await openShop(product, { mode: 'test' })
    const address = email()
    await sell({ buyer: { email: address } }, sandbox)
    const live = await signInBuyer(product, { email: address })
    expect(await referencesOf(live.cookie)).toEqual([])
    const sandboxed = await signInBuyer(product, { email: address }, 'test')
    expect(await referencesOf(sandboxed.cookie)).toHaveLength(1)
  })
})

describe('"not mine"', () => {
  test('unlinks the purchase and its covers, and the store sees it', async () => {
    const address = email()
    const sale = await sell({ buyer: { email: address } })
    const { cookie } = await signInBuyer(product, { email: address })
    expect((await product.call('POST', `/v1/me/purchases/${sale.id}/not-mine`, { cookie })).status).toBe(200)
    expect(await referencesOf(cookie)).toEqual([])
    const seen = await product.call<{ disownedAt: string | null }>('GET', `/v1/purchases/${sale.id}`, {
      key: shop.key,
    })
    expect(seen.body.disownedAt).not.toBeNull()
    expect((await product.call('POST', `/v1/me/purchases/${sale.id}/not-mine`, { cookie })).status).toBe(404)
  })
})

describe('a purchase for nobody', () => {
  test('is held by the first who presents receipt number and pick-up code', async () => {
    const sale = await sell({})
    const body = {
      storeCode: shop.store.code,
      reference: sale.reference,
      code: sale.pickUpCode?.toLowerCase().replace('-', ' '),
    }
    const first = await signInBuyer(product, { email: email() })
    const second = await signInBuyer(product, { email: email() })
    const pick = (cookie: string, more: object = {}) =>
      product.call<Purchase>('POST', '/v1/me/pick-ups', { cookie, body: { ...body, ...more } })
    expect((await pick(first.cookie, { code: 'AAAA-AAAA' })).body.code).toBe('pick_up_wrong')
    expect((await pick(first.cookie, { reference: 'no such' })).body.code).toBe('pick_up_wrong')
    const [a, b] = await Promise.all([pick(first.cookie), pick(second.cookie)])
    expect([a.status, b.status].sort()).toEqual([200, 409])
    const winner = a.status === 200 ? first : second
    expect(await referencesOf(winner.cookie)).toEqual([sale.reference])
    expect((await pick(winner.cookie)).status).toBe(200)
  })

  test('one with a buyer carries no pick-up code', async () => {
    expect((await sell({ buyer: { email: email() } })).pickUpCode).toBeNull()
  })
})

describe('the list', () => {
  test('searches names, codes and receipt numbers, filters, and totals sales less returns', async () => {
    const address = email()
    const buyer = { email: address }
    const lamp = await sell({
      buyer,
      purchasedAt: daysAgo(5),
      lines: [{ code: 'L', quantity: 2, unitPrice: 500, name: '100% Lamp' }],
    })
    const chair = await sell(
      {
        buyer,
        purchasedAt: daysAgo(40),
        lines: [{ code: 'C', quantity: 1, unitPrice: 9000, name: 'Chair' }],
      },
      other,
    )
    const back = await sell({
      buyer,
      kind: 'return',
      returnOf: lamp.reference,
      lines: [{ code: 'L', quantity: 1, unitPrice: 500, name: '100% Lamp' }],
    })
    const { cookie } = await signInBuyer(product, { email: address })
    expect(await referencesOf(cookie, '?q=lamp')).toEqual([back.reference, lamp.reference])
    expect(await referencesOf(cookie, `?q=${encodeURIComponent('100%')}`)).toHaveLength(2)
    expect(await referencesOf(cookie, `?q=${encodeURIComponent('1%p')}`)).toEqual([])
    expect(await referencesOf(cookie, `?storeCode=${other.store.code}`)).toEqual([chair.reference])
    expect(await referencesOf(cookie, '?kind=return')).toEqual([back.reference])
    expect(await referencesOf(cookie, `?from=${daysAgo(10).slice(0, 10)}`)).toEqual([
      back.reference,
      lamp.reference,
    ])
    const totals = await product.call<{ items: object[] }>('GET', '/v1/me/purchase-totals', { cookie })
    expect(totals.body.items).toMatchObject([
      { store: { code: other.store.code }, purchases: 1, spent: 9000, returned: 0 },
      { store: { code: shop.store.code }, purchases: 2, spent: 1000, returned: 500 },
    ])
  })

  test('of a purchase that was voided after a part came back nothing is left in the totals', async () => {
    const address = email()
    const buyer = { email: address }
    const lines = [{ code: 'L', quantity: 2, unitPrice: 500, name: 'Lamp' }]
    const sale = await sell({ buyer, lines })
    await sell({ buyer, kind: 'return', returnOf: sale.reference, lines: [{ ...lines[0], quantity: 1 }] })
    await sell({ buyer, kind: 'void', returnOf: sale.reference, lines: [] })
    const { cookie } = await signInBuyer(product, { email: address })
    const totals = await product.call<{ items: object[] }>('GET', '/v1/me/purchase-totals', { cookie })
    expect(totals.body.items).toMatchObject([{ spent: 0, returned: 0 }])
  })

  test('pages are complete and without repeats', async () => {
    const address = email()
    for (let i = 0; i < 7; i += 1) await sell({ buyer: { email: address }, purchasedAt: daysAgo(i % 3) })
    const { cookie } = await signInBuyer(product, { email: address })
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: List = await listOf(cookie, `?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`)
      seen.push(...page.items.map((item) => item.reference))
      cursor = page.nextCursor
    }
    expect(new Set(seen).size).toBe(7)
    expect(seen).toHaveLength(7)
  })
})

describe('a code that the catalogue does not know', () => {
  test('T14 T19 keeps the line, which gets its name when the catalogue arrives', async () => {
    const address = email()
    const code = unique('late')
    const sale = await sell({ buyer: { email: address }, lines: [{ code, quantity: 1, unitPrice: 1 }] })
    expect(sale.lines[0]).toMatchObject({ name: null, match: 'pending' })
    await product.call('PUT', `/v1/stores/${other.store.code}/items`, {
      key: other.key,
      body: [{ code, name: 'Of another shop' }],
    })
    await product.call('PUT', `/v1/stores/${shop.store.code}/items`, {
      key: shop.key,
      body: [{ code, name: 'Arrived late' }],
    })
    await product.settled()
    const { cookie } = await signInBuyer(product, { email: address })
    const seen = await product.call<Purchase>('GET', `/v1/me/purchases/${sale.id}`, { cookie })
    expect(seen.body.lines[0]).toMatchObject({ name: 'Arrived late', match: 'matched' })
    await product.call('PUT', `/v1/stores/${shop.store.code}/items`, {
      key: shop.key,
      body: [{ code, name: 'Renamed' }],
    })
    await product.settled()
    const later = await product.call<Purchase>('GET', `/v1/me/purchases/${sale.id}`, { cookie })
    expect(later.body.lines[0]?.name).toBe('Arrived late')
  })

  test('is never missed when purchases and catalogue arrive at the same time', async () => {
    const codes = Array.from({ length: 20 }, () => unique('race'))
    const sales: Promise<Purchase>[] = []
    const pushes = []
    for (const code of codes) {
      sales.push(sell({ lines: [{ code, quantity: 1, unitPrice: 1 }] }))
      pushes.push(
        product.call('PUT', `/v1/stores/${shop.store.code}/items`, {
          key: shop.key,
          body: [{ code, name: `Item ${code}` }],
        }),
      )
    }
    const recorded = await Promise.all(sales)
    await Promise.all(pushes)
    await product.settled()
    for (const sale of recorded) {
      const seen = await product.call<Purchase>('GET', `/v1/purchases/${sale.id}`, { key: shop.key })
      expect(seen.body.lines[0]?.match).toBe('matched')
    }
  })
})
