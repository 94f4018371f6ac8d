import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { PlanInput, createPlan } from '#modules/plans/index.ts'
import { contextOf } from '#test/support/context.ts'
import { signInBuyer, unique } from '#test/support/people.ts'
import { openShop, startProduct } from '#test/support/product.ts'

const product = await startProduct()
const shop = await openShop(product)
const other = await openShop(product)
await product.call('PUT', `/v1/stores/${shop.store.code}/items`, {
  key: shop.key,
  body: [
    {
      code: 'TV',
      name: 'Television',
      maker: 'Asahi',
      model: 'AV-55',
      category: 'tv',
      makerWarrantyMonths: 12,
    },
  ],
})
await createPlan(
  contextOf(product.services, shop.staff),
  PlanInput.parse({
    code: 'wide',
    terms: {
      name: { ja: '物損もあんしん', en: 'Failure and damage' },
      liableParty: 'Shop Co.',
      backedBy: 'Insurer Co.',
      currency: 'JPY',
      termMonths: 60,
      covers: [
        { kind: 'physical_damage', start: { rule: 'purchase' }, premiumShare: 4000 },
        { kind: 'natural_failure', start: { rule: 'after_maker_warranty' }, premiumShare: 6000 },
      ],
      price: { kind: 'fixed', premium: 10_000 },
      limits: [{ rule: 'falling', cause: 'physical_damage', priceShares: [10_000, 8000, 6000, 4000, 2000] }],
    },
    attachments: [{ categories: ['tv'] }],
  }),
)

type Contract = {
  id: string
  number: string
  status: string
  covers: {
    kind: string
    startsOn: string
    endsOn: string
    lastDay: string
    premiumPart: number
    status: string
  }[]
}
async function sell(buyer: object | null, more: object = {}) {
  const answer = await product.call<{ id: string; contracts: Contract[] }>('POST', '/v1/purchases', {
    key: shop.key,
    body: {
      storeCode: shop.store.code,
      reference: unique('R'),
      purchasedAt: '2026-11-20T23:30:00+09:00',
      currency: 'JPY',
      buyer,
      lines: [
        {
          code: 'TV',
          quantity: 1,
          unitPrice: 198_000,
          serialNumbers: ['SN-1'],
          plan: { planCode: 'wide', price: 10_000 },
          ...more,
        },
      ],
    },
  })
  if (answer.status !== 201) throw new Error(answer.text)
  return { purchaseId: answer.body.id, contract: answer.body.contracts[0] as Contract }
}
const get = (path: string, key = shop.key) =>
  product.call<Contract & { items: Contract[] }>('GET', path, { key })

describe('a contract', () => {
  test('K10 K11 K16 says what is covered, where and when it was bought, for what price, kind, term, premium and number', async () => {
    const { purchaseId, contract } = await sell(null)
    const { body } = await get(`/v1/contracts/${contract.id}`)
    expect(body).toMatchObject({
      number: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/) as string,
      state: 'in_force',
      store: { code: shop.store.code },
      purchaseId,
      item: { code: 'TV', name: 'Television', serialNumber: 'SN-1' },
      price: 198_000,
      premium: 10_000,
      purchasedOn: '2026-11-20',
      lastDay: '2031-11-19',
      makerWarranty: { startsOn: '2026-11-20', endsOn: '2027-11-20', lastDay: '2027-11-19', months: 12 },
      covers: [
        { kind: 'physical_damage', startsOn: '2026-11-20', endsOn: '2031-11-20', premiumPart: 4000 },
        { kind: 'natural_failure', startsOn: '2027-11-20', endsOn: '2031-11-20', premiumPart: 6000 },
      ],
      terms: { liableParty: 'Shop Co.', backedBy: 'Insurer Co.', limits: [{ rule: 'falling' }] },
    })
  })

  test('K08 the two causes are covered each in its own time, by the clock of the organisation', async () => {
    const { contract } = await sell(null)
    const at = async (instant: string) => {
      product.clock.set(instant)
      const { body } = await get(`/v1/contracts/${contract.id}`)
      return [body.status, ...body.covers.map((cover) => cover.status)]
    }
    const now = product.clock.now()
    // Days begin in the store's zone, nine hours before they do in UTC.
    expect(await at('2027-11-19T14:59:00Z')).toEqual(['active', 'active', 'scheduled'])
    expect(await at('2027-11-19T15:00:00Z')).toEqual(['active', 'active', 'active'])
    expect(await at('2031-11-19T14:59:00Z')).toEqual(['active', 'active', 'active'])
    expect(await at('2031-11-19T15:00:00Z')).toEqual(['expired', 'expired', 'expired'])
    product.clock.set(now)
  })

  test('K19 belongs to the buyer of its purchase, who finds it in the wallet; nobody else does', async () => {
    const email = `${unique('buyer')}@example.com`
    const { contract } = await sell({ email })
    const mine = await signInBuyer(product, { email })
    const stranger = await signInBuyer(product, { email: `${unique('other')}@example.com` })
    const wallet = async (cookie: string) =>
      (await product.call<{ items: Contract[] }>('GET', '/v1/me/contracts', { cookie })).body.items.map(
        (c) => c.id,
      )
    expect(await wallet(mine.cookie)).toEqual([contract.id])
    expect(await wallet(stranger.cookie)).toEqual([])
    expect(
      (await product.call('GET', `/v1/me/contracts/${contract.id}`, { cookie: stranger.cookie })).status,
    ).toBe(404)
    const { body } = await get(`/v1/contracts?purchaserId=${mine.person.id}`)
    expect(body.items.map((c) => c.id)).toEqual([contract.id])
  })

  test('is not found by the key of another seller, by id or by number, and a wrong number looks the same', async () => {
    const { contract } = await sell(null)
    for (const path of [
      contract.id,
      `by-number/${contract.number}`,
      'by-number/0000-0000-0000-0',
      'by-number/nonsense',
    ]) {
      const answer = await get(`/v1/contracts/${path}`, other.key)
      expect([answer.status, (answer.body as unknown as { code: string }).code]).toEqual([
        404,
        'contract_not_found',
      ])
    }
  })
})

test('K35 the facts behind the premium ratio: a ratio of sums, 10,000 with 2,000 and 50,000 with 2,500 make 7.5 %', async () => {
  const { rows: before } = await sql<{
    id: string
  }>`select contract_id as id from contracts_facts where store_id = ${shop.store.id}`.execute(
    product.services.db,
  )
  await sell(null, { unitPrice: 10_000, plan: { planCode: 'wide', price: 2000 } })
  await sell(null, { unitPrice: 50_000, plan: { planCode: 'wide', price: 2500 } })
  const { rows } = await sql<{
    ratio: number
  }>`select round(10000.0 * sum(premium) / sum(price))::int as ratio from contracts_facts
    where store_id = ${shop.store.id} and not contract_id = any(${before.map((row) => row.id)}::uuid[])`.execute(
    product.services.db,
  )
  expect(rows[0]?.ratio).toBe(750)
})
