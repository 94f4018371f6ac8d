import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { newSeller, signInStaffMember } from '../../test/support/people.ts'
import { startProduct } from '../../test/support/product.ts'
import { openTill, payingBuyer, runningCoupon } from '../../test/support/till.ts'
import { faultsOf, picture, serious, startBrowser } from './support.ts'

const product = await startProduct()
const browser = await startBrowser()
const seller = await newSeller(product, { mode: 'test' })
const till = await openTill(product, { organisation: seller.organisation })
const other = await openTill(product)
const buyer = await payingBuyer(product, 30_000)
const staff = await signInStaffMember(product, seller.owner)
const tall = { width: 1080, height: 1920 }
const wide = { width: 1024, height: 768 }

async function hold(code: string): Promise<string> {
  const answer = await product.call<{ id: string }>('POST', '/v1/me/coupons', {
    cookie: buyer.cookie,
    body: { code },
  })
  if (answer.status >= 300) throw new Error(answer.text)
  return answer.body.id
}
await hold((await runningCoupon(product, till, { name: { ja: '新装開店 1,000円引き', en: 'Opening' } })).code)
await hold(
  (
    await runningCoupon(product, till, {
      name: { ja: '会員5%引き' },
      discount: { kind: 'rate', basisPoints: 500 },
      stacking: 'stackable',
      stackingClass: 'member',
      lastDay: '2027-12-31',
    })
  ).code,
)
const elsewhere = await hold((await runningCoupon(product, other, { name: { ja: 'ほかの店の500円' } })).code)
await product.call('PUT', `/v1/me/accounts/${buyer.accountId}/coupons`, {
  cookie: buyer.cookie,
  body: { holdingIds: [elsewhere] },
})

async function openKiosk(size = wide, path = `/${till.store.code}`): Promise<Page> {
  const page = await browser.open('about:blank', size)
  await page.context().addCookies([{ name: 'mamori_staff', value: staff, url: product.url }])
  await page.clock.install()
  await page.goto(`${product.url}/kiosk${path}`)
  return page
}

async function look(page: Page, name: string): Promise<void> {
  await picture(page, name)
  expect([name, await serious(page), faultsOf(page)]).toEqual([name, [], []])
}

/** A hand scanner types faster than a busy machine passes keys on one by one, and ends with Enter. */
async function scan(page: Page, code: string): Promise<void> {
  const keys = JSON.stringify([...code, 'Enter'])
  await page.evaluate(
    `for (const key of ${keys}) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))`,
  )
}

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

test('M08 a buyer shows the member code and chooses coupons of this store; those of others stay', async () => {
  const page = await openKiosk()
  await page.getByRole('heading', { name: '会員コードをかざしてください' }).waitFor()
  await page.getByText('カメラを使えません').waitFor()
  await look(page, 'kiosk-welcome-wide')
  await scan(page, 'm1.notatoken')
  await page.getByRole('alert').waitFor()
  await scan(page, await buyer.token())
  await page.getByRole('button', { name: /新装開店 1,000円引き/ }).click()
  await page.getByRole('button', { name: /会員5%引き/ }).click()
  await page.getByText('2枚を選択中').waitFor()
  expect(await page.getByText('ほかの店の500円').count()).toBe(0)
  await look(page, 'kiosk-choose-wide')
  await page.getByRole('button', { name: '決める' }).click()
  await page.getByRole('heading', { name: 'クーポンを選びました' }).waitFor()
  await look(page, 'kiosk-done-wide')
  expect(await selected()).toEqual(['ほかの店の500円', '会員5%引き', '新装開店 1,000円引き'])
  await page.clock.runFor(11_000)
  await page.getByRole('heading', { name: '会員コードをかざしてください' }).waitFor()
  const { body } = await till.settle({ memberToken: await buyer.token(), tenders: undefined })
  expect(body).toMatchObject({ state: 'settled', discount: 1100 })
})

test('after a minute without a touch nothing of the buyer is left on the screen', async () => {
  const page = await openKiosk(tall)
  await page.getByText('English').click()
  await page.getByRole('heading', { name: 'Show your member code' }).waitFor()
  await look(page, 'kiosk-welcome-tall-en')
  await page.getByText('中文').click()
  await scan(page, await buyer.token())
  await page.getByRole('heading', { name: '请选择付款时使用的优惠券' }).waitFor()
  await look(page, 'kiosk-choose-tall-zh')
  await page.clock.runFor(50_000)
  const dialog = page.getByRole('dialog', { name: '要继续吗？' })
  await dialog.getByRole('button', { name: '继续' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.clock.runFor(50_000)
  await dialog.waitFor()
  // Until it stands still.
  await page.clock.runFor(1_000)
  await look(page, 'kiosk-idle-tall-zh')
  await page.clock.runFor(12_000)
  await page.getByRole('heading', { name: '会員コードをかざしてください' }).waitFor()
  await page.getByText('時間が過ぎたため').waitFor()
  expect(await page.getByText('会員5%引き').count()).toBe(0)
})

test('without staff it is closed; with staff the store is chosen first', async () => {
  const page = await browser.open(`${product.url}/kiosk`, wide)
  await page.getByRole('heading', { name: 'スタッフのサインインが必要です' }).waitFor()
  await look(page, 'kiosk-closed')
  const open = await openKiosk(wide, '')
  await open.getByRole('link', { name: till.store.name }).click()
  await open.getByRole('heading', { name: '会員コードをかざしてください' }).waitFor()
})
