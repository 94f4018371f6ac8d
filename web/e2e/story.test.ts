import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { demoCatalogues } from '../../src/demo/catalogues.ts'
import { demoPlans } from '../../src/demo/plans.ts'
import { PlanInput, createPlan } from '../../src/modules/plans/index.ts'
import { keepShopKeys } from '../../src/shopfront/keys.ts'
import { contextOf } from '../../test/support/context.ts'
import { newSeller, unique } from '../../test/support/people.ts'
import { codesIn, readPdf } from '../../test/support/printed-page.ts'
import { openShop, startProduct } from '../../test/support/product.ts'
import { desktop, enrolDevice, faultsOf, phone, picture, readCode, serious, startBrowser } from './support.ts'

const folder = mkdtempSync(join(tmpdir(), 'mamori-story-'))
const product = await startProduct({ environment: { MAMORI_DATA: folder } })
const browser = await startBrowser()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

// The demo's electronics chain, whose desk and whose shop are both used here.
const seller = await newSeller(product, { mode: 'test' })
const shop = await openShop(product, { code: 'hikari-online', organisation: seller.organisation })
await product.call('PUT', '/v1/stores/hikari-online/items', { key: shop.key, body: demoCatalogues['hikari'] })
for (const plan of demoPlans['hikari'] ?? [])
  await createPlan(contextOf(product.services, shop.staff), PlanInput.parse(plan))
keepShopKeys(product.services, { hikari: shop.key })

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByRole('textbox', { name: 'メールアドレス' }).fill(email)
  await page.getByRole('button', { name: '確認コードを送る' }).click()
  await page.getByText('確認コードを送りました').waitFor()
  await page
    .getByLabel('確認コード')
    .first()
    .pressSequentially(await readCode(browser, product.url, email))
  // The next code to the same address would be too soon.
  product.clock.advance({ seconds: 31 })
}
const next = (page: Page) => page.getByRole('button', { name: '次へ', exact: true }).click()
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 })

async function buyWithCover(page: Page, email: string): Promise<string> {
  await page.getByRole('link', { name: /ひかり電機/ }).click()
  await page.getByText('カメラ', { exact: true }).first().click()
  await page
    .getByRole('link', { name: /カメラ/ })
    .first()
    .click()
  await page.getByRole('radio', { name: /物損もあんしん5年保証/ }).check()
  await page.getByRole('button', { name: '保証をつけてカートに入れる' }).click()
  await page.getByRole('link', { name: 'カートを見る' }).click()
  await page.getByRole('link', { name: '購入手続きへ' }).click()
  await page.getByRole('textbox', { name: 'お名前' }).fill('山田 花子')
  await page.getByRole('textbox', { name: 'メールアドレス' }).fill(email)
  await page.getByRole('textbox', { name: '住所' }).fill('150-0002 東京都渋谷区渋谷1-2-3')
  await page.getByRole('checkbox', { name: /同意します/ }).check()
  await page.getByRole('button', { name: /で注文する$/ }).click()
  const number = page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/)
  return number.innerText()
}

async function fileWithPhoto(page: Page): Promise<string> {
  await page.getByRole('link', { name: '保証を申請する' }).click()
  await page.getByRole('radio', { name: /落とした|ぶつけた|壊した/ }).click()
  await page.getByRole('radio', { name: /落と/ }).last().click()
  await next(page)
  const today = Temporal.Instant.from(product.clock.now()).toZonedDateTimeISO('Asia/Tokyo').toPlainDate()
  await page.getByLabel('起きた日、または気づいた日').fill(today.toString())
  await next(page)
  await page.getByRole('checkbox', { name: 'どれにもあてはまらない' }).click()
  await next(page)
  await page.getByLabel(/どんなときに/).fill('玄関で落としてレンズが割れました。')
  await next(page)
  const buffer = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#8a5a2b' } })
    .jpeg()
    .toBuffer()
  await page
    .locator('input[type=file]')
    .last()
    .setInputFiles([{ name: 'lens.jpg', mimeType: 'image/jpeg', buffer }])
  await next(page)
  await page.getByText('申請できます', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'この内容で申請する' }).click()
  await heading(page, '申請を受け付けました').waitFor()
  const number = await page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/).innerText()
  await page.getByRole('button', { name: '申請の状況を見る' }).click()
  return number
}

describe('from the shop to the repaired camera', () => {
  test(
    'K18 K20 K21 K23 K24 K42 K43 bought on a phone, claimed with a photo, asked, accepted, received, completed',
    { timeout: 120_000 },
    async () => {
      const email = `${unique('hanako')}@example.com`
      const buyer = await browser.open(`${product.url}/shop`, phone)
      const warranty = await buyWithCover(buyer, email)
      await buyer.getByRole('link', { name: '保証ウォレットで見る' }).click()
      await signIn(buyer, email)
      await buyer
        .getByRole('link', { name: /カメラ/ })
        .first()
        .click()
      await buyer.getByText(warranty).first().waitFor()
      await picture(buyer, 'story-warranty-phone')
      const reception = await fileWithPhoto(buyer)
      await heading(buyer, '確認中').waitFor()
      // From here on the buyer's page is never loaded again.
      await buyer.evaluate('window.marker = 1')

      const desk = await browser.open(`${product.url}/console/`, desktop)
      await signIn(desk, seller.owner)
      await enrolDevice(desk, product.clock)
      await desk.getByRole('link', { name: '申請' }).first().click()
      await desk.getByText(reception).click()
      const drawer = desk.getByRole('dialog', { name: reception })
      await drawer.getByText('玄関で落としてレンズが割れました。').waitFor()
      const photo = drawer.locator('img').first()
      await expect
        .poll(() => photo.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
        .toBeGreaterThan(100)
      await picture(desk, 'story-desk-claim-1280')
      expect(await serious(desk)).toEqual([])

      await desk.getByRole('button', { name: '確認をお願いする' }).click()
      await desk.getByLabel('お客様への質問').fill('電源は入りますか。')
      await desk.getByRole('button', { name: 'お願いを送る' }).click()
      await buyer.getByText('電源は入りますか。').first().waitFor()
      await picture(buyer, 'story-question-phone')
      await buyer.getByRole('textbox', { name: 'お答え' }).fill('入ります。')
      await buyer.getByRole('button', { name: '答えを送る' }).click()
      await heading(buyer, '確認中').waitFor()

      await drawer.getByText('入ります。').first().waitFor({ timeout: 20_000 })
      await desk.getByRole('button', { name: '承認する' }).click()
      const form = desk.getByRole('dialog', { name: '承認する' })
      await form.getByLabel('修理の見積もり（税込）').fill('33000')
      await form.getByText('¥30,000').first().waitFor()
      await form.getByRole('button', { name: '承認する' }).click()
      await form.waitFor({ state: 'detached' })
      await heading(buyer, 'お支払い待ち').waitFor()

      const advance = async () => {
        await desk.getByRole('button', { name: /へ進める$/ }).click()
        const step = desk.getByRole('dialog', { name: /へ進める$/ })
        await step.getByRole('button', { name: '進める', exact: true }).click()
        await step.waitFor({ state: 'detached' })
      }
      await advance()
      await heading(buyer, '商品の送付待ち').waitFor()
      await picture(buyer, 'story-send-phone')
      const slip = await slipOf(buyer)
      const read = await codesIn(await (await readPdf(slip)).picture(200))
      expect(read).toContain(`Code128 ${reception}`)
      expect(
        read.some((code) => code.startsWith('QRCode ') && code.includes('/wallet/test/claims/clm_')),
      ).toBe(true)

      for (const shown of ['商品の到着', '修理中', '修理完了', '発送', '完了']) {
        await advance()
        await buyer
          .getByRole('heading', { level: 1 })
          .filter({ hasText: new RegExp(shown.slice(0, 2)) })
          .waitFor()
      }
      expect(await buyer.evaluate('window.marker')).toBe(1)
      await picture(buyer, 'story-completed-phone')
      expect(await serious(buyer)).toEqual([])
      expect(faultsOf(buyer)).toEqual([])
      expect(faultsOf(desk)).toEqual([])
      const { body } = await product.call<{ state: string; receptionNumber: string }>(
        'GET',
        `/v1/claims?receptionNumber=${reception}`,
        { key: shop.key },
      )
      expect((body as unknown as { items: { state: string }[] }).items[0]?.state).toBe('completed')
    },
  )
})

/** The slip as the buyer's own session gets it. */
async function slipOf(page: Page): Promise<Buffer> {
  const id = /clm_[0-9a-z]+/.exec(page.url())?.[0] ?? ''
  const answer = await page.context().request.get(`${product.url}/v1/me/claims/${id}/slip`)
  expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf'])
  return answer.body()
}
