import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { PlanInput, createPlan } from '../../src/modules/plans/index.ts'
import { contextOf } from '../../test/support/context.ts'
import { unique } from '../../test/support/people.ts'
import type { Shop } from '../../test/support/product.ts'
import { openShop, startProduct } from '../../test/support/product.ts'
import { desktop, faultsOf, phone, picture, readCode, serious, startBrowser } from './support.ts'

const product = await startProduct()
const browser = await startBrowser()

/** Two shops of different sellers, each with a covered good; code 1001 is another good in each. */
const electric = await shopWith(
  'ひかり電機 渋谷店',
  { code: '1001', name: '55型テレビ', category: 'テレビ', makerWarrantyMonths: 12 },
  'denka-5y',
)
const bicycles = await shopWith(
  'みどり自転車 京都本店',
  { code: '1001', name: '電動自転車', category: '自転車', makerWarrantyMonths: 24 },
  'cycle-3y',
)

async function shopWith(
  name: string,
  item: { code: string; name: string; category: string; makerWarrantyMonths: number },
  planCode: string,
): Promise<Shop> {
  const shop = await openShop(product, { name })
  await product.call('PUT', `/v1/stores/${shop.store.code}/items`, { key: shop.key, body: [item] })
  const terms = {
    name: { ja: `${name}の保証` },
    liableParty: name,
    currency: 'JPY',
    termMonths: 60,
    covers: [
      { kind: 'natural_failure', start: { rule: 'after_maker_warranty' }, premiumShare: 6000 },
      { kind: 'physical_damage', start: { rule: 'purchase' }, premiumShare: 4000 },
    ],
    price: { kind: 'fixed', premium: 9900 },
  }
  await createPlan(
    contextOf(product.services, shop.staff),
    PlanInput.parse({ code: planCode, terms, attachments: [{ categories: [item.category] }] }),
  )
  return shop
}

async function report(
  shop: Shop,
  email: string,
  lines: object[],
  more: object = {},
): Promise<{ id: string }> {
  const answer = await product.call<{ id: string }>('POST', '/v1/purchases', {
    key: shop.key,
    body: {
      storeCode: shop.store.code,
      reference: unique('R'),
      purchasedAt: product.clock.now(),
      currency: 'JPY',
      buyer: { email },
      lines,
      ...more,
    },
  })
  if (answer.status !== 201) throw new Error(answer.text)
  return answer.body
}
const covered = (planCode: string, unitPrice: number) => ({
  code: '1001',
  quantity: 1,
  unitPrice,
  plan: { planCode, price: 9900 },
})

/** Signs in as a person does: the code is read on the mailbox page, in another window. */
async function signIn(page: Page, email: string): Promise<void> {
  await page.getByRole('textbox', { name: 'メールアドレス' }).fill(email)
  await page.getByRole('button', { name: '確認コードを送る' }).click()
  await page.getByText('確認コードを送りました').waitFor()
  const code = await readCode(browser, product.url, email)
  await page.getByLabel('確認コード').first().pressSequentially(code)
}

describe('a wallet on a phone', () => {
  test('K09 K20 covers of two stores and all purchases in one place; a late name arrives without reload', async () => {
    const email = `${unique('hanako')}@example.com`
    await report(electric, email, [covered('denka-5y', 198_000)])
    await report(bicycles, email, [covered('cycle-3y', 158_000)])
    const lateCode = unique('NEW')
    await report(electric, email, [{ code: lateCode, quantity: 1, unitPrice: 12_800 }])

    const page = await browser.open(`${product.url}/wallet/`, phone)
    await picture(page, 'wallet-sign-in-phone')
    await signIn(page, email)

    await page.getByRole('heading', { name: '55型テレビ' }).waitFor()
    await page.getByRole('heading', { name: '電動自転車' }).waitFor()
    await picture(page, 'wallet-home-phone')
    expect(await serious(page)).toEqual([])

    await page.getByRole('link', { name: '買い物', exact: true }).click()
    const list = page.getByRole('main')
    await list.getByText('55型テレビ').waitFor()
    await list.getByText('電動自転車').waitFor()
    await list.getByText(lateCode).waitFor()
    await list.getByText('名前を確認中').waitFor()
    await picture(page, 'wallet-purchases-phone')
    expect(await serious(page)).toEqual([])

    const marker = unique('page')
    await page.evaluate(`window.marker = ${JSON.stringify(marker)}`)
    await product.call('PUT', `/v1/stores/${electric.store.code}/items`, {
      key: electric.key,
      body: [{ code: lateCode, name: '新しい扇風機' }],
    })
    await list.getByText('新しい扇風機').waitFor()
    expect(await list.getByText('名前を確認中').count()).toBe(0)
    expect(await page.evaluate('window.marker')).toBe(marker)
    expect(faultsOf(page)).toEqual([])
  })

  test('one warranty says in plain words what is covered and until when, on phone and desktop', async () => {
    const email = `${unique('taro')}@example.com`
    const sale = await report(bicycles, email, [covered('cycle-3y', 158_000)])
    const page = await browser.open(`${product.url}/wallet/purchases/${sale.id}`, phone)
    await signIn(page, email)
    // The deep link survives the sign-in.
    await page.getByText('みどり自転車 京都本店').first().waitFor()
    await picture(page, 'wallet-purchase-phone')
    await page.getByRole('link', { name: /みどり自転車 京都本店の保証/ }).click()
    const number = await page
      .getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/)
      .first()
      .innerText()
    const found = await product.call('GET', `/v1/contracts/by-number/${number}`, { key: bicycles.key })
    expect(found.status).toBe(200)
    await page.getByRole('heading', { name: '保証されること' }).waitFor()
    expect(await serious(page)).toEqual([])
    await picture(page, 'wallet-warranty-phone')
    await page.setViewportSize(desktop)
    await picture(page, 'wallet-warranty-desktop')
    expect(faultsOf(page)).toEqual([])
  })

  test('a receipt for nobody is picked up by its code', async () => {
    const answer = await product.call<{ reference: string; pickUpCode: string }>('POST', '/v1/purchases', {
      key: electric.key,
      body: {
        storeCode: electric.store.code,
        reference: unique('R'),
        purchasedAt: product.clock.now(),
        currency: 'JPY',
        lines: [covered('denka-5y', 98_000)],
      },
    })
    const { reference, pickUpCode } = answer.body
    const query = new URLSearchParams({ store: electric.store.code, reference, code: pickUpCode })
    const page = await browser.open(`${product.url}/wallet/pick-up?${query.toString()}`, phone)
    await signIn(page, `${unique('jiro')}@example.com`)
    await picture(page, 'wallet-pick-up-phone')
    await page.getByRole('button', { name: /受け取る/ }).click()
    await page.getByText('55型テレビ').first().waitFor()
    expect(faultsOf(page)).toEqual([])
  })

  test('speaks English and Chinese as well', async () => {
    const page = await browser.open(`${product.url}/wallet/`, phone)
    for (const [name, lang] of [
      ['English', 'en'],
      ['中文', 'zh'],
      ['日本語', 'ja'],
    ] as const) {
      await page.getByText(name, { exact: true }).click()
      await expect.poll(() => page.evaluate('document.documentElement.lang')).toContain(lang)
      await picture(page, `wallet-sign-in-${lang}`)
    }
    expect(faultsOf(page)).toEqual([])
  })
})
