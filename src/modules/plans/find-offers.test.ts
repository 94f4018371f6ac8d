import { describe, expect, test } from 'vitest'
import { openShop, startProduct } from '#test/support/product.ts'

const product = await startProduct()
const shop = await openShop(product)
const terms = {
  name: { ja: '5年保証' },
  liableParty: 'Shop',
  currency: 'JPY',
  termMonths: 60,
  covers: [{ kind: 'natural_failure', start: { rule: 'after_maker_warranty' }, premiumShare: 10_000 }],
  price: { kind: 'bands', bands: [{ from: 10_000, to: 100_000, premium: 3000 }] },
}
const items = [
  { code: 'TV', name: 'TV', category: 'tv', price: 50_000, makerWarrantyMonths: 12 },
  { code: 'OLD', name: 'Gone', category: 'tv', price: 50_000, deleted: true },
  { code: 'LONG', name: 'Long', category: 'tv', price: 50_000, makerWarrantyMonths: 60 },
  { code: 'FREE', name: 'No price', category: 'tv' },
  { code: 'CUP', name: 'Cup', category: 'kitchen', price: 500 },
]
await product.call('PUT', `/v1/stores/${shop.store.code}/items`, { key: shop.key, body: items })
await product.call('POST', '/v1/plans', {
  key: shop.key,
  body: { code: 'p1', terms, attachments: [{ categories: ['tv'] }] },
})

type Offers = {
  offers: { planCode: string; premium: number; covers: object[] }[]
  reason: { code: string } | null
}
const ask = async (query: string) =>
  (await product.call<Offers>('GET', `/v1/offers?storeCode=${shop.store.code}&${query}`)).body

describe('offers', () => {
  test('K42 by store and code, at the price of the catalogue or the one sent', async () => {
    const { offers, reason } = await ask('code=TV')
    expect(reason).toBeNull()
    expect(offers).toMatchObject([
      {
        planCode: 'p1',
        premium: 3000,
        covers: [{ kind: 'natural_failure', startsAfterMonths: 12, months: 48, premiumPart: 3000 }],
      },
    ])
    expect((await ask('code=TV&price=99999')).offers).toHaveLength(1)
  })

  test('by price and category where the store has no catalogue', async () => {
    expect((await ask('category=tv&price=20000')).offers).toHaveLength(1)
  })

  test.each([
    ['code=NONE', 'item_unknown'],
    ['code=tv', 'item_unknown'],
    ['code=OLD', 'item_unknown'],
    ['code=FREE', 'price_unknown'],
    ['code=CUP', 'no_plan_for_item'],
    ['code=TV&price=100000', 'price_outside_bands'],
    ['code=LONG', 'maker_warranty_longer_than_term'],
  ])('%s is answered with the reason %s', async (query, code) => {
    expect(await ask(query)).toMatchObject({ offers: [], reason: { code } })
  })

  test('a withdrawn plan is offered no more, a new version at once', async () => {
    await product.call('POST', '/v1/plans', {
      key: shop.key,
      body: { code: 'p2', terms, attachments: [{ itemCodes: ['CUP'] }] },
    })
    const cheap = { ...terms, price: { kind: 'fixed', premium: 77 } }
    expect(
      (await product.call('POST', '/v1/plans/p2/versions', { key: shop.key, body: { terms: cheap } })).body,
    ).toMatchObject({ version: 2 })
    expect((await ask('code=CUP')).offers).toMatchObject([{ planCode: 'p2', premium: 77 }])
    await product.call('POST', '/v1/plans/p2/withdraw', { key: shop.key })
    expect((await ask('code=CUP')).reason?.code).toBe('no_plan_for_item')
  })

  test('a sold contract keeps the terms of the version it was sold under', async () => {
    const sale = await product.call<{ contracts: { id: string }[] }>('POST', '/v1/purchases', {
      key: shop.key,
      body: {
        storeCode: shop.store.code,
        reference: 'v1',
        purchasedAt: product.clock.now(),
        currency: 'JPY',
        lines: [{ code: 'TV', quantity: 1, unitPrice: 50_000, plan: { planCode: 'p1', price: 3000 } }],
      },
    })
    await product.call('POST', '/v1/plans/p1/versions', {
      key: shop.key,
      body: { terms: { ...terms, termMonths: 12 } },
    })
    const contract = await product.call('GET', `/v1/contracts/${sale.body.contracts[0]?.id}`, {
      key: shop.key,
    })
    expect(contract.body).toMatchObject({ plan: { version: 1 }, terms: { termMonths: 60 } })
  })

  test('a plan code is taken once in an organisation, and free in another', async () => {
    const body = { code: 'p1', terms, attachments: [] }
    expect((await product.call('POST', '/v1/plans', { key: shop.key, body })).body['code']).toBe(
      'plan_code_taken',
    )
    const other = await openShop(product)
    expect((await product.call('POST', '/v1/plans', { key: other.key, body })).status).toBe(201)
  })
})
