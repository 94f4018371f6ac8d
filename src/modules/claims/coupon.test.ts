import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Mode } from '#platform/auth.ts'
import { sweepDue } from '#src/due-works.ts'
import { claimCoupons } from '#src/verify/claim-coupons.ts'
import { claimStates } from '#src/verify/claim-states.ts'
import { claimBooks } from '#src/verify/premium-books.ts'
import { setSandboxClock } from '#src/sandbox.ts'
import { contextOf } from '#test/support/context.ts'
import { signInBuyer, unique } from '#test/support/people.ts'
import { startProduct } from '#test/support/product.ts'
import type { Settled } from '#test/support/till.ts'
import { booksOfStore } from '#test/support/till.ts'
import { openWarrantyShop } from '#test/support/warranty.ts'

const product = await startProduct()
product.clock.set('2026-11-22T03:00:00Z')
const { services } = product
const ctx = contextOf(services)

type Claim = {
  id: string
  state: string
  covered: number
  moves: string[]
  coupon: { code: string | null; amount: number; lastDay: string; state: string } | null
  history: { kind: string; data: Record<string, unknown> }[]
  code: string
  errors: { field: string; code: string }[]
}
type Holding = { couponId: string; state: string; lastDay: string; sponsor: string | null; faceBasis: string }
const code = /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/
const masked = /^[0-9A-Z]{4}-••••-••••-•$/

/** A shop with a till whose plan gives coupons, and a deductible of 3,000. */
async function open(provider: 'seller' | 'maker' = 'seller', mode: Mode = 'test') {
  const shop = await openWarrantyShop(
    product,
    {
      provider,
      liableParty: 'Asahi Warranty',
      remedies: ['coupon', 'repair_request'],
      deductible: { kind: 'amount', amount: 3000 },
      limits: [{ rule: 'aggregate', size: { priceShare: 10_000 } }],
    },
    { mode },
  )
  const { key, store } = shop
  const profile = await product.call('PUT', `/v1/stores/${store.code}/profile`, {
    key,
    body: {
      version: 0,
      tax: [{ status: 'taxable', from: '1989-04-01', rounding: 'floor' }],
      issuerName: 'Shop',
    },
  })
  expect(profile.status, profile.text).toBe(200)
  return {
    ...shop,
    settle: (unitPrice: number, more: object) =>
      product.call<Settled>('POST', '/v1/settlements', {
        key,
        body: {
          merchantCode: store.code,
          occurredAt: product.clock.now(),
          currency: 'JPY',
          reference: unique('S'),
          tenders: [{ kind: 'cash' }],
          lines: [{ description: '修理', quantity: 1, unitPrice }],
          ...more,
        },
      }),
    refund: (id: string) =>
      product.call<Settled>('POST', `/v1/settlements/${id}/refund`, {
        key,
        body: { reference: unique('b'), reason: '返品' },
      }),
  }
}
type Open = Awaited<ReturnType<typeof open>>

/** An accepted claim of 23,000, of which the warranty pays 20,000, with its coupon. */
async function given(shop: Open, { account = true } = {}) {
  const buyer = { email: `${unique('buyer')}@example.com` }
  const signedIn = account ? await signInBuyer(product, buyer, shop.organisation.mode) : null
  const { number } = await shop.sell({ buyer })
  const filed = await product.call<Claim & { claim: Claim; token: string }>(
    'POST',
    account ? '/v1/claims' : '/v1/guest/claims',
    {
      ...(account ? { key: shop.key } : {}),
      body: {
        number,
        ...(account ? { buyer } : { contact: buyer }),
        cause: 'physical_damage',
        fault: 'dropped',
        occurredOn: '2026-11-22',
        description: 'It fell.',
      },
    },
  )
  const id = account ? filed.body.id : filed.body.claim.id
  const move = (path: string, body: object) =>
    product.call<Claim>('POST', `/v1/claims/${id}/${path}`, { key: shop.key, body })
  await move('decision', { decision: 'accept', estimate: 23_000 })
  const issued = await move('remedies', { remedy: 'issue_coupon' })
  expect(issued.status, issued.text).toBe(200)
  const cookie = signedIn?.cookie ?? ''
  const mine = async () => {
    const seen = account
      ? await product.call<Claim>('GET', `/v1/me/claims/${id}`, { cookie })
      : await product.call<Claim>('GET', '/v1/guest/claim', { headers: { 'claim-token': filed.body.token } })
    expect(seen.status, seen.text).toBe(200)
    return seen.body
  }
  return {
    id,
    cookie,
    move,
    issued: issued.body,
    mine,
    code: (await mine()).coupon?.code ?? '',
    wallet: async () =>
      (await product.call<{ items: Holding[] }>('GET', '/v1/me/coupons', { cookie })).body.items,
    token: async () =>
      (await product.call<{ token: string }>('GET', '/v1/me/member-token', { cookie })).body.token,
    async desk() {
      await product.settled()
      return (await product.call<Claim>('GET', `/v1/claims/${id}`, { key: shop.key })).body
    },
  }
}
const faults = async () => {
  await product.settled()
  const found = []
  for (const check of [claimBooks, claimCoupons, claimStates])
    found.push(...(await check.look(services.db, ctx)).examples)
  return found
}

describe('K28 a claim fulfilled by a coupon', () => {
  test('K29 gives what the warranty pays, at that store, for 180 days, into the buyer’s wallet', async () => {
    const shop = await open()
    const one = await given(shop)
    expect(one.issued).toMatchObject({ state: 'coupon_issued', covered: 20_000, whoActs: 'buyer', moves: [] })
    expect(await one.wallet()).toMatchObject([
      {
        state: 'usable',
        discount: { kind: 'amount', amount: 20_000 },
        faceBasis: 'gross',
        funder: 'shop',
        sponsor: null,
        storeCodes: [shop.store.code],
        stacking: 'exclusive',
        usesLeft: 1,
        lastDay: '2027-05-21',
      },
    ])
    expect(one.issued.history.at(-1)).toMatchObject({
      kind: 'issue_coupon',
      data: { covered: 20_000, lastDay: '2027-05-21' },
    })
  })

  test('K30 only the buyer sees the code; nothing keeps it in clear', async () => {
    const one = await given(await open())
    expect(await one.mine()).toMatchObject({
      coupon: { code: expect.stringMatching(code) as string, amount: 20_000, state: 'issued' },
    })
    expect(one.issued.coupon?.code).toMatch(masked)
    expect((await one.desk()).coupon?.code).toBe(one.issued.coupon?.code)
    await product.settled()
    const plain = one.code.replaceAll('-', '')
    const { rows } = await sql<{ text: string }>`
      select row_to_json(c)::text as text from claim_coupons c union all select row_to_json(h)::text from claim_history h
      union all select row_to_json(a)::text from audit_entries a union all select row_to_json(o)::text from outbox o
      union all select row_to_json(i)::text from idempotency_keys i`.execute(services.db)
    expect(rows.length).toBeGreaterThan(5)
    for (const { text } of rows) {
      expect(text).not.toContain(one.code)
      expect(text).not.toContain(plain)
    }
  })

  test('its use completes the claim, and the books owe what was used alone', async () => {
    const shop = await open()
    const one = await given(shop)
    const paid = await shop.settle(15_400, { memberToken: await one.token(), couponCodes: [one.code] })
    expect(paid.body, paid.text).toMatchObject({ state: 'settled', discount: 15_400, amountDue: 0 })
    expect(await one.desk()).toMatchObject({
      state: 'completed',
      covered: 20_000,
      coupon: { state: 'used' },
      moves: [],
    })
    const { accounts } = await booksOfStore(product, shop.store.id)
    expect(accounts).toMatchObject({ claims_incurred: 15_400, claims_payable: 0, store_payable: -15_400 })
    expect(await faults()).toEqual([])
    const again = await shop.settle(15_400, { memberToken: await one.token(), couponCodes: [one.code] })
    expect(again.body).toMatchObject({ discount: 0 })
  })

  test('a warranty of somebody else’s pays the store by the coupon, once', async () => {
    const shop = await open('maker')
    const one = await given(shop)
    expect(await one.wallet()).toMatchObject([{ funder: 'third_party', sponsor: 'Asahi Warranty' }])
    const paid = await shop.settle(33_000, { memberToken: await one.token(), couponCodes: [one.code] })
    expect(paid.body, paid.text).toMatchObject({ total: 33_000, couponsAsMoney: 20_000, amountDue: 13_000 })
    expect((await one.desk()).state).toBe('completed')
    const { all, accounts } = await booksOfStore(product, shop.store.id)
    expect(all).toBe(0)
    expect(accounts).toMatchObject({
      claims_incurred: 20_000,
      claims_payable: 0,
      sponsor_receivable: 0,
      store_payable: -33_000,
    })
    expect(await faults()).toEqual([])
  })

  test('a purchase that is given back stands the claim where it was, and the coupon counts again', async () => {
    const shop = await open('maker')
    const one = await given(shop)
    const use = async () =>
      (await shop.settle(33_000, { memberToken: await one.token(), couponCodes: [one.code] })).body
    const first = await use()
    expect((await one.desk()).state).toBe('completed')
    const back = await shop.refund(first.id)
    expect(back.status, back.text).toBe(200)
    expect(await one.desk()).toMatchObject({ state: 'coupon_issued', coupon: { state: 'issued' } })
    expect((await one.wallet())[0]).toMatchObject({ state: 'usable' })
    expect((await booksOfStore(product, shop.store.id)).accounts).toMatchObject({
      claims_payable: -20_000,
      sponsor_receivable: 0,
    })
    product.clock.advance({ minutes: 2 })
    expect(await use()).toMatchObject({ state: 'settled', couponsAsMoney: 20_000 })
    const done = await one.desk()
    expect(done.state).toBe('completed')
    expect(done.history.map(({ kind }) => kind).slice(-4)).toEqual([
      'issue_coupon',
      'coupon_used',
      'coupon_returned',
      'coupon_used',
    ])
    expect(await faults()).toEqual([])
  })

  test('unused at its end the claim is accepted again, and the next remedy can be given', async () => {
    const shop = await open()
    const one = await given(shop)
    await product.settled()
    await setSandboxClock(ctx, shop.organisation.id, '2027-05-21T14:59:59Z')
    expect((await one.desk()).state).toBe('coupon_issued')
    await setSandboxClock(ctx, shop.organisation.id, '2027-05-21T15:00:00Z')
    const over = await one.desk()
    expect(over).toMatchObject({ state: 'accepted', covered: 20_000, coupon: { state: 'ended' } })
    expect(over.history.at(-1)).toMatchObject({ kind: 'coupon_ended', data: { reason: 'not_used' } })
    expect((await one.wallet())[0]).toMatchObject({ state: 'expired' })
    const late = await shop.settle(33_000, { memberToken: await one.token(), couponCodes: [one.code] })
    expect([late.status, late.body.code]).toEqual([422, 'coupon_code_unknown'])
    const next = await one.move('remedies', { remedy: 'issue_coupon' })
    expect(next.body).toMatchObject({ state: 'coupon_issued', coupon: { state: 'issued' } })
    expect((await one.mine()).coupon?.code).not.toBe(one.code)
    expect(await faults()).toEqual([])
  })

  test('one that is in use at its end is not taken back', async () => {
    const shop = await open()
    const one = await given(shop)
    const hold = (uses: number) =>
      sql`update coupon_budgets set held_uses = ${uses} where coupon_id in (select coupon_id from claim_coupons
        where organisation_id = ${shop.organisation.id})`.execute(services.db)
    await hold(1)
    await setSandboxClock(ctx, shop.organisation.id, '2027-05-23T00:00:00Z')
    expect((await one.desk()).state).toBe('coupon_issued')
    await hold(0)
    await setSandboxClock(ctx, shop.organisation.id, '2027-05-25T00:00:00Z')
    expect((await one.desk()).state).toBe('accepted')
  })

  test('without an account the code alone is given, and a till takes it from whoever shows it', async () => {
    const shop = await open()
    const one = await given(shop, { account: false })
    expect(one.code).toMatch(code)
    const paid = await shop.settle(33_000, { couponCodes: [one.code] })
    expect(paid.body, paid.text).toMatchObject({ state: 'settled', discount: 20_000, amountDue: 13_000 })
    expect((await one.desk()).state).toBe('completed')
  })

  test('it cannot be completed by hand, nor given where the warranty pays nothing', async () => {
    const shop = await open()
    const one = await given(shop)
    const byHand = await one.move('advance', { to: 'completed' })
    expect([byHand.status, byHand.body.code]).toEqual([409, 'claim_move_not_allowed'])
    const buyer = { email: `${unique('buyer')}@example.com` }
    const { number } = await shop.sell({ buyer })
    const { body } = await product.call<Claim>('POST', '/v1/claims', {
      key: shop.key,
      body: {
        number,
        buyer,
        cause: 'physical_damage',
        fault: 'dropped',
        occurredOn: '2026-11-22',
        description: 'It fell.',
      },
    })
    const step = (path: string, more: object) =>
      product.call<Claim>('POST', `/v1/claims/${body.id}/${path}`, { key: shop.key, body: more })
    await step('decision', { decision: 'accept', estimate: 3000 })
    const nothing = await step('remedies', { remedy: 'issue_coupon' })
    expect([nothing.status, nothing.body.errors]).toMatchObject([
      400,
      [{ field: 'remedy', code: 'nothing_covered' }],
    ])
    const unnamed = await step('remedies', { remedy: 'refund' })
    expect(unnamed.body.errors).toMatchObject([{ field: 'reference', code: 'required' }])
    expect((await product.call<Claim>('GET', `/v1/claims/${body.id}`, { key: shop.key })).body).toMatchObject(
      {
        state: 'accepted',
        coupon: null,
      },
    )
  })

  test('an erasure ends an unused coupon and destroys its code', async () => {
    const shop = await open()
    const one = await given(shop)
    // What is still on its way to the buyer would change what the preview counts.
    await product.settled()
    const { body } = await product.call<{ confirm: string }>('GET', '/v1/me/erasure', { cookie: one.cookie })
    const erased = await product.call('POST', '/v1/me/erasure', {
      cookie: one.cookie,
      body: { confirm: body.confirm, contracts: 'give_up' },
    })
    expect(erased.status, erased.text).toBe(200)
    expect(await one.desk()).toMatchObject({ state: 'withdrawn', coupon: { code: null, state: 'ended' } })
    const tried = await shop.settle(33_000, { couponCodes: [one.code] })
    expect([tried.status, tried.body.code]).toEqual([422, 'coupon_code_unknown'])
  })
})

test('K28 of a live organisation a coupon ends by the machine’s own clock', async () => {
  const one = await given(await open('seller', 'live'))
  product.clock.set('2027-05-21T14:59:59Z')
  await sweepDue(services)
  expect((await one.desk()).state).toBe('coupon_issued')
  product.clock.set('2027-05-21T15:00:00Z')
  await sweepDue(services)
  expect((await one.desk()).state).toBe('accepted')
})
