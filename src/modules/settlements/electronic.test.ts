import { describe, expect, test } from 'vitest'
import { startProduct } from '#test/support/product.ts'
import { booksOfStore, openTill, payingBuyer, runningCoupon } from '#test/support/till.ts'
import type { Till } from '#test/support/till.ts'

const product = await startProduct()

/** Sets a sandbox's clock, which does what falls due on the way. */
async function wait(till: Till, minutes: number): Promise<void> {
  const at = Temporal.Instant.from(product.clock.now()).add({ minutes }).toString()
  const answer = await product.call('PUT', '/v1/sandbox/clock', { key: till.key, body: { at } })
  if (answer.status !== 200) throw new Error(answer.text)
  await product.settled()
}
const balanceOf = async ({ cookie }: { cookie: string }) =>
  (await product.call<{ items: { balance: number }[] }>('GET', '/v1/me/accounts', { cookie })).body.items[0]
    ?.balance

describe('authority (6.9)', () => {
  test('a mandate lets money move up to its caps; above them the buyer is asked', async () => {
    const till = await openTill(product)
    const buyer = await payingBuyer(product)
    await product.call('POST', `/v1/me/accounts/${buyer.accountId}/mandates`, {
      cookie: buyer.cookie,
      body: { storeCode: till.store.code, perPayment: 12_000, perDay: 20_000 },
    })
    const ask = { account: buyer.identifier, tenders: undefined }
    expect((await till.quote({ account: buyer.identifier })).body.buyer).toMatchObject({
      authorised: true,
      name: null,
    })
    expect((await till.settle(ask)).body).toMatchObject({ state: 'settled' })
    // The second one of the day is above the cap of the day.
    expect((await till.settle(ask)).body.code).toBe('buyer_confirmation_required')
    expect(await balanceOf(buyer)).toBe(989_000)
  })

  test('the buyer says yes on the phone, and the till has its money', async () => {
    const till = await openTill(product)
    const buyer = await payingBuyer(product)
    const asked = await till.settle({ account: buyer.identifier, tenders: undefined, askBuyer: true })
    expect(asked.body).toMatchObject({ state: 'awaiting_buyer', tenders: [{ state: 'created' }] })
    const mine = await product.call<{ items: { id: string; state: string }[] }>('GET', '/v1/me/settlements', {
      cookie: buyer.cookie,
    })
    expect(mine.body.items).toMatchObject([{ id: asked.body.id, state: 'awaiting_buyer' }])
    const say = (word: string) =>
      product.call('POST', `/v1/me/settlements/${asked.body.id}/${word}`, { cookie: buyer.cookie, body: {} })
    expect(await say('confirm')).toMatchObject({ status: 200, body: { state: 'settled' } })
    expect(await say('confirm')).toMatchObject({ status: 409, body: { code: 'settlement_not_open' } })
    expect(await balanceOf(buyer)).toBe(989_000)
  })

  test.each([
    ['says no', 'buyer_declined'],
    ['does not answer in five minutes', 'buyer_did_not_confirm'],
  ])('a buyer who %s leaves the coupon free', async (_what, reason) => {
    const till = await openTill(product)
    const buyer = await payingBuyer(product)
    const coupon = await runningCoupon(product, till, { limits: { uses: 1 } })
    const asked = await till.settle({
      account: buyer.identifier,
      tenders: undefined,
      askBuyer: true,
      couponCodes: [coupon.code],
    })
    expect((await till.quote({ couponCodes: [coupon.code] })).body.couponsRefused).toMatchObject([
      { reason: 'limit_reached' },
    ])
    if (reason === 'buyer_declined')
      await product.call('POST', `/v1/me/settlements/${asked.body.id}/decline`, {
        cookie: buyer.cookie,
        body: {},
      })
    else await wait(till, 6)
    expect(await till.get(asked.body.id)).toMatchObject({
      state: 'failed',
      reason,
      couponsUsed: [{ state: 'released' }],
    })
    expect((await till.quote({ couponCodes: [coupon.code] })).body.amountDue).toBe(9_900)
    expect(await balanceOf(buyer)).toBe(1_000_000)
  })

  test('another buyer neither sees nor confirms it', async () => {
    const till = await openTill(product)
    const buyer = await payingBuyer(product)
    const stranger = await payingBuyer(product, 0)
    const { body } = await till.settle({ account: buyer.identifier, tenders: undefined, askBuyer: true })
    for (const word of ['confirm', 'decline'])
      expect(
        await product.call('POST', `/v1/me/settlements/${body.id}/${word}`, {
          cookie: stranger.cookie,
          body: {},
        }),
      ).toMatchObject({ status: 404 })
    expect((await till.get(body.id)).state).toBe('awaiting_buyer')
  })
})

describe('an outcome that nobody knows', () => {
  test('holds the coupon however long it takes; asked later, the money is there and the sale is made', async () => {
    const till = await openTill(product)
    const buyer = await payingBuyer(product)
    const coupon = await runningCoupon(product, till, { limits: { uses: 1 } })
    await till.script('sandbox:timeout_effect')
    const { body, status } = await till.settle({
      memberToken: await buyer.token(),
      tenders: undefined,
      couponCodes: [coupon.code],
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({ state: 'processing', couponsUsed: [{ state: 'held' }], purchaseId: null })
    await wait(till, 2)
    expect(await till.get(body.id)).toMatchObject({ state: 'settled', couponsUsed: [{ state: 'committed' }] })
    expect((await booksOfStore(product, till.store.id)).accounts).toMatchObject({ store_payable: -9_900 })
  })

  test('that turns out dead frees the coupon, and no money moved', async () => {
    const till = await openTill(product)
    const buyer = await payingBuyer(product)
    const coupon = await runningCoupon(product, till, { limits: { uses: 1 } })
    await till.script('sandbox:timeout')
    const { body } = await till.settle({
      memberToken: await buyer.token(),
      tenders: undefined,
      couponCodes: [coupon.code],
    })
    expect(body.state).toBe('processing')
    await wait(till, 1)
    expect((await till.get(body.id)).state).toBe('processing')
    await wait(till, 20)
    expect(await till.get(body.id)).toMatchObject({ state: 'failed', couponsUsed: [{ state: 'released' }] })
    expect(await balanceOf(buyer)).toBe(1_000_000)
  })

  test('a QR code that is given up at the till is cancelled first: nobody can pay it any more', async () => {
    const till = await openTill(product)
    const coupon = await runningCoupon(product, till, { limits: { uses: 1 } })
    const { body } = await till.settle({ tenders: [{ kind: 'qr' }], couponCodes: [coupon.code] })
    expect((await till.act(body.id, 'cancel')).body).toMatchObject({
      state: 'failed',
      tenders: [{ state: 'cancelled' }],
      couponsUsed: [{ state: 'released' }],
    })
    const { body: payments } = await product.call<{ items: { id: string; state: string }[] }>(
      'GET',
      `/v1/stores/${till.store.code}/payments`,
      { key: till.key },
    )
    expect(payments.items).toMatchObject([{ state: 'cancelled' }])
    await product.call('POST', `/v1/sandbox/payments/${payments.items[0]?.id}/approve`, {
      key: till.key,
      body: {},
    })
    await product.settled()
    expect(await till.get(body.id)).toMatchObject({ state: 'failed', refunds: [] })
  })

  test('a QR code is given up at the till; a success after that goes back by itself', async () => {
    const till = await openTill(product)
    await till.script('sandbox:late_success')
    const { body } = await till.settle({ tenders: [{ kind: 'qr' }] })
    expect(body).toMatchObject({
      state: 'processing',
      tenders: [{ state: 'customer_action', action: { kind: 'qr' } }],
    })
    expect((await till.act(body.id, 'cancel')).body).toMatchObject({
      state: 'failed',
      reason: 'cancelled_at_till',
    })
    const { body: payments } = await product.call<{ items: { id: string }[] }>(
      'GET',
      `/v1/stores/${till.store.code}/payments`,
      { key: till.key },
    )
    await product.call('POST', `/v1/sandbox/payments/${payments.items[0]?.id}/approve`, {
      key: till.key,
      body: {},
    })
    await product.settled()
    expect(await till.get(body.id)).toMatchObject({
      state: 'failed',
      refunds: [
        {
          kind: 'late_success',
          amount: 11_000,
          tenders: [{ kind: 'qr', amount: 11_000, state: 'succeeded' }],
        },
      ],
    })
    expect((await booksOfStore(product, till.store.id)).accounts).toEqual({})
  })
})

test('of two means of payment one is declined: the other goes back', async () => {
  const till = await openTill(product)
  const buyer = await payingBuyer(product)
  const poor = await payingBuyer(product, 10)
  const tenders = [{ kind: 'card', amount: 1_000 }, { kind: 'account' }]
  const declined = await till.settle({ memberToken: await poor.token(), tenders })
  expect(declined.body.code).toBe('insufficient_balance')
  await product.settled()
  const { rows } = await product
    .call<{ items: { state: string; refunded: number; tender: string }[] }>(
      'GET',
      `/v1/stores/${till.store.code}/payments`,
      { key: till.key },
    )
    .then(({ body }) => ({ rows: body.items }))
  expect(rows.find(({ tender }) => tender === 'card')).toMatchObject({ state: 'captured', refunded: 1_000 })
  expect((await till.settle({ memberToken: await buyer.token(), tenders })).body).toMatchObject({
    state: 'settled',
    tenders: [
      { kind: 'card', amount: 1_000 },
      { kind: 'account', amount: 10_000 },
    ],
  })
})
