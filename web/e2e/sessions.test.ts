import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { enrolTestStaff } from '../../src/modules/identity/index.ts'
import { contextOf } from '../../test/support/context.ts'
import { newSeller, signInBuyer, unique } from '../../test/support/people.ts'
import { startProduct } from '../../test/support/product.ts'
import { desktop, faultsOf, phone, picture, readCode, serious, startBrowser } from './support.ts'

const product = await startProduct()
const browser = await startBrowser()

/** The code by mail, at the wallet or the console. */
async function codeByMail(page: Page, email: string): Promise<void> {
  await page.getByRole('textbox', { name: 'メールアドレス' }).fill(email)
  await page.getByRole('button', { name: '確認コードを送る' }).click()
  await page.getByText('確認コードを送りました').waitFor()
  await page
    .getByLabel('確認コード')
    .first()
    .pressSequentially(await readCode(browser, product.url, email))
  product.clock.advance({ seconds: 31 })
}

test('a buyer sees where they are signed in, and signs the other device out', async () => {
  const email = `${unique('hana')}@example.com`
  const { cookie } = await signInBuyer(product, { email })
  const page = await browser.open(`${product.url}/wallet/me`, phone)
  await codeByMail(page, email)
  const here = page.getByRole('listitem').filter({ hasText: 'この端末' })
  await here.filter({ hasText: 'Chrome' }).waitFor()
  expect(await serious(page)).toEqual([])
  await picture(page, 'wallet-me-sessions-phone')
  await page.getByRole('button', { name: /をサインアウトさせる$/ }).click()
  const question = page.getByRole('dialog', { name: 'この端末をサインアウトさせますか' })
  await question.getByRole('button', { name: 'サインアウトさせる' }).click()
  await page.getByText('サインアウトさせました').waitFor()
  expect((await product.call('GET', '/v1/me', { cookie })).status).toBe(401)
  await page.reload()
  await here.waitFor()
  expect(faultsOf(page)).toEqual([])
})

test('one browser is in the wallet and, with the device code of the mailbox page, in the console', async () => {
  const seller = await newSeller(product, { mode: 'test' })
  await enrolTestStaff(contextOf(product.services), seller.organisation.id)
  const page = await browser.open(`${product.url}/wallet/me`, desktop)
  await codeByMail(page, `${unique('hana')}@example.com`)
  await page.getByRole('heading', { name: 'サインイン中の端末' }).waitFor()

  await page.goto(`${product.url}/console/`)
  await codeByMail(page, seller.owner)
  const mailbox = await browser.open(`${product.url}/mailbox?to=${seller.owner}`, phone)
  const shown = mailbox.getByRole('listitem').filter({ hasText: seller.owner })
  const code = /\d{6}/.exec(await shown.locator('strong').innerText())?.[0] ?? ''
  expect(await serious(mailbox)).toEqual([])
  await picture(mailbox, 'mailbox-device-codes-phone')
  expect(faultsOf(mailbox)).toEqual([])
  await page.getByLabel('認証アプリのコード').fill(code)
  await page.getByRole('heading', { name: '買い物', level: 1 }).waitFor()

  await page.goto(`${product.url}/wallet/me`)
  await page.getByRole('heading', { name: 'サインイン中の端末' }).waitFor()
  await page.getByRole('button', { name: 'サインアウト', exact: true }).click()
  await page.getByRole('textbox', { name: 'メールアドレス' }).waitFor()
  await page.goto(`${product.url}/console/purchases`)
  await page.getByRole('heading', { name: '買い物', level: 1 }).waitFor()
  expect(faultsOf(page)).toEqual([])
})
