import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { PlanInput, createPlan } from '#modules/plans/index.ts'
import { createApp } from '#src/app.ts'
import { demoCatalogues } from '#src/demo/catalogues.ts'
import { demoPlans } from '#src/demo/plans.ts'
import { contextOf, startTestServer } from '#test/support/context.ts'
import { signInBuyer, unique } from '#test/support/people.ts'
import { openShop, startProduct } from '#test/support/product.ts'
import { readSources } from '#test/support/sources.ts'
import { keepShopKeys } from './keys.ts'
import { shopfrontRoutes } from './routes.ts'

const product = await startProduct()
const seller = await openShop(product, { code: 'hikari-online', mode: 'test' })
await product.call('PUT', '/v1/stores/hikari-online/items', {
  key: seller.key,
  body: demoCatalogues['hikari'],
})
for (const plan of demoPlans['hikari'] ?? [])
  await createPlan(contextOf(product.services, seller.staff), PlanInput.parse(plan))

/** The line between shop and platform: whole, gone, or one that carries the question and loses the answer. */
let line: 'whole' | 'gone' | 'loses answers' = 'whole'
let asked = 0
const wire = createServer((request, response) => {
  const forward = async () => {
    asked += 1
    const chunks = await Array.fromAsync(request as AsyncIterable<Buffer>)
    const answer = await fetch(product.url + String(request.url), {
      method: request.method ?? 'GET',
      headers: Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => /^(authorization|content-type|idem)/.test(name)),
      ) as Record<string, string>,
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    })
    const text = await answer.text()
    if (line === 'loses answers' && request.method === 'POST') request.socket.destroy()
    else response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text)
  }
  void forward()
}).listen(0, '127.0.0.1')
await once(wire, 'listening')
const wireUrl = `http://127.0.0.1:${(wire.address() as AddressInfo).port}`
const idle = createServer().listen(0, '127.0.0.1')
await once(idle, 'listening')
const deadEnd = `http://127.0.0.1:${(idle.address() as AddressInfo).port}`
idle.close()

const quick = [1, 1]
const tries = { timeout: 5000, pauses: quick }
const folder = mkdtempSync(join(tmpdir(), 'mamori-shopfront-'))
const shop = await startTestServer({
  routes: (app, services) =>
    shopfrontRoutes(app, services, {
      platformUrl: () => (line === 'gone' ? deadEnd : wireUrl),
      tries,
    }),
  environment: { MAMORI_DATA: folder },
})
afterAll(() => {
  wire.close()
  wire.closeAllConnections()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  line = 'whole'
  tries.pauses = quick
  keepShopKeys(shop.services, { hikari: seller.key })
})

type Order = {
  orderNumber: string
  total: number
  wallet: string
  lines: { code: string; cover: { premium: number; numbers: string[] } | null }[]
}
type Refusal = { code: string; errors: { field: string; code: string }[] }
const television = {
  code: '1001',
  quantity: 1,
  unitPrice: 198_000,
  cover: { planCode: 'denka-5y', premium: 9900 },
}
const cable = { code: '1009', quantity: 2, unitPrice: 1980, cover: null }
const newCart = () => randomBytes(16).toString('hex')
const newBuyer = () => ({
  name: '山田 花子',
  address: '東京都渋谷区1-2-3',
  email: `${unique('hanako')}@example.com`,
})
let addresses = 0
/** Each caller has an address of its own: orders are counted by it. */
const ip = () => `10.1.${(addresses >> 8) & 255}.${(addresses += 1) & 255}`

async function newTicket(cartId = newCart()): Promise<string> {
  const answer = await shop.call<{ ticket: string }>('POST', '/shop/api/shops/hikari/tickets', {
    body: { cartId },
    ip: ip(),
  })
  expect(answer.status, answer.text).toBe(200)
  return answer.body.ticket
}
const send = <T = Order>(body: object) =>
  shop.call<T>('POST', '/shop/api/shops/hikari/orders', { body, ip: ip() })
async function orderOf(lines: object[], more: object = {}) {
  return { ticket: await newTicket(), lines, buyer: newBuyer(), agreed: true, ...more }
}
const recorded = (orderNumber: string) =>
  product.call<{ total: number; lines: { unitPrice: number }[] }>(
    'GET',
    `/v1/stores/hikari-online/purchases/${orderNumber}`,
    { key: seller.key },
  )

describe('the shop window', () => {
  test('K42 a good is shown with the covers that the platform offers, none where there are none', async () => {
    type Page = {
      good: { price: number }
      coverShown: boolean
      offers: { planCode: string; premium: number }[]
    }
    const covered = await shop.call<Page>('GET', '/shop/api/shops/hikari/goods/1001')
    expect(covered.body).toMatchObject({
      good: { price: 198_000 },
      offers: [{ planCode: 'denka-5y', premium: 9900 }],
    })
    const bare = await shop.call<Page>('GET', '/shop/api/shops/hikari/goods/1009')
    expect(bare.body).toMatchObject({ coverShown: true, offers: [] })
    line = 'gone'
    const resting = await shop.call<Page>('GET', '/shop/api/shops/hikari/goods/1001')
    expect(resting.body).toMatchObject({ good: { price: 198_000 }, coverShown: false, offers: [] })
  })

  test('shops and goods that are none are not found, and a shop without a key says so', async () => {
    for (const path of ['/shops/nowhere', '/shops/hikari/goods/9999', '/elsewhere'])
      expect((await shop.call('GET', `/shop/api${path}`)).status, path).toBe(404)
    const list = await shop.call<{ items: { slug: string }[] }>('GET', '/shop/api/shops')
    expect(list.body.items.map(({ slug }) => slug)).toEqual(['hikari', 'midori'])
    const closed = await shop.call<Refusal>('POST', '/shop/api/shops/midori/tickets', {
      body: { cartId: newCart() },
    })
    expect([closed.status, closed.body.code]).toEqual([503, 'shop_closed'])
  })
})

describe('an order', () => {
  test('K18 K43 sells goods and covers together: numbers, and both in the buyer’s wallet', async () => {
    const body = await orderOf([{ ...television, quantity: 2 }, cable])
    const answer = await send(body)
    expect(answer.status, answer.text).toBe(201)
    expect(answer.body.total).toBe(2 * (198_000 + 9900) + 2 * 1980)
    expect(answer.body.wallet).toBe('/wallet/?mode=test')
    const [first, second] = answer.body.lines
    expect(first?.cover?.numbers).toHaveLength(2)
    expect(second?.cover).toBeNull()
    const { cookie } = await signInBuyer(product, { email: body.buyer.email }, 'test')
    const mine = await product.call<{ items: { number: string }[] }>('GET', '/v1/me/contracts', { cookie })
    expect(mine.body.items.map(({ number }) => number).sort()).toEqual(
      [...(first?.cover?.numbers ?? [])].sort(),
    )
  })

  test('is one purchase, pressed twice, sent again or from a second window of the same cart', async () => {
    const cartId = newCart()
    const body = await orderOf([television], { ticket: await newTicket(cartId) })
    // The platform works on one and asks the others to come again.
    tries.pauses = [50, 200, 1000, 4000]
    const answers = await Promise.all([send(body), send(body), send(body)])
    const again = await send(body)
    expect([...answers, again].map(({ status }) => status)).toEqual([201, 201, 201, 201])
    expect(new Set([...answers, again].map(({ text }) => text)).size).toBe(1)
    shop.clock.advance({ minutes: 1 })
    const window = await send<Refusal>({ ...body, ticket: await newTicket(cartId) })
    expect([window.status, window.body.code]).toEqual([409, 'cart_ordered_already'])
    shop.clock.advance({ minutes: -1 })
  })

  test('has the shop’s prices: one that a client names otherwise is refused by its field', async () => {
    const cases = [
      [{ ...television, unitPrice: 1 }, 'lines[0].unitPrice', 'price_changed'],
      [
        { ...television, cover: { planCode: 'denka-5y', premium: 0 } },
        'lines[0].cover.premium',
        'price_changed',
      ],
      [{ ...cable, cover: { planCode: 'denka-5y', premium: 99 } }, 'lines[0].cover', 'cover_not_offered'],
    ] as const
    for (const [bad, field, code] of cases) {
      const body = await orderOf([bad])
      const answer = await send<Refusal>(body)
      expect([answer.status, answer.body.code]).toEqual([409, 'price_changed'])
      expect(answer.body.errors).toMatchObject([{ field, code }])
      expect((await recorded(String(body.ticket.split('/')[0]))).status).toBe(404)
    }
  })

  test('of a cover whose price changed meanwhile is refused, and taken at the new one', async () => {
    const earphones = { code: '1006', quantity: 1, unitPrice: 29_800 }
    const at = (premium: number) => ({ ...earphones, cover: { planCode: 'wide-5y', premium } })
    const terms = demoPlans['hikari']?.find(({ code }) => code === 'wide-5y')?.terms
    const changed = await product.call('POST', '/v1/plans/wide-5y/versions', {
      key: seller.key,
      body: { terms: { ...terms, price: { kind: 'fixed', premium: 5200 } } },
    })
    expect(changed.status, changed.text).toBe(201)
    const page = await shop.call<{ offers: { planCode: string; premium: number }[] }>(
      'GET',
      '/shop/api/shops/hikari/goods/1006',
    )
    expect(page.body.offers).toMatchObject([{ planCode: 'denka-5y' }, { planCode: 'wide-5y', premium: 5200 }])
    expect((await send<Refusal>(await orderOf([at(4800)]))).body.code).toBe('price_changed')
    expect((await send(await orderOf([at(5200)]))).body.total).toBe(29_800 + 5200)
  })

  test('of a good that is not sold here is refused', async () => {
    const answer = await send<Refusal>(await orderOf([cable, { ...cable, code: '9999' }]))
    expect(answer.status).toBe(400)
    expect(answer.body.errors).toMatchObject([{ field: 'lines[1].code', code: 'item_not_sold' }])
  })

  test.each([
    ['nothing in it', { lines: [] }, 'lines'],
    ['too many units', { lines: [{ ...cable, quantity: 6 }] }, 'lines[0].quantity'],
    ['no unit', { lines: [{ ...cable, quantity: 0 }] }, 'lines[0].quantity'],
    ['no agreement', { agreed: false }, 'agreed'],
    ['no name', { buyer: { ...newBuyer(), name: '' } }, 'buyer.name'],
    ['no address', { buyer: { ...newBuyer(), address: '' } }, 'buyer.address'],
    ['no contact', { buyer: { name: 'A', address: 'B' } }, 'buyer.email'],
    ['a wrong address', { buyer: { ...newBuyer(), email: 'hanako' } }, 'buyer.email'],
    ['a wrong number', { buyer: { name: 'A', address: 'B', phone: '12' } }, 'buyer.phone'],
    ['a name that is no text', { buyer: { ...newBuyer(), name: '\0' } }, 'buyer.name'],
    ['a field of its own', { discount: 100 }, ''],
  ])('with %s is refused by its field', async (_what, more, field) => {
    const answer = await send<Refusal>(await orderOf([cable], more))
    expect(answer.status, answer.text).toBe(400)
    expect(answer.body.errors.map((error) => error.field)).toEqual([field])
  })

  test('with a ticket that was changed, of another shop or too old is refused', async () => {
    const body = await orderOf([cable])
    const [number = '', at = '', signature = ''] = body.ticket.split('/')
    const forged = [
      `HK-00000-00000/${at}/${signature}`,
      `${number}/2020-01-01T00:00:00.000Z/${signature}`,
      `${number}/${at}/`,
      'x',
    ]
    for (const ticket of forged)
      expect((await send<Refusal>({ ...body, ticket })).body.code).toBe('order_ticket_wrong')
    shop.clock.advance({ hours: 7 * 24 + 1 })
    expect((await send<Refusal>(body)).body.code).toBe('order_ticket_expired')
    shop.clock.advance({ hours: -(7 * 24 + 1) })
  })
})

describe('a platform that fails', () => {
  test('not reached: said clearly, nothing sold, and the same order goes through later', async () => {
    const body = await orderOf([television])
    line = 'gone'
    const refused = await send<Refusal>(body)
    expect([refused.status, refused.body.code]).toEqual([503, 'platform_unreachable'])
    line = 'whole'
    expect((await send(body)).status).toBe(201)
  })

  test('an answer that is lost is asked for again under the same key, and sold once', async () => {
    const body = await orderOf([{ ...cable, quantity: 3 }])
    line = 'loses answers'
    asked = 0
    const lost = await send<Refusal>(body)
    expect([lost.status, lost.body.code]).toEqual([503, 'order_outcome_unknown'])
    expect(asked).toBe(3)
    line = 'whole'
    const found = await send(body)
    expect(found.status).toBe(201)
    expect((await recorded(found.body.orderNumber)).body.total).toBe(3 * 1980)
  })
})

describe('the shop as a stranger', () => {
  test('keeps its key sealed, and shows it to nobody', async () => {
    const file = readFileSync(join(folder, 'shop-keys'))
    expect(file.includes(seller.key)).toBe(false)
    const answers = [
      await shop.call('GET', '/shop/api/shops/hikari'),
      await shop.call('GET', '/shop/api/shops/hikari/goods/1001'),
      await send(await orderOf([cable])),
    ]
    for (const { text } of answers) expect(text).not.toContain('mk_')
  })

  test('knows no module and no table, and is no part of the API’s document', async () => {
    const sources = readSources(join(import.meta.dirname, '..', '..'), 'src').filter(
      ({ file }) => file.startsWith('src/shopfront/') && !file.endsWith('.test.ts'),
    )
    expect(sources.length).toBeGreaterThan(6)
    const known = sources.flatMap(({ imports }) => imports.map(({ from }) => from))
    expect(known.filter((from) => /^#modules|#platform\/db|kysely|^pg$/.test(from))).toEqual([])
    expect(sources.flatMap(({ statements }) => statements)).toEqual([])
    const document = await product.call('GET', '/docs/json')
    expect(document.status).toBe(200)
    expect(document.text).not.toContain('/shop/')
  })

  test('is in no platform that runs for real', async () => {
    const real = await startTestServer({ app: createApp, environment: { MAMORI_ENV: 'production' } })
    for (const path of ['/shop', '/shop/hikari', '/shop/api/shops'])
      expect((await real.call('GET', path, { headers: { accept: 'text/html' } })).status, path).toBe(404)
  })

  test('is counted: a caller who orders without end is told to wait', async () => {
    const body = { cartId: newCart() }
    const from = { body, ip: '10.9.9.9' }
    const statuses = []
    for (let i = 0; i < 31; i += 1)
      statuses.push((await shop.call('POST', '/shop/api/shops/hikari/tickets', from)).status)
    expect(statuses.slice(0, 30).every((status) => status === 200)).toBe(true)
    expect(statuses[30]).toBe(429)
  })
})
