import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { newSeller } from '../../test/support/people.ts'
import { staffOf, startProduct } from '../../test/support/product.ts'
import { openTill, payingBuyer, runningCoupon } from '../../test/support/till.ts'
import { desktop, faultsOf, phone, picture, serious, startBrowser } from './support.ts'

const product = await startProduct()
const browser = await startBrowser()
const till = await openTill(product)
const buyer = await payingBuyer(product, 100_000)
const shown = await runningCoupon(product, till, {
  name: { ja: '掃除機 1,000円引き', en: '1,000 yen off vacuum cleaners', zh: '吸尘器立减 1,000 日元' },
  lastDay: '2027-03-31',
  minimum: { amount: 3_000, basis: 'before_discounts' },
  limits: { usesPerBuyer: 1 },
})
const rate = await runningCoupon(product, till, {
  name: { ja: '会員10%引き' },
  discount: { kind: 'rate', basisPoints: 1000 },
  stacking: 'stackable',
  stackingClass: 'member',
})
const sponsored = await runningCoupon(product, till, {
  name: { ja: 'メーカーからの500円' },
  discount: { kind: 'amount', amount: 500 },
  funder: 'third_party',
  sponsor: '株式会社みなと製作所',
  stacking: 'stackable',
  stackingClass: 'maker',
})
const gone = await runningCoupon(product, till, {
  name: { ja: '去年の半額クーポン' },
  discount: { kind: 'rate', basisPoints: 5000 },
})

async function open(path: string, size = phone): Promise<Page> {
  const page = await browser.open('about:blank', size)
  await page.context().addCookies([{ name: 'mamori_session', value: buyer.cookie, url: product.url }])
  await page.goto(`${product.url}/wallet${path}`)
  return page
}

async function look(page: Page, name: string): Promise<void> {
  const moving =
    "document.getAnimations().filter((one) => one.playState === 'running' && one.effect?.getTiming().iterations !== Infinity).length"
  await expect.poll(() => page.evaluate<number>(moving)).toBe(0)
  await picture(page, name)
  expect([name, await serious(page), faultsOf(page)]).toEqual([name, [], []])
}

test('M06 M17 coupons come in by code, are selected beforehand, used at the till and said to be used', async () => {
  const page = await open('/coupons')
  await page.getByText('使えるクーポンはありません').waitFor()
  await look(page, 'coupons-none-phone')
  await page.getByRole('link', { name: 'コードで追加' }).click()
  await page.getByLabel('クーポンコード').fill('NO-SUCH-CODE')
  await page.getByRole('button', { name: '追加する' }).click()
  await expect.poll(() => page.locator('[aria-invalid=true]').count()).toBe(1)
  await page.getByLabel('クーポンコード').fill(shown.code)
  await page.getByRole('button', { name: '追加する' }).click()
  await page.getByRole('heading', { name: '掃除機 1,000円引き' }).waitFor()
  await page.getByText('対象の商品が¥3,000以上のとき').waitFor()
  await look(page, 'coupon-phone')

  // A link brings its code along.
  for (const { code } of [rate, sponsored, gone]) {
    await page.goto(`${product.url}/wallet/coupons/add?code=${code}`)
    await page.getByRole('button', { name: '追加する' }).click()
    await page.getByRole('link', { name: /自動で使うクーポンを選ぶ/ }).waitFor()
  }
  await page.goto(`${product.url}/wallet/coupons`)
  await page.getByText('会員10%引き').waitFor()
  await page.getByText('クーポンの選ばれ方').click()
  await look(page, 'coupons-phone')
  await page.setViewportSize(desktop)
  await look(page, 'coupons-desktop')
  await page.setViewportSize(phone)

  await page.getByRole('link', { name: /自動で使うクーポンを選ぶ/ }).click()
  const selected = async () =>
    (
      await product.call<{ items: { name: { ja: string } }[] }>(
        'GET',
        `/v1/me/accounts/${buyer.accountId}/coupons`,
        { cookie: buyer.cookie },
      )
    ).body.items
      .map(({ name }) => name.ja)
      .sort()
  for (const name of [/1,000円引き/, /10%引き/, /500円/]) {
    await page.getByRole('checkbox', { name }).check()
    await page.getByText('保存しました').waitFor()
  }
  await expect.poll(selected).toEqual(['メーカーからの500円', '会員10%引き', '掃除機 1,000円引き'])
  await page.getByText('どちらか、お支払いが安くなるほうになります。').waitFor()
  await look(page, 'coupons-select-phone')
  await page.getByRole('button', { name: '元に戻す' }).click()
  await expect.poll(selected).toEqual(['会員10%引き', '掃除機 1,000円引き'])
  await page.getByRole('checkbox', { name: /10%引き/ }).uncheck()
  await expect.poll(selected).toEqual(['掃除機 1,000円引き'])

  await page.goto(`${product.url}/wallet/coupons`)
  const { body } = await till.settle({ memberToken: await buyer.token(), tenders: undefined })
  expect(body).toMatchObject({ state: 'settled', couponsUsed: [{ amount: 1000 }] })
  // Without reloading: what was used is in the list of what was used.
  await expect.poll(() => page.getByRole('link', { name: /掃除機/ }).count()).toBe(0)
  await page.getByText('使用済み', { exact: true }).first().click()
  await page.getByRole('link', { name: /掃除機 1,000円引き/ }).waitFor()
  await look(page, 'coupons-used-phone')
})

test('a coupon of the platform says that all stores take it, in each language', async () => {
  const { organisation } = await newSeller(product, { kind: 'platform', mode: 'test' })
  const { code } = await runningCoupon(product, { staff: staffOf(organisation) })
  const added = await product.call('POST', '/v1/me/coupons', { cookie: buyer.cookie, body: { code } })
  expect(added.status).toBe(200)
  for (const [language, words] of [
    ['ja', 'すべての店舗で使えます'],
    ['en', 'Valid in all stores'],
    ['zh', '所有店铺通用'],
  ] as const) {
    const page = await open('/coupons')
    await page.evaluate(`localStorage.setItem('mamori-language', '${language}')`)
    await page.reload()
    await page.getByText(words, { exact: true }).waitFor()
    expect(await page.getByText(organisation.name).count()).toBe(0)
    await look(page, `coupons-everywhere-${language}`)
  }
})

test('the pages speak English and Chinese', async () => {
  for (const [language, word] of [
    ['en', 'Coupons that apply by themselves'],
    ['zh', '自动使用的优惠券'],
  ] as const) {
    const page = await open('/coupons')
    await page.evaluate(`localStorage.setItem('mamori-language', '${language}')`)
    await page.goto(`${product.url}/wallet/coupons/select/${buyer.accountId}`)
    await page.getByRole('heading', { name: word }).waitFor()
    await look(page, `coupons-select-${language}`)
  }
})
