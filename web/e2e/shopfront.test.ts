import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { demoCatalogues } from '../../src/demo/catalogues.ts'
import { demoPlans } from '../../src/demo/plans.ts'
import { PlanInput, createPlan } from '../../src/modules/plans/index.ts'
import { keepShopKeys } from '../../src/shopfront/keys.ts'
import { contextOf } from '../../test/support/context.ts'
import { unique } from '../../test/support/people.ts'
import type { Shop } from '../../test/support/product.ts'
import { openShop, startProduct } from '../../test/support/product.ts'
import { desktop, faultsOf, phone, picture as photograph, serious, startBrowser } from './support.ts'

const folder = mkdtempSync(join(tmpdir(), 'mamori-shop-'))
const product = await startProduct({ environment: { MAMORI_DATA: folder } })
const browser = await startBrowser()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const hikari = await openDemo('hikari', 'hikari-online')
const midori = await openDemo('midori', 'midori-online')
keepShopKeys(product.services, { hikari: hikari.key, midori: midori.key })

async function openDemo(slug: string, code: string): Promise<Shop> {
  const shop = await openShop(product, { code, mode: 'test' })
  await product.call('PUT', `/v1/stores/${code}/items`, { key: shop.key, body: demoCatalogues[slug] })
  for (const plan of demoPlans[slug] ?? [])
    await createPlan(contextOf(product.services, shop.staff), PlanInput.parse(plan))
  return shop
}

/** The form at the end, filled in as a buyer with an e-mail address would. */
async function fillIn(page: Page, email: string): Promise<void> {
  await page.getByRole('textbox', { name: 'お名前' }).fill('山田 花子')
  await page.getByRole('textbox', { name: 'メールアドレス' }).fill(email)
  await page.getByRole('textbox', { name: '住所' }).fill('150-0002 東京都渋谷区渋谷1-2-3')
  await page.getByRole('checkbox', { name: /同意します/ }).check()
}
const orderButton = (page: Page) => page.getByRole('button', { name: /で注文する$/ })
const isClean = async (page: Page) => {
  expect(await serious(page)).toEqual([])
  expect(faultsOf(page)).toEqual([])
}
/** In a window as high as the page, so that what sticks to its edges covers nothing. */
async function picture(page: Page, name: string): Promise<void> {
  const size = page.viewportSize() ?? phone
  const height = await page.evaluate<number>('document.documentElement.scrollHeight')
  await page.setViewportSize({ width: size.width, height: Math.max(size.height, height) })
  await photograph(page, name)
  await page.setViewportSize(size)
}
/** What the platform has of an order. */
async function purchase(shop: Shop, orderNumber: string) {
  const path = `/v1/stores/${shop.store.code}/purchases/${orderNumber}`
  return product.call<{ total: number; lines: { code: string; quantity: number; plan: object | null }[] }>(
    'GET',
    path,
    { key: shop.key },
  )
}
/** The number in the address of the confirmation, which a buyer is shown at the end. */
async function orderedAs(page: Page): Promise<string> {
  await page.getByRole('heading', { name: 'ご注文ありがとうございます' }).waitFor()
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

describe('the demo shops on a phone', () => {
  test('K18 K42 K43 a television with cover: nothing chosen at first, bought, its warranty number shown', async () => {
    const page = await browser.open(`${product.url}/shop`, phone)
    await page.getByRole('link', { name: /ひかり電機/ }).waitFor()
    await picture(page, 'shop-doors-phone')
    await isClean(page)
    await page.getByRole('link', { name: /ひかり電機/ }).click()

    await page.getByRole('link', { name: /55型 4K有機EL テレビ/ }).waitFor()
    await picture(page, 'shop-window-phone')
    await isClean(page)
    await page.getByRole('searchbox').fill('てれび')
    await page.getByText('当てはまる商品がありません').waitFor()
    await page.getByRole('button', { name: 'すべての商品を見る' }).click()
    await page.getByText('テレビ', { exact: true }).first().click()
    await page.getByText('2点').waitFor()
    await page.getByRole('link', { name: /55型 4K有機EL テレビ/ }).click()

    const cover = page.getByRole('radio', { name: /家電あんしん5年保証/ })
    await cover.waitFor()
    expect(await page.getByRole('main').getByRole('radio', { checked: true }).count()).toBe(0)
    await page.getByRole('heading', { name: '保証されること' }).waitFor()
    await page.getByRole('heading', { name: '保証されないこと' }).waitFor()
    await page.getByText('ひかり電機株式会社').waitFor()
    await picture(page, 'shop-good-phone')
    await isClean(page)
    await cover.check()
    await page.getByText('合計 ¥207,900').waitFor()
    await page.getByRole('button', { name: '保証をつけてカートに入れる' }).click()
    await page.getByRole('link', { name: 'カートを見る' }).click()

    await page.getByRole('heading', { name: 'カート' }).waitFor()
    await page.getByText('家電あんしん5年保証（5年）').waitFor()
    await picture(page, 'shop-cart-phone')
    await isClean(page)
    await page.getByRole('link', { name: '購入手続きへ' }).click()

    await orderButton(page).click()
    await page.getByText('入力してください。').first().waitFor()
    expect(await page.evaluate('document.activeElement?.getAttribute("name")')).toBe('name')
    await fillIn(page, `${unique('hanako')}@example.com`)
    await picture(page, 'shop-checkout-phone')
    await isClean(page)
    await orderButton(page).dblclick()

    const number = await orderedAs(page)
    const warranty = page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/)
    const found = await product.call('GET', `/v1/contracts/by-number/${await warranty.innerText()}`, {
      key: hikari.key,
    })
    expect(found.status).toBe(200)
    expect((await purchase(hikari, number)).body.lines).toMatchObject([{ code: '1001', quantity: 1 }])
    await picture(page, 'shop-done-phone')
    await isClean(page)

    await page.reload()
    await warranty.waitFor()
    await page.goBack()
    await page.getByText('カートは空です').waitFor()
    expect(faultsOf(page)).toEqual([])
  })

  test('without cover it takes no step more, and the browser sees neither the key nor the platform’s API', async () => {
    const sent: string[] = []
    const page = await browser.open(`${product.url}/shop/midori/goods/1002`, phone)
    page.on('request', (request) => sent.push(JSON.stringify(request.headers()) + request.url()))
    await page.getByRole('radio', { name: /自転車まもり3年/ }).waitFor()
    await page.getByRole('button', { name: '保証なしでカートに入れる' }).click()
    await page.getByRole('link', { name: 'カートを見る' }).click()
    await page.getByText('保証なし').waitFor()
    await page.getByRole('link', { name: '購入手続きへ' }).click()
    await fillIn(page, `${unique('taro')}@example.com`)
    await orderButton(page).click()
    const number = await orderedAs(page)
    expect((await purchase(midori, number)).body).toMatchObject({
      total: 68_000,
      lines: [{ code: '1002', plan: null }],
    })
    expect(await page.getByText('保証番号').count()).toBe(0)
    expect(sent.length).toBeGreaterThan(1)
    expect(sent.filter((text) => text.includes('mk_') || text.includes('/v1/'))).toEqual([])
    await isClean(page)
  })

  test('K43 a cart of two goods with quantities, kept over reload and back', async () => {
    const page = await browser.open(`${product.url}/shop/midori/goods/1001`, phone)
    await page.getByRole('radio', { name: /自転車まもり3年/ }).check()
    await page.getByRole('combobox', { name: '数量' }).selectOption('2')
    await page.getByText('合計 ¥341,200').waitFor()
    await page.getByRole('button', { name: '保証をつけてカートに入れる' }).click()
    await page.getByRole('link', { name: 'みどり自転車' }).click()
    await page.getByRole('link', { name: /U字ロック/ }).click()
    await page.getByText('この商品は延長保証なしでの販売です。').waitFor()
    await picture(page, 'shop-good-without-offer-phone')
    await page.getByRole('button', { name: 'カートに入れる', exact: true }).click()
    await page.getByRole('link', { name: 'カート 3点' }).click()
    await page.getByText('¥346,680').waitFor()
    await page.reload()
    await page.getByText('¥346,680').waitFor()
    await page.goBack()
    await page.getByRole('heading', { name: 'U字ロック' }).waitFor()
    await page.goForward()
    await page.getByRole('combobox', { name: 'U字ロックの数量' }).selectOption('3')
    await page.getByText('¥357,640').waitFor()
    await picture(page, 'shop-cart-of-two-phone')
    await page.getByRole('link', { name: '購入手続きへ' }).click()
    await fillIn(page, `${unique('jiro')}@example.com`)
    await orderButton(page).click()
    const number = await orderedAs(page)
    expect(await page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/).count()).toBe(2)
    expect((await purchase(midori, number)).body.lines).toMatchObject([
      { code: '1001', quantity: 2 },
      { code: '1009', quantity: 3, plan: null },
    ])
    await isClean(page)
  })

  test('an answer that never came is asked for after a reload, and it is one order', async () => {
    const page = await browser.open(`${product.url}/shop/hikari/goods/1009`, phone)
    await page.getByRole('button', { name: 'カートに入れる', exact: true }).click()
    await page.getByRole('link', { name: 'カートを見る' }).click()
    await page.getByRole('link', { name: '購入手続きへ' }).click()
    await fillIn(page, `${unique('saburo')}@example.com`)
    // The order arrives; its answer does not.
    await page.route('**/orders', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await orderButton(page).click()
    await page.getByRole('heading', { name: 'ご注文の結果をまだ確かめられていません' }).waitFor()
    await picture(page, 'shop-unknown-phone')
    expect(await serious(page)).toEqual([])
    await page.unroute('**/orders')
    await page.reload()
    const number = await orderedAs(page)
    expect((await purchase(hikari, number)).status).toBe(200)
    const all = await product.call<{ items: { reference: string }[] }>(
      'GET',
      `/v1/purchases?storeCode=hikari-online&reference=${number}`,
      { key: hikari.key },
    )
    expect(all.body.items).toHaveLength(1)
  })
})

describe('the demo shops at a desk', () => {
  test('every page has its room, and the same by keyboard alone', async () => {
    const page = await browser.open(`${product.url}/shop`, desktop)
    await page.getByRole('link', { name: /みどり自転車/ }).waitFor()
    await picture(page, 'shop-doors-desktop')
    await page.goto(`${product.url}/shop/midori`)
    await page.getByRole('link', { name: /ロードバイク/ }).waitFor()
    await picture(page, 'shop-window-midori-desktop')
    await isClean(page)
    await page.goto(`${product.url}/shop/hikari`)
    await page.getByRole('link', { name: /エアコン/ }).waitFor()
    await picture(page, 'shop-window-desktop')
    await page.getByRole('link', { name: /ミラーレスカメラ/ }).focus()
    await page.keyboard.press('Enter')
    const cover = page.getByRole('radio', { name: /物損もあんしん5年保証/ })
    await cover.waitFor()
    await cover.focus()
    await page.keyboard.press('Space')
    await page.getByText('合計 ¥297,800').waitFor()
    await picture(page, 'shop-good-desktop')
    await isClean(page)
    await page.getByRole('button', { name: '保証をつけてカートに入れる' }).press('Enter')
    await page.getByRole('link', { name: 'カートを見る' }).press('Enter')
    await page.getByRole('link', { name: '購入手続きへ' }).waitFor()
    await picture(page, 'shop-cart-desktop')
    await isClean(page)
    await page.getByRole('button', { name: 'ミラーレスカメラの保証を外す' }).press('Enter')
    await page.getByText('保証なし').waitFor()
    expect(await page.getByText('¥297,800').count()).toBe(0)
    await page.getByRole('link', { name: '購入手続きへ' }).press('Enter')
    await orderButton(page).waitFor()
    await picture(page, 'shop-checkout-desktop')
    await isClean(page)
  })

  test('speaks English and Chinese as well', async () => {
    const page = await browser.open(`${product.url}/shop/hikari/goods/1010`, phone)
    for (const [name, lang, word] of [
      ['English', 'en', 'Not covered'],
      ['中文', 'zh', '不保修的情况'],
    ] as const) {
      await page.getByText(name, { exact: true }).click()
      await page.getByRole('heading', { name: word }).waitFor()
      await picture(page, `shop-good-${lang}`)
    }
    await isClean(page)
  })
})

describe('a price that changes between cart and order', () => {
  test('is said before anything is ordered, and one press takes the new one', async () => {
    const page = await browser.open(`${product.url}/shop/hikari/goods/1006`, phone)
    await page.getByRole('radio', { name: /物損もあんしん5年保証/ }).check()
    await page.getByRole('button', { name: '保証をつけてカートに入れる' }).click()
    await page.getByRole('link', { name: 'カートを見る' }).click()
    await page.getByRole('link', { name: '購入手続きへ' }).click()
    await fillIn(page, `${unique('goro')}@example.com`)
    const terms = demoPlans['hikari']?.find(({ code }) => code === 'wide-5y')?.terms
    const changed = await product.call('POST', '/v1/plans/wide-5y/versions', {
      key: hikari.key,
      body: { terms: { ...terms, price: { kind: 'fixed', premium: 5200 } } },
    })
    expect(changed.status, changed.text).toBe(201)
    await page.getByRole('button', { name: '¥34,600で注文する' }).click()
    await page.getByText('価格が変わりました。まだ注文されていません。').waitFor()
    await picture(page, 'shop-price-changed-phone')
    expect(await serious(page)).toEqual([])
    await page.getByRole('button', { name: '最新の価格にする' }).click()
    await page.getByText('カートを最新の価格にしました').waitFor()
    await page.getByRole('checkbox', { name: /同意します/ }).check()
    await page.getByRole('button', { name: '¥35,000で注文する' }).click()
    await orderedAs(page)
    await page.getByText('¥35,000').waitFor()
  })
})
