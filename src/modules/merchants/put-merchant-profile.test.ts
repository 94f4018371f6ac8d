import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { resealPlace } from '#platform/sealed-places.ts'
import { secretsFrom } from '#platform/secrets.ts'
import { contextOf, testKeys } from '#test/support/context.ts'
import type { Shop } from '#test/support/product.ts'
import { openShop, startProduct } from '#test/support/product.ts'
import { findMerchant, payoutAccountOf, providerKeysOf, sealedByMerchants } from './index.ts'

const product = await startProduct()
type Answer = {
  version: number
  code: string
  errors: { field: string; code: string }[]
  warnings: { field: string; code: string }[]
}
const registered = (more: object = {}) => ({
  status: 'registered',
  from: '2023-10-01',
  registrationNumber: 'T7123456789012',
  ...more,
})
const profile = (more: object = {}) => ({ version: 0, tax: [registered()], issuerName: 'Hikari', ...more })
const put = (shop: Shop, more: object = {}) =>
  product.call<Answer>('PUT', `/v1/stores/${shop.store.code}/profile`, {
    key: shop.key,
    body: profile(more),
  })
const get = (shop: Shop) =>
  product.call<Answer>('GET', `/v1/stores/${shop.store.code}/profile`, { key: shop.key })
const ctx = contextOf(product.services)

const account = {
  bankCode: '0001',
  branchCode: '123',
  kind: 'ordinary',
  number: '7654321',
  holder: 'ｶ)ﾏﾓﾘ',
}
const stripe = {
  secretKey: 'sk_live_abcdefgh1234',
  webhookSecret: 'whsec_abcdefgh5678',
  publishableKey: 'pk_live_abcdefgh9012',
}
const paypay = { apiKey: 'a_key_of_paypay_3456', apiSecret: 'secretsecretsecret', merchantId: '1234567890' }

describe('a profile', () => {
  test('M07 M13 M21 M36 M37 is said, read, and kept in process until it changes', async () => {
    const shop = await openShop(product)
    expect((await get(shop)).body).toMatchObject({ code: 'profile_not_found' })
    expect(await findMerchant(ctx, shop.store.id)).toBeUndefined()
    const answer = await put(shop, {
      tax: [registered({ rounding: 'half_up' }), { status: 'exempt', from: '2019-01-01' }],
    })
    expect(answer.body).toMatchObject({
      version: 1,
      priceBasis: 'inclusive',
      legalForm: 'company',
      issueRoute: 'own',
      revenueStampBox: true,
      cardProvider: null,
      tax: [
        { status: 'exempt', from: '2019-01-01', rounding: null, registrationNumber: null },
        { status: 'registered', rounding: 'half_up', registrationNumber: 'T7123456789012' },
      ],
      payoutAccount: null,
      providers: { stripe: { configured: false, hint: null } },
      warnings: [],
    })
    expect((await get(shop)).body).toEqual(answer.body)
    expect(await findMerchant(ctx, shop.store.id)).toMatchObject({ issuerName: 'Hikari' })
    await put(shop, { version: 1, issuerName: 'Hikari Denki' })
    expect(await findMerchant(ctx, shop.store.id)).toMatchObject({ issuerName: 'Hikari Denki' })
  })

  test('is replaced only by who has seen it, also where two write at once', async () => {
    const shop = await openShop(product)
    const first = await Promise.all([put(shop), put(shop)])
    expect(first.map(({ status }) => status).sort()).toEqual([200, 409])
    const both = await Promise.all([put(shop, { version: 1 }), put(shop, { version: 1 })])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const late = await put(shop, { version: 1, issuerName: 'Late' })
    expect(late.body).toMatchObject({ code: 'profile_changed', errors: [{ field: 'version' }] })
    expect((await get(shop)).body).toMatchObject({ version: 2, issuerName: 'Hikari' })
  })

  test.each<[string, object, string, string]>([
    [
      'a number of another form',
      { tax: [registered({ registrationNumber: 'T12' })] },
      'tax[0].registrationNumber',
      'invalid_registration_number',
    ],
    [
      'a slip in a company’s number',
      { tax: [registered({ registrationNumber: 'T8123456789012' })] },
      'tax[0].registrationNumber',
      'wrong_check_digit',
    ],
    [
      'a day that stands twice',
      { tax: [registered(), { status: 'exempt', from: '2023-10-01' }] },
      'tax[1].from',
      'day_twice',
    ],
    ['no status', { tax: [] }, 'tax', 'too_small'],
    ['a number of an exempt one', { tax: [registered({ status: 'exempt' })] }, 'tax[0]', 'unrecognized_keys'],
    [
      'a bank of three digits',
      { payoutAccount: { ...account, bankCode: '001' } },
      'payoutAccount.bankCode',
      'invalid_format',
    ],
    [
      'a holder in letters',
      { payoutAccount: { ...account, holder: 'Mamori Inc' } },
      'payoutAccount.holder',
      'holder_not_katakana',
    ],
    [
      'a holder in hiragana',
      { payoutAccount: { ...account, holder: 'まもり' } },
      'payoutAccount.holder',
      'holder_not_katakana',
    ],
    [
      'a publishable key as secret',
      { providers: { stripe: { ...stripe, secretKey: stripe.publishableKey } } },
      'providers.stripe.secretKey',
      'invalid_format',
    ],
    ['cards by PayPay', { cardProvider: 'paypay' }, 'cardProvider', 'invalid_value'],
  ])('M33 refuses %s, by the field', async (_what, more, field, code) => {
    const shop = await openShop(product)
    const { status, body } = await put(shop, more)
    expect([status, body.errors]).toEqual([400, [expect.objectContaining({ field, code })]])
    expect((await get(shop)).status).toBe(404)
  })

  test('warns of a person’s number whose first digit does not fit, and of keys that are missing', async () => {
    const { body } = await put(await openShop(product), {
      legalForm: 'individual',
      tax: [registered({ registrationNumber: 'T8123456789012' })],
      cardProvider: 'stripe',
    })
    expect(body.warnings.map(({ field, code }) => [field, code])).toEqual([
      ['tax[0].registrationNumber', 'wrong_check_digit'],
      ['cardProvider', 'provider_keys_missing'],
    ])
  })

  test('is refused to a store abroad', async () => {
    const abroad = await openShop(product, { taxRegime: 'none', currency: 'GBP', timeZone: 'Europe/London' })
    const answer = await put(abroad)
    expect([answer.status, answer.body.code]).toEqual([422, 'profile_not_possible_abroad'])
  })

  test('of a live organisation names no sandbox and no keys of tests, of a test one no live keys', async () => {
    const live = await openShop(product)
    const test = await openShop(product, { mode: 'test' })
    const codes = async (shop: Shop, more: object) => {
      const { body } = await put(shop, more)
      return [body.code, body.errors?.[0]?.field]
    }
    const tests = JSON.parse(JSON.stringify(stripe).replaceAll('_live_', '_test_')) as typeof stripe
    expect(await codes(live, { cardProvider: 'sandbox' })).toEqual([
      'sandbox_provider_in_live',
      'cardProvider',
    ])
    expect(await codes(live, { qrProvider: 'sandbox' })).toEqual(['sandbox_provider_in_live', 'qrProvider'])
    expect(await codes(live, { providers: { stripe: tests } })).toEqual([
      'provider_keys_of_other_mode',
      'providers.stripe.secretKey',
    ])
    expect(await codes(test, { providers: { stripe } })).toEqual([
      'provider_keys_of_other_mode',
      'providers.stripe.secretKey',
    ])
    expect((await put(test, { cardProvider: 'sandbox', providers: { stripe: tests } })).status).toBe(200)
  })
})

describe('secrets', () => {
  const secrets = [...Object.values(stripe), paypay.apiKey, paypay.apiSecret, account.number]

  test('go in and come out for nobody but a payment; of each the end is shown', async () => {
    const shop = await openShop(product)
    const answer = await put(shop, {
      payoutAccount: account,
      providers: { stripe, paypay },
      cardProvider: 'stripe',
      qrProvider: 'paypay',
    })
    expect(answer.body).toMatchObject({
      payoutAccount: { hint: '4321' },
      providers: {
        stripe: { configured: true, hint: '1234' },
        paypay: { configured: true, hint: '3456' },
      },
      warnings: [],
    })
    const { rows } = await sql<{ text: string }>`
      select (select row_to_json(m)::text from merchant_profiles m where store_id = ${shop.store.id}) ||
        (select string_agg(row_to_json(a)::text, '') from audit_entries a where entity_id = ${shop.store.code})
        as text`.execute(product.services.db)
    const shown = answer.text + (await get(shop)).text + rows[0]?.text
    expect(shown).toContain('merchant_profile')
    for (const secret of secrets) expect(shown).not.toContain(secret)
    expect(await providerKeysOf(ctx, shop.store.id, 'stripe')).toEqual(stripe)
    expect(await providerKeysOf(ctx, shop.store.id, 'paypay')).toEqual(paypay)
    expect(await providerKeysOf(ctx, shop.store.id, 'constructor')).toBeUndefined()
    expect(await payoutAccountOf(ctx, shop.store.id)).toEqual({ ...account, holder: 'カ)マモリ' })
  })

  test('stay where they are left out, and go where they are null', async () => {
    const shop = await openShop(product)
    await put(shop, { payoutAccount: account, providers: { stripe, paypay } })
    await put(shop, { version: 1, providers: { stripe: null } })
    expect(await providerKeysOf(ctx, shop.store.id, 'stripe')).toBeUndefined()
    expect(await providerKeysOf(ctx, shop.store.id, 'paypay')).toEqual(paypay)
    expect(await payoutAccountOf(ctx, shop.store.id)).toMatchObject({ number: '7654321' })
    await put(shop, { version: 2, payoutAccount: null, providers: { paypay: null } })
    expect(await payoutAccountOf(ctx, shop.store.id)).toBeUndefined()
    expect(await providerKeysOf(ctx, shop.store.id, 'paypay')).toBeUndefined()
  })

  test('are sealed anew under a new key, and open with it alone', async () => {
    const shop = await openShop(product)
    await put(shop, { payoutAccount: account, providers: { stripe } })
    const newer = `t2:${Buffer.alloc(32, 9).toString('base64')}`
    const both = { ...ctx, secrets: secretsFrom(`${newer},${testKeys}`) }
    for (const place of sealedByMerchants) expect(await resealPlace(both, place)).toBeGreaterThan(0)
    const alone = { ...ctx, secrets: secretsFrom(newer) }
    expect(await providerKeysOf(alone, shop.store.id, 'stripe')).toEqual(stripe)
    expect(await payoutAccountOf(alone, shop.store.id)).toMatchObject({ number: '7654321' })
    await expect(providerKeysOf(ctx, shop.store.id, 'stripe')).rejects.toThrow()
  })

  test('of one store are of no use beside another', async () => {
    const one = await openShop(product)
    const other = await openShop(product)
    await put(one, { providers: { stripe } })
    await put(other)
    await sql`update merchant_profiles m set provider_keys_sealed = o.provider_keys_sealed
      from merchant_profiles o where o.store_id = ${one.store.id} and m.store_id = ${other.store.id}`.execute(
      product.services.db,
    )
    await expect(providerKeysOf(ctx, other.store.id, 'stripe')).rejects.toThrow()
  })
})

test('M39 a status that begins in the past is taken, and the audit says that it changes history', async () => {
  const shop = await openShop(product)
  await put(shop, { tax: [{ status: 'exempt', from: '2020-01-01' }] })
  await put(shop, {
    version: 1,
    tax: [{ status: 'exempt', from: '2020-01-01' }, registered({ from: '2999-01-01' })],
  })
  await put(shop, { version: 2, tax: [{ status: 'exempt', from: '2020-01-01' }, registered()] })
  const { rows } = await sql<{ before: { tax: object[] } | null; after: { changesHistory: boolean } }>`
    select before, after from audit_entries where entity_id = ${shop.store.code} order by id desc`.execute(
    product.services.db,
  )
  expect(rows.map(({ after }) => after.changesHistory)).toEqual([true, false, false])
  expect(rows[0]?.before?.tax).toHaveLength(2)
})
