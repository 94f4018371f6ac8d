import { describe, expect, test } from 'vitest'
import { newBuyer, useCoupon } from '#test/support/coupons.ts'
import { unique } from '#test/support/people.ts'
import { openShop, startProduct } from '#test/support/product.ts'

const product = await startProduct()
const shop = await openShop(product)
const key = shop.key
type View = {
  id: string
  code: string
  state: string
  budget: object
  errors: { field: string }[]
  codes: string[]
}
// The key is one of this store alone, so its coupons name it.
const terms = (more: object = {}) => ({
  name: { ja: '割引' },
  discount: { kind: 'amount', amount: 100 },
  scope: { storeCodes: [shop.store.code] },
  ...more,
})
const call = (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) =>
  product.call<View>(method, `/v1/coupons${path}`, { key, ...(body ? { body } : {}) })
const create = (more: object = {}) => call('POST', '', { code: unique('c'), terms: terms(more) })

describe('a coupon', () => {
  test('begins as a draft, runs, pauses, ends, and stays ended', async () => {
    const { body } = await create()
    expect(body.state).toBe('draft')
    const to = async (state: string) => {
      const { status, body: after } = await call('POST', `/${body.id}/state`, { state })
      return status === 200 ? after.state : after.code
    }
    expect(await to('paused')).toBe('coupon_state_wrong')
    for (const state of ['running', 'running', 'paused', 'running', 'ended', 'ended'])
      expect(await to(state)).toBe(state)
    expect(await to('running')).toBe('coupon_state_wrong')
    expect((await call('POST', `/${body.id}/codes`, { kind: 'personal', count: 1 })).body.code).toBe(
      'coupon_state_wrong',
    )
  })

  test('keeps its terms once a code is out; limits can be raised, never lowered', async () => {
    const { body } = await create({ limits: { uses: 10 } })
    expect((await call('PUT', `/${body.id}`, { terms: terms({ limits: { uses: 8 } }) })).status).toBe(200)
    const made = await call('POST', `/${body.id}/codes`, { kind: 'personal', count: 3 })
    expect(new Set(made.body.codes).size).toBe(3)
    expect(made.body.codes[0]).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/)
    expect((await call('PUT', `/${body.id}`, { terms: terms() })).body.code).toBe('coupon_in_use')
    expect((await call('POST', `/${body.id}/limits`, { uses: 7 })).body.code).toBe('coupon_limit_lower')
    expect((await call('POST', `/${body.id}/limits`, { uses: 9 })).body.budget).toMatchObject({ maxUses: 9 })
    expect((await call('POST', `/${body.id}/limits`, { uses: null })).body.budget).toMatchObject({
      maxUses: null,
    })
    expect((await call('POST', `/${body.id}/limits`, { uses: 9 })).body.code).toBe('coupon_limit_lower')
  })

  test('M05 M10 says what was used of it, by codes that can be made worthless', async () => {
    const { body } = await create()
    await call('POST', `/${body.id}/state`, { state: 'running' })
    const made = (await call('POST', `/${body.id}/codes`, { kind: 'personal', count: 2 }))
      .body as unknown as {
      batchId: string
      codes: string[]
    }
    const settlementId = await useCoupon(product.services, shop, made.codes[0] as string, newBuyer())
    expect((await call('GET', `/${body.id}`)).body.budget).toMatchObject({
      committedUses: 1,
      committedAmount: 100,
    })
    expect((await call('GET', `/${body.id}/ending`)).body).toEqual({
      heldUses: 0,
      wallets: 1,
      unusedCodes: 1,
      publicCodes: 0,
    })
    expect((await call('GET', `/${body.id}/uses`)).body).toMatchObject({
      items: [{ state: 'committed', amount: 100 }],
    })
    expect(settlementId).toBeTruthy()
    const revoke = `/${body.id}/codes/${made.batchId}/revoke`
    expect((await call('POST', revoke)).body).toEqual({ revoked: 2 })
    expect((await call('POST', revoke)).body).toEqual({ revoked: 0 })
    expect((await call('GET', `/${body.id}/codes`)).body).toMatchObject({
      items: [{ batchId: made.batchId, codes: 2, claimed: 1, used: 1, revoked: 2 }],
    })
  })

  test('M10 has a short name and a public code of its own', async () => {
    const { body } = await create()
    const again = await call('POST', '', { code: body.code, terms: terms() })
    expect(again.body.code).toBe('coupon_name_taken')
    const code = unique('WORD').replace('-', '')
    expect((await call('POST', `/${body.id}/codes`, { kind: 'public', code })).status).toBe(201)
    const other = (await create()).body.id
    expect(
      (await call('POST', `/${other}/codes`, { kind: 'public', code: code.toLowerCase() })).body.code,
    ).toBe('coupon_code_taken')
    expect(
      (await call('POST', `/${other}/codes`, { kind: 'public', code: '?!?!' })).body.errors[0]?.field,
    ).toBe('code')
  })

  test.each([
    ['a sponsor where the shop funds it', { sponsor: 'M' }, 'terms.sponsor'],
    ['no sponsor where a third party funds it', { funder: 'third_party' }, 'terms.sponsor'],
    ['the platform’s money', { funder: 'platform' }, 'terms.funder'],
    ['an end before its beginning', { firstDay: '2027-01-02', lastDay: '2027-01-01' }, 'terms.lastDay'],
    [
      'more than the whole price',
      { discount: { kind: 'rate', basisPoints: 10_001 } },
      'terms.discount.basisPoints',
    ],
  ])('is refused with %s, and nothing is stored', async (_what, more, field) => {
    const code = unique('bad')
    const { status, body } = await call('POST', '', { code, terms: terms(more) })
    expect([status, body.errors[0]?.field]).toEqual([400, field])
    expect((await call('POST', '', { code, terms: terms() })).status).toBe(201)
  })

  test('counts in stores of its own organisation alone, and of those for which the caller acts', async () => {
    const stranger = await openShop(product)
    const theirs = await create({ scope: { storeCodes: [stranger.store.code] } })
    expect([theirs.status, theirs.body.code]).toEqual([403, 'store_not_yours'])
    expect((await create({ scope: { storeCodes: ['never-opened'] } })).body.code).toBe('store_not_found')
    expect((await create({ scope: {} })).body.code).toBe('forbidden')
  })
})
