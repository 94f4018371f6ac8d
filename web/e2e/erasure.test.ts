import { expect, test } from 'vitest'
import { unique } from '../../test/support/people.ts'
import { startProduct } from '../../test/support/product.ts'
import { openWarrantyShop } from '../../test/support/warranty.ts'
import { faultsOf, phone, picture, readCode, serious, startBrowser } from './support.ts'

const product = await startProduct()
const browser = await startBrowser()
const shop = await openWarrantyShop(product, {}, { name: 'ひかり電機 渋谷店' })

async function walletOf(email: string) {
  const page = await browser.open(`${product.url}/wallet/me`, phone)
  await page.getByRole('textbox', { name: 'メールアドレス' }).fill(email)
  await page.getByRole('button', { name: '確認コードを送る' }).click()
  await page.getByText('確認コードを送りました').waitFor()
  const code = await readCode(browser, product.url, email)
  await page.getByLabel('確認コード').first().pressSequentially(code)
  await page.getByRole('heading', { name: 'データの書き出し' }).waitFor()
  return page
}

test('somebody takes their data along and erases themselves; nothing is chosen for them', async () => {
  const email = `${unique('hanako')}@example.com`
  const cover = await shop.sell({ buyer: { email, name: '保守 花子' }, purchasedAt: product.clock.now() })
  const page = await walletOf(email)
  await picture(page, 'wallet-me-data-phone')

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /JSON/ }).click(),
  ])
  expect(download.suggestedFilename()).toBe('mamori-export.json')

  await page.getByRole('link', { name: 'アカウントの消去' }).click()
  await page.getByRole('heading', { name: '消えるもの' }).waitFor()
  await page.getByRole('heading', { name: '残るもの' }).waitFor()
  await page.getByText(cover.number).waitFor()
  expect(await serious(page)).toEqual([])
  await picture(page, 'wallet-erasure-phone')

  const submit = page.getByRole('button', { name: 'アカウントを消去する' })
  for (const choice of await page.getByRole('radio').all()) expect(await choice.isChecked()).toBe(false)
  const shown = await page.getByText(/と入力してください/).innerText()
  const code = /(?<!\d)\d{6}(?!\d)/.exec(shown)?.[0] ?? ''
  await page.getByRole('textbox', { name: '確認の番号' }).fill(code)
  expect(await submit.isDisabled()).toBe(true)
  // By keyboard: the first choice takes the space key.
  await page.getByRole('radio', { name: '保証を残す' }).focus()
  await page.keyboard.press('Space')
  expect(await submit.isDisabled()).toBe(false)
  await picture(page, 'wallet-erasure-ready-phone')
  await submit.click()

  await page.getByRole('heading', { name: '消去しました' }).waitFor()
  expect(await serious(page)).toEqual([])
  await picture(page, 'wallet-goodbye-phone')
  await page.goto(`${product.url}/wallet/me`)
  await page.getByRole('heading', { name: 'サインイン' }).waitFor()
  expect(faultsOf(page)).toEqual([])
})

test('a sale in between makes the person look again, and what was typed is explained', async () => {
  const email = `${unique('taro')}@example.com`
  const page = await walletOf(email)
  await page.getByRole('link', { name: 'アカウントの消去' }).click()
  const shown = await page.getByText(/と入力してください/).innerText()
  const code = /(?<!\d)\d{6}(?!\d)/.exec(shown)?.[0] ?? ''
  await shop.sell({ buyer: { email }, purchasedAt: product.clock.now() })
  await page.getByRole('textbox', { name: '確認の番号' }).fill(code)
  await page.getByRole('button', { name: 'アカウントを消去する' }).click()
  await page.getByText('もう一度ご確認ください').waitFor()
  await picture(page, 'wallet-erasure-again-phone')
  await page.getByRole('button', { name: 'もう一度確認する' }).click()
  await page.getByRole('radio', { name: '保証を残す' }).waitFor()
  expect(faultsOf(page)).toEqual([])
})
