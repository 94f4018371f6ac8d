import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { PurchaserId } from '#platform/ids.ts'
import { bucketOf, newId, parsePublicId, publicId } from '#platform/ids.ts'
import { contextOf } from '#test/support/context.ts'
import { insertAccount, personalCodes, setState, startCoupon, useCoupon } from '#test/support/coupons.ts'
import { newSeller, signInBuyer, unique } from '#test/support/people.ts'
import type { SignedInBuyer } from '#test/support/people.ts'
import { openShop, startProduct } from '#test/support/product.ts'
import { findCandidates } from './find-candidates.ts'
import { masked } from './kiosk.ts'

const product = await startProduct()
const { services } = product
const shop = await openShop(product)
const newBuyer = () => signInBuyer(product, { email: `${unique('buyer')}@example.com` })
const idOf = ({ person }: SignedInBuyer) => parsePublicId('per', person.id) as PurchaserId
type Holding = {
  id: string
  state: string
  usesLeft: number | null
  selectedFor: string[]
  everywhere: boolean
  code?: string
}
type Listed = { items: Holding[]; code?: string; detail?: string }

const add = (buyer: SignedInBuyer, code: string) =>
  product.call<Holding & { detail: string }>('POST', '/v1/me/coupons', {
    cookie: buyer.cookie,
    body: { code },
  })
const wallet = async (buyer: SignedInBuyer) =>
  (await product.call<Listed>('GET', '/v1/me/coupons', { cookie: buyer.cookie })).body.items
async function newAccount(buyer: SignedInBuyer) {
  const id = newId<'pac'>(bucketOf(idOf(buyer)))
  await insertAccount(services.db, { id, purchaserId: idOf(buyer) })
  return { id, publicId: publicId('pac', id) }
}
const select = (buyer: SignedInBuyer, accountId: string, holdingIds: string[]) =>
  product.call<Listed>('PUT', `/v1/me/accounts/${accountId}/coupons`, {
    cookie: buyer.cookie,
    body: { holdingIds },
  })
const found = async (asked: { accountId?: ReturnType<typeof newId<'pac'>>; purchaserId?: PurchaserId }) => {
  const { accountId = null, purchaserId = null } = asked
  const all = { store: shop.store, at: product.clock.now(), accountId, purchaserId, codes: [] }
  return (await findCandidates(contextOf(services), all)).map((one) => publicId('cph', one.holdingId ?? ''))
}

describe('the wallet', () => {
  test('takes a public and a personal code once, however it is typed', async () => {
    const buyer = await newBuyer()
    const coupon = await startCoupon(services, shop, { limits: { usesPerBuyer: 3 } })
    const [personal = ''] = await personalCodes(services, shop, coupon, 1)
    const first = await add(buyer, ` ${coupon.code.toLowerCase()} `)
    expect(first).toMatchObject({ status: 200, body: { state: 'usable', usesLeft: 3 } })
    expect((await add(buyer, coupon.code)).body.id).toBe(first.body.id)
    expect(await add(buyer, personal)).toMatchObject({ status: 200, body: { usesLeft: 1 } })
    expect(await wallet(buyer)).toHaveLength(2)
  })

  test('says of a coupon of the platform that the stores of all take it', async () => {
    const buyer = await newBuyer()
    const { organisation } = await newSeller(product, { kind: 'platform' })
    const platform = await openShop(product, { organisation })
    const everywhere = async (code: string) => (await add(buyer, code)).body.everywhere
    expect(await everywhere((await startCoupon(services, platform)).code)).toBe(true)
    const here = { scope: { storeCodes: [shop.store.code] } }
    expect(await everywhere((await startCoupon(services, platform, here)).code)).toBe(false)
    expect(await everywhere((await startCoupon(services, shop)).code)).toBe(false)
  })

  test('refuses what is unknown, revoked, ended, expired, a draft, in test, or another’s, in the same words', async () => {
    const [buyer, other] = [await newBuyer(), await newBuyer()]
    const ended = await startCoupon(services, shop)
    await setState(contextOf(services), ended.id, 'ended')
    const draft = await startCoupon(services, shop)
    await setState(contextOf(services), draft.id, 'draft')
    const expired = await startCoupon(services, shop, { lastDay: '2020-01-01' })
    const revoked = await startCoupon(services, shop)
    await sql`update coupon_codes set revoked_at = now() where coupon_id = ${revoked.id}`.execute(services.db)
    const inTest = await startCoupon(services, await openShop(product, { mode: 'test' }))
    const [theirs = ''] = await personalCodes(services, shop, await startCoupon(services, shop), 1)
    await add(other, theirs)
    const coupon = await startCoupon(services, shop)
    const [spent = ''] = await personalCodes(services, shop, coupon, 1)
    await useCoupon(services, shop, spent, idOf(other))
    const codes = [
      'NOTHING99',
      ended.code,
      draft.code,
      expired.code,
      revoked.code,
      inTest.code,
      theirs,
      spent,
    ]
    for (const code of codes) {
      const { status, body } = await add(buyer, code)
      expect([code, status, body.code, body.detail]).toEqual([
        code,
        422,
        'coupon_code_unknown',
        'No coupon can be used by this code (code).',
      ])
    }
    expect(await wallet(buyer)).toEqual([])
  })

  test('of two who have one personal code at the same time one gets it', async () => {
    const [code = ''] = await personalCodes(services, shop, await startCoupon(services, shop), 1)
    const answers = await Promise.all([add(await newBuyer(), code), add(await newBuyer(), code)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
  })

  test('lets nobody try many codes, right or wrong', async () => {
    const buyer = await newBuyer()
    const statuses: number[] = []
    for (let i = 0; i < 31; i += 1) statuses.push((await add(buyer, `GUESS${i}`)).status)
    expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 422))
    expect(statuses[30]).toBe(429)
  })

  test('says what each coupon is: used, used up, expired, not begun, paused', async () => {
    product.clock.advance({ minutes: 11 })
    const buyer = await newBuyer()
    const make = async (terms: object) => {
      const coupon = await startCoupon(services, shop, terms)
      const { body } = await add(buyer, coupon.code)
      return { coupon, id: body.id }
    }
    const used = await make({ limits: { usesPerBuyer: 1 } })
    await useCoupon(services, shop, used.coupon.code, idOf(buyer))
    const usedUp = await make({ limits: { uses: 1 } })
    await useCoupon(services, shop, usedUp.coupon.code, idOf(await newBuyer()))
    const later = await make({ firstDay: '2099-01-01' })
    const paused = await make({})
    await setState(contextOf(services), paused.coupon.id, 'paused')
    const ended = await make({})
    await setState(contextOf(services), ended.coupon.id, 'ended')
    const states = new Map((await wallet(buyer)).map(({ id, state }) => [id, state]))
    expect([used, usedUp, later, paused, ended].map(({ id }) => states.get(id))).toEqual([
      'used',
      'used_up',
      'not_started',
      'paused',
      'expired',
    ])
  })
})

describe('M06 M17 what is selected beforehand', () => {
  test('is found at the till by the account, and by the buyer alone', async () => {
    const buyer = await newBuyer()
    const account = await newAccount(buyer)
    const one = (await add(buyer, (await startCoupon(services, shop)).code)).body.id
    const two = (await add(buyer, (await startCoupon(services, shop)).code)).body.id
    expect(await found({ accountId: account.id })).toEqual([])
    const selected = await select(buyer, account.publicId, [one, two, one])
    expect(selected.body.items.map(({ id }) => id).sort()).toEqual([one, two].sort())
    expect((await found({ accountId: account.id })).sort()).toEqual([one, two].sort())
    await select(buyer, account.publicId, [two])
    expect(await found({ accountId: account.id })).toEqual([two])
    expect(await found({ purchaserId: idOf(buyer) })).toEqual([two])
    expect((await wallet(buyer)).map(({ id, selectedFor }) => [id, selectedFor])).toEqual(
      expect.arrayContaining([
        [two, [account.publicId]],
        [one, []],
      ]),
    )
  })

  test('is only what is in the own wallet, for an own account', async () => {
    const [buyer, other] = [await newBuyer(), await newBuyer()]
    const theirs = (await add(other, (await startCoupon(services, shop)).code)).body.id
    const account = await newAccount(buyer)
    expect(await select(buyer, account.publicId, [theirs])).toMatchObject({
      status: 404,
      body: { code: 'holding_not_found' },
    })
    expect(await select(other, account.publicId, [theirs])).toMatchObject({
      status: 404,
      body: { code: 'coupon_account_not_found' },
    })
    expect(await found({ accountId: account.id })).toEqual([])
  })

  test('goes with the coupon when it is taken out of the wallet; put back, its uses still count', async () => {
    const buyer = await newBuyer()
    const account = await newAccount(buyer)
    const coupon = await startCoupon(services, shop, { limits: { usesPerBuyer: 1 } })
    const { id } = (await add(buyer, coupon.code)).body
    await select(buyer, account.publicId, [id])
    await useCoupon(services, shop, coupon.code, idOf(buyer))
    const removed = await product.call('DELETE', `/v1/me/coupons/${id}`, { cookie: buyer.cookie })
    expect(removed.status).toBe(200)
    expect(await found({ accountId: account.id })).toEqual([])
    expect(await wallet(buyer)).toEqual([])
    expect((await add(buyer, coupon.code)).body).toMatchObject({ id, state: 'used', usesLeft: 0 })
  })
})

describe('M08 the kiosk', () => {
  const token = async (buyer: SignedInBuyer) => {
    const { body } = await product.call<{ token: string }>('GET', '/v1/me/member-token', {
      cookie: buyer.cookie,
    })
    return body.token
  }
  type Kiosk = {
    kioskToken: string
    name: string | null
    accounts: { id: string }[]
    coupons: Holding[]
    code: string
  }
  const open = async (memberToken: string, key = shop.key, storeCode = shop.store.code) =>
    product.call<Kiosk>('POST', '/v1/kiosk/sessions', { key, body: { storeCode, memberToken } })
  const choose = (kioskToken: string, accountId: string, holdingIds: string[], key = shop.key) =>
    product.call<{ code: string }>('PUT', '/v1/kiosk/selection', {
      key,
      body: { kioskToken, accountId, holdingIds },
    })

  test('shows what counts in this store, and selects it; what is selected for other stores stays', async () => {
    const buyer = await newBuyer()
    const account = await newAccount(buyer)
    const elsewhere = await openShop(product)
    const here = (await add(buyer, (await startCoupon(services, shop)).code)).body.id
    const there = (await add(buyer, (await startCoupon(services, elsewhere)).code)).body.id
    await select(buyer, account.publicId, [there])
    const kiosk = await open(await token(buyer))
    expect(kiosk.status).toBe(200)
    expect(kiosk.body.coupons.map(({ id }) => id)).toEqual([here])
    expect(kiosk.body.accounts).toEqual([{ id: account.publicId, label: 'Mine' }])
    expect((await choose(kiosk.body.kioskToken, account.publicId, [there])).body.code).toBe(
      'holding_not_found',
    )
    expect((await choose(kiosk.body.kioskToken, account.publicId, [here])).status).toBe(200)
    expect((await found({ accountId: account.id })).sort()).toEqual([here, there].sort())
    const { rows } = await sql<{ via: string }>`
      select via from coupon_selections where account_id = ${account.id} order by via`.execute(services.db)
    expect(rows.map(({ via }) => via)).toEqual(['kiosk', 'wallet'])
  })

  test('is open for five minutes, in that store, by a member code that is spent', async () => {
    const buyer = await newBuyer()
    const account = await newAccount(buyer)
    const shown = await token(buyer)
    const { kioskToken } = (await open(shown)).body
    expect((await open(shown)).body.code).toBe('member_token_used')
    const stranger = await openShop(product)
    expect((await choose(kioskToken, account.publicId, [], stranger.key)).status).toBe(403)
    expect((await choose('x'.repeat(40), account.publicId, [])).body.code).toBe('kiosk_token_invalid')
    product.clock.advance({ minutes: 4, seconds: 59 })
    expect((await choose(kioskToken, account.publicId, [])).status).toBe(200)
    product.clock.advance({ seconds: 1 })
    expect((await choose(kioskToken, account.publicId, [])).body.code).toBe('kiosk_token_invalid')
  })

  test('masks the name', () => {
    expect(masked('山田 花子')).toBe('山＊ 花＊')
    expect(masked(null)).toBeNull()
  })
})

test('K12 an erased person leaves uses that are nobody’s, and no wallet', async () => {
  const buyer = await newBuyer()
  const coupon = await startCoupon(services, shop)
  await add(buyer, coupon.code)
  await useCoupon(services, shop, coupon.code, idOf(buyer))
  await product.settled()
  const preview = await product.call<{ confirm: string; goes: { what: string; count: number }[] }>(
    'GET',
    '/v1/me/erasure',
    { cookie: buyer.cookie },
  )
  expect(preview.body.goes).toContainEqual({ what: 'coupon', count: 1 })
  const body = { confirm: preview.body.confirm, contracts: 'keep' }
  const { status, text } = await product.call('POST', '/v1/me/erasure', { cookie: buyer.cookie, body })
  expect(status, text).toBe(200)
  const { rows } = await sql<{ holdings: number; uses: number; owned: number }>`
    select (select count(*) from coupon_holdings where purchaser_id = ${idOf(buyer)}) as holdings,
      (select count(*) from coupon_uses where coupon_id = ${coupon.id}) as uses,
      (select count(purchaser_id) from coupon_uses where coupon_id = ${coupon.id}) as owned`.execute(
    services.db,
  )
  expect(rows[0]).toEqual({ holdings: 0, uses: 1, owned: 0 })
})
