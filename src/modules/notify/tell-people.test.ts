import { expect, test } from 'vitest'
import { createStaff } from '#modules/identity/index.ts'
import { contextOf } from '#test/support/context.ts'
import { signInBuyer, unique } from '#test/support/people.ts'
import { openShop, startProduct } from '#test/support/product.ts'

const product = await startProduct()
const shop = await openShop(product)
await product.call('PUT', `/v1/stores/${shop.store.code}/items`, {
  key: shop.key,
  body: [{ code: 'TV', name: 'Television', category: 'tv', makerWarrantyMonths: 12 }],
})
await product.call('POST', '/v1/plans', {
  key: shop.key,
  body: {
    code: 'p',
    terms: {
      name: { ja: 'テレビ5年保証', en: 'TV care' },
      liableParty: 'Shop',
      currency: 'JPY',
      termMonths: 60,
      covers: [{ kind: 'natural_failure', start: { rule: 'after_maker_warranty' }, premiumShare: 10_000 }],
      price: { kind: 'fixed', premium: 5000 },
    },
    attachments: [{ categories: ['tv'] }],
  },
})

async function sell(buyer: object | null, purchasedAt = product.clock.now()) {
  const { body } = await product.call<{ id: string; reference: string; contracts: { number: string }[] }>(
    'POST',
    '/v1/purchases',
    {
      key: shop.key,
      body: {
        storeCode: shop.store.code,
        reference: unique('R'),
        purchasedAt,
        currency: 'JPY',
        buyer,
        lines: [{ code: 'TV', quantity: 1, unitPrice: 100_000, plan: { planCode: 'p', price: 5000 } }],
      },
    },
  )
  return body
}

test('K20 the warranty information reaches the buyer with its number as soon as the cover is sold', async () => {
  const email = `${unique('buyer')}@example.com`
  const sale = await sell({ email })
  const [mail] = await product.mailbox(email)
  expect(mail?.text).toContain(sale.contracts[0]?.number)
  expect(mail?.text).toContain('テレビ5年保証')
  expect(mail?.text).toContain('Television')
})

test('by SMS where the store knows a phone number alone', async () => {
  const phone = '09012345678'
  const sale = await sell({ phone })
  const [message] = await product.mailbox('+819012345678')
  expect(message).toMatchObject({ channel: 'sms' })
  expect(message?.text).toContain(sale.contracts[0]?.number)
})

test("an import of last year's sales sends nobody a message", async () => {
  const email = `${unique('buyer')}@example.com`
  await sell({ email }, Temporal.Instant.from(product.clock.now()).subtract({ hours: 49 }).toString())
  expect(await product.mailbox(email)).toEqual([])
})

test('"not mine" is told to those who look after the store', async () => {
  const manager = `${unique('manager')}@example.com`
  const acting = contextOf(product.services, shop.staff)
  await createStaff(acting, shop.organisation.id, {
    name: 'M',
    email: manager,
    role: 'manager',
    storeCodes: [shop.store.code],
  })
  const email = `${unique('buyer')}@example.com`
  const sale = await sell({ email })
  const { cookie } = await signInBuyer(product, { email })
  await product.call('POST', `/v1/me/purchases/${sale.id}/not-mine`, { cookie })
  const [mail] = await product.mailbox(manager)
  expect(mail?.text).toContain(
    (await product.call<{ reference: string }>('GET', `/v1/purchases/${sale.id}`, { key: shop.key })).body
      .reference,
  )
})

test('a cover that is cancelled: the buyer hears what comes back, and again when it is in force anew', async () => {
  const email = `${unique('buyer')}@example.com`
  const number = (await sell({ email })).contracts[0]?.number ?? ''
  const { body: contract } = await product.call<{ id: string }>('GET', `/v1/contracts/by-number/${number}`, {
    key: shop.key,
  })
  const change = async (quotes: string, done: string) => {
    const { body: quote } = await product.call<{ quoteId: string }>(
      'POST',
      `/v1/contracts/${contract.id}/${quotes}`,
      { key: shop.key, body: {} },
    )
    const answer = await product.call('POST', `/v1/contracts/${contract.id}/${done}`, {
      key: shop.key,
      body: { quoteId: quote.quoteId },
    })
    expect(answer.status, answer.text).toBe(200)
  }
  await change('cancellation-quotes', 'cancel')
  const [ended] = await product.mailbox(email)
  expect(ended?.subject).toContain('終了')
  expect(ended?.text).toContain(number)
  expect(ended?.text).toContain('¥5,000')
  await change('reinstatement-quotes', 'reinstate')
  const subjects = (await product.mailbox(email)).map(({ subject }) => subject)
  expect(subjects.some((subject) => subject.includes('復活') && subject.includes(number))).toBe(true)
})
