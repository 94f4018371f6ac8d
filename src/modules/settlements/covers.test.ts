import { expect, test } from 'vitest'
import { unique } from '#test/support/people.ts'
import { startProduct } from '#test/support/product.ts'
import { openTill } from '#test/support/till.ts'

const product = await startProduct()

test.each([
  ['seller', 'S', 1_500],
  ['insurer', 'E', 1_000],
])(
  'a cover of a %s: its premium is a line of %s, its contract comes with the sale and goes with the goods',
  async (provider, category, tax) => {
    const till = await openTill(product)
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
