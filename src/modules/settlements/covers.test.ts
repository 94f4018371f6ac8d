import { expect, test } from 'vitest'
import { unique } from '#test/support/people.ts'
import { startProduct } from '#test/support/product.ts'
import type { Till } from '#test/support/till.ts'
import { openTill } from '#test/support/till.ts'

const product = await startProduct()

/** A plan for televisions, which the store has. @returns its code */
async function openPlan(till: Till, provider: string): Promise<string> {
  const planCode = unique('care')
  await product.call('PUT', `/v1/stores/${till.store.code}/items`, {
    key: till.key,
    body: [{ code: 'TV', name: 'テレビ', category: 'tv', makerWarrantyMonths: 12 }],
  })
  const terms = {
    name: { ja: '5年保証' },
    liableParty: 'まもり',
    provider,
    currency: 'JPY',
    termMonths: 60,
    covers: [{ kind: 'physical_damage', start: { rule: 'purchase' }, premiumShare: 10_000 }],
    price: { kind: 'fixed', premium: 5_500 },
  }
  const made = await product.call('POST', '/v1/plans', {
    key: till.key,
    body: { code: planCode, terms, attachments: [{ categories: ['tv'] }] },
  })
  expect(made.status, made.text).toBe(201)
  return planCode
}

test.each([
  ['seller', 'S', 1_500],
  ['insurer', 'E', 1_000],
])(
  'a cover of a %s: its premium is a line of %s, its contract comes with the sale and goes with the goods',
  async (provider, category, tax) => {
    const till = await openTill(product)
    const planCode = await openPlan(till, provider)
    const lines = [{ code: 'TV', quantity: 1, unitPrice: 11_000, plan: { planCode, price: 5_500 } }]
    const { body } = await till.settle({ lines })
    expect(body).toMatchObject({
      state: 'settled',
      amountDue: 16_500,
      tax,
      lines: [{ cover: null }, { cover: { planCode, ofLine: 1 }, taxCategory: category }],
    })
    expect(body.contracts).toHaveLength(1)
    const preview = await till.act(body.id, 'refund-preview', { lines: [{ n: 1, quantity: 1 }] })
    expect(preview.body).toMatchObject({ amount: 16_500, contractsEnded: [body.contracts[0]?.number] })
    const alone = await till.act(body.id, 'refund', {
      reference: unique('b'),
      reason: '返品',
      lines: [{ n: 2, quantity: 1 }],
    })
    expect(alone.body.code).toBe('cover_follows_goods')
    const back = await till.act(body.id, 'refund', { reference: unique('b'), reason: '返品' })
    expect(back.body).toMatchObject({ state: 'refunded', refunded: 16_500 })
    const { body: contract } = await product.call('GET', `/v1/contracts/${body.contracts[0]?.id}`, {
      key: till.key,
    })
    expect(contract).toMatchObject({ state: 'cancelled' })
  },
)

test('of two lines of one code the one that comes back loses its cover, and no other', async () => {
  const till = await openTill(product)
  const planCode = await openPlan(till, 'seller')
  const goods = { code: 'TV', quantity: 1, unitPrice: 11_000 }
  const { body } = await till.settle({ lines: [{ ...goods, plan: { planCode, price: 5_500 } }, goods] })
  expect(body.lines.map(({ n, cover }) => [n, cover === null])).toEqual([
    [1, true],
    [2, false],
    [3, true],
  ])
  const plain = { lines: [{ n: 3, quantity: 1 }] }
  const preview = await till.act(body.id, 'refund-preview', plain)
  expect(preview.body).toMatchObject({ amount: 11_000, contractsEnded: [] })
  const back = await till.act(body.id, 'refund', { reference: unique('b'), reason: '返品', ...plain })
  expect(back.body).toMatchObject({ state: 'partly_refunded', refunded: 11_000 })
  const contract = async () =>
    (
      await product.call<{ state: string }>('GET', `/v1/contracts/${body.contracts[0]?.id}`, {
        key: till.key,
      })
    ).body.state
  expect(await contract()).toBe('in_force')
  const rest = await till.act(body.id, 'refund', {
    reference: unique('b'),
    reason: '返品',
    lines: [{ n: 1, quantity: 1 }],
  })
  expect(rest.body).toMatchObject({ state: 'refunded', refunded: 27_500 })
  expect(await contract()).toBe('cancelled')
})
