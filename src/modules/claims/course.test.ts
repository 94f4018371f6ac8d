import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Actor } from '#platform/auth.ts'
import { bucketOf, newId, parsePublicId } from '#platform/ids.ts'
import { contextOf } from '#test/support/context.ts'
import { unique } from '#test/support/people.ts'
import { startProduct } from '#test/support/product.ts'
import type { WarrantyShop } from '#test/support/warranty.ts'
import { openWarrantyShop } from '#test/support/warranty.ts'
import { confirmDecision } from './confirm-decision.ts'
import { decideClaim } from './decide-claim.ts'
import { sellerMay } from './may-touch.ts'

const product = await startProduct()
product.clock.set('2026-11-22T03:00:00Z')
const { db } = product.services

type Claim = {
  id: string
  state: string
  covered: number
  buyerPays: number
  exchange: boolean
  code: string
  secondPersonAwaited: boolean
  history: { kind: string; stage: string; data: Record<string, unknown> }[]
}
type Contract = { state: string; stateReason: string | null; endsOn: string; item: { serialNumber: string } }

async function filed(shop: WarrantyShop, plan = 'wide') {
  const buyer = { email: `${unique('buyer')}@example.com` }
  const cover = await shop.sell({ buyer, serialNumber: 'SN-1', plan })
  const post = async (path: string, body: object) =>
    product.call<Claim>('POST', `/v1/claims${path}`, { key: shop.key, body })
  const file = (fault = 'dropped') =>
    post('', {
      number: cover.number,
      buyer,
      cause: 'physical_damage',
      fault,
      occurredOn: '2026-11-22',
      description: 'It fell.',
    })
  const { body: claim } = await file()
  return {
    claim,
    file,
    move: (path: string, body: object, id = claim.id) => post(`/${id}/${path}`, body),
    contract: async () =>
      (await product.call<Contract>('GET', `/v1/contracts/${cover.id}`, { key: shop.key })).body,
  }
}

describe('the steps of a repair', () => {
  test('K17 K22 go in the plan’s order, each named by whoever takes it, and end in completion', async () => {
    const shop = await openWarrantyShop(product, { deductible: { kind: 'amount', amount: 5000 } })
    const { claim, move } = await filed(shop)
    const accepted = await move('decision', { decision: 'accept', estimate: 30_000 })
    expect(accepted.body).toMatchObject({ state: 'awaiting_payment', covered: 25_000, buyerPays: 5000 })
    const wrong = await move('advance', { to: 'received' })
    expect([wrong.status, wrong.body.code]).toEqual([409, 'claim_move_not_allowed'])
    const path = ['awaiting_return', 'received', 'in_repair', 'repaired', 'shipped', 'completed']
    for (const to of path) {
      const more = to === 'repaired' ? { cost: 20_000 } : to === 'shipped' ? { tracking: 'JP-1' } : {}
      const { status, body } = await move('advance', { to, ...more })
      expect([status, body.state]).toEqual([200, to])
    }
    const { body } = await product.call<Claim>('GET', `/v1/claims/${claim.id}`, { key: shop.key })
    expect(body).toMatchObject({ covered: 15_000, buyerPays: 5000 })
    expect([...new Set(body.history.map(({ stage }) => stage))]).toEqual([
      'acceptance',
      'repair',
      'shipping',
      'completion',
    ])
    expect(body.history.find(({ data }) => 'tracking' in data)?.data['tracking']).toBe('JP-1')
  })

  test('two clicks on one step are one step', async () => {
    const shop = await openWarrantyShop(product)
    const { move } = await filed(shop)
    await move('decision', { decision: 'accept', estimate: 1 })
    const answers = await Promise.all([
      move('advance', { to: 'received' }),
      move('advance', { to: 'received' }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('what does not fit the plan or the step is refused by its field, and nothing moves', async () => {
    const shop = await openWarrantyShop(product)
    const { claim, move } = await filed(shop)
    const route = await move('decision', { decision: 'accept', estimate: 1, route: 'coupon' })
    expect(route.body).toMatchObject({ errors: [{ field: 'route', code: 'route_not_in_plan' }] })
    await move('decision', { decision: 'accept', estimate: 1 })
    const cost = await move('advance', { to: 'received', cost: 1 })
    expect(cost.body).toMatchObject({ errors: [{ field: 'cost', code: 'not_at_this_step' }] })
    expect([route.status, cost.status]).toEqual([400, 400])
    const { body } = await product.call<Claim>('GET', `/v1/claims/${claim.id}`, { key: shop.key })
    expect(body.state).toBe('awaiting_return')
    await move('withdrawal', {})
    const late = await move('block', { reason: 'A part is missing.' })
    expect([late.status, late.body.code]).toEqual([409, 'claim_move_not_allowed'])
  })

  test('goods that turn out not to be faulty are sent back, and the limit is free again', async () => {
    const shop = await openWarrantyShop(product, {
      limits: [{ rule: 'aggregate', size: { amount: 10_000 } }],
    })
    const { move, file } = await filed(shop)
    await move('decision', { decision: 'accept', estimate: 10_000 })
    await move('advance', { to: 'received' })
    const refused = await move('decision', {
      decision: 'reject',
      reasonCode: 'no_fault_found',
      note: 'Works.',
    })
    expect(refused.body).toMatchObject({ state: 'rejected' })
    expect(refused.body.history.at(-1)?.data).toMatchObject({ goodsSentBack: true })
    expect((await file()).status).toBe(201)
  })

  test('days with the repairer are added back where the plan says so', async () => {
    const shop = await openWarrantyShop(product, { addsRepairDays: true })
    const { move, contract } = await filed(shop)
    await move('decision', { decision: 'accept', estimate: 1000 })
    await move('advance', { to: 'received' })
    product.clock.advance({ hours: 24 * 10 })
    for (const to of ['in_repair', 'repaired', 'shipped', 'completed']) await move('advance', { to })
    expect((await contract()).endsOn).toBe('2031-12-02')
    product.clock.set('2026-11-22T03:00:00Z')
  })
})

describe('an exchange', () => {
  const exchangeTerms = {
    exchangeThreshold: 10_000,
    remedies: ['repair_request', 'replacement_order'] as ('repair_request' | 'replacement_order')[],
    limits: [{ rule: 'per_repair' as const, size: { priceShare: 10_000 } }],
  }

  test('is what an estimate above the threshold becomes; it counts the price and ends the cover', async () => {
    const shop = await openWarrantyShop(product, exchangeTerms)
    const { move, contract } = await filed(shop)
    const { body } = await move('decision', { decision: 'accept', estimate: 100_001 })
    expect(body).toMatchObject({ state: 'accepted', exchange: true, covered: 100_000, buyerPays: 0 })
    const ordered = await move('remedies', { remedy: 'order_replacement', reference: 'O-1' })
    expect(ordered.body).toMatchObject({ state: 'replacement_ordered', covered: 100_000 })
    await move('advance', { to: 'shipped' })
    await move('advance', { to: 'completed' })
    expect(await contract()).toMatchObject({ state: 'fulfilled', stateReason: 'exchanged' })
  })

  test('moves the cover to the new unit, or starts it anew, where the plan says so', async () => {
    const shop = await openWarrantyShop(
      product,
      { ...exchangeTerms, afterExchange: 'moves_to_new_unit' },
      { plans: { anew: { ...exchangeTerms, afterExchange: 'restarts' } } },
    )
    const moved = await filed(shop)
    await moved.move('decision', { decision: 'accept', estimate: 200_000 })
    await moved.move('remedies', { remedy: 'order_replacement', reference: 'O-1' })
    await moved.move('advance', { to: 'shipped' })
    await moved.move('advance', { to: 'completed', newSerialNumber: 'SN-2' })
    expect(await moved.contract()).toMatchObject({ state: 'in_force', item: { serialNumber: 'SN-2' } })
    const anew = await filed(shop, 'anew')
    product.clock.advance({ hours: 24 * 365 })
    await anew.move('decision', { decision: 'accept', estimate: 200_000 })
    await anew.move('remedies', { remedy: 'order_replacement', reference: 'O-2' })
    await anew.move('advance', { to: 'shipped' })
    await anew.move('advance', { to: 'completed' })
    expect(await anew.contract()).toMatchObject({ state: 'in_force', endsOn: '2032-11-21' })
    product.clock.set('2026-11-22T03:00:00Z')
  })

  test('a limit that is used up by completion ends the contract', async () => {
    const shop = await openWarrantyShop(product, {
      limits: [{ rule: 'aggregate', size: { priceShare: 10_000 } }],
      claimSteps: [],
    })
    const { move, contract } = await filed(shop)
    await move('decision', { decision: 'accept', estimate: 100_000 })
    await move('advance', { to: 'completed' })
    expect(await contract()).toMatchObject({ state: 'fulfilled', stateReason: 'limit_used_up' })
  })
})

describe('a decision above the limit of the organisation', () => {
  async function above() {
    const shop = await openWarrantyShop(product)
    await sql`update organisations set second_decider_above = 50000 where id = ${shop.organisation.id}`.execute(
      db,
    )
    const one = await filed(shop)
    const id = parsePublicId('clm', one.claim.id)
    const as = (actor: Actor) => contextOf(product.services, actor, 'decideClaim')
    const colleague: Actor = {
      ...(shop.staff as Extract<Actor, { kind: 'staff' }>),
      staffId: newId<'stf'>(0),
    }
    const decide = (actor: Actor, estimate: number) =>
      decideClaim(as(actor), id, sellerMay, {
        decision: 'accept',
        estimate,
        route: null,
        goodwill: false,
        note: 'Glass.',
        version: null,
      })
    const confirm = (actor: Actor, agree: boolean) =>
      confirmDecision(as(actor), id, sellerMay, { agree, note: null, version: null })
    const look = async () =>
      (await product.call<Claim>('GET', `/v1/claims/${one.claim.id}`, { key: shop.key })).body
    return { ...one, shop, colleague, decide, confirm, look }
  }

  test('waits for a second person, who is not the first; a key alone cannot', async () => {
    const { shop, colleague, decide, confirm, look, move } = await above()
    const key = await move('decision', { decision: 'accept', estimate: 50_001 })
    expect([key.status, key.body.code]).toEqual([403, 'second_person_required'])
    await decide(shop.staff, 50_001)
    expect(await look()).toMatchObject({ state: 'submitted', secondPersonAwaited: true })
    await expect(confirm(shop.staff, true)).rejects.toMatchObject({ code: 'another_person_required' })
    await confirm(colleague, true)
    expect(await look()).toMatchObject({
      state: 'awaiting_return',
      covered: 50_001,
      secondPersonAwaited: false,
    })
  })

  test('sent back, the claim waits for a decision as before; at the limit one person is enough', async () => {
    const { shop, colleague, decide, confirm, look } = await above()
    await decide(shop.staff, 90_000)
    await confirm(colleague, false)
    expect(await look()).toMatchObject({ state: 'submitted', secondPersonAwaited: false, covered: null })
    await expect(confirm(colleague, true)).rejects.toMatchObject({ code: 'no_decision_waits' })
    await decide(colleague, 50_000)
    expect(await look()).toMatchObject({ state: 'awaiting_return', covered: 50_000 })
  })

  test('what was proposed is kept from buyers, and its words are sealed', async () => {
    const { shop, claim, decide } = await above()
    await decide(shop.staff, 90_000)
    const id = parsePublicId('clm', claim.id) as string
    const { rows } = await sql<{ text: string }>`select row_to_json(c)::text as text from claims c
      where bucket = ${bucketOf(id)} and id = ${id} union all
      select row_to_json(h)::text from claim_history h where bucket = ${bucketOf(id)} and claim_id = ${id}`.execute(
      db,
    )
    expect(rows.length).toBeGreaterThan(2)
    for (const { text } of rows) expect(text).not.toMatch(/Glass|It fell/)
  })
})
