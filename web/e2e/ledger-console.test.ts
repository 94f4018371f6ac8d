import { expect, test } from 'vitest'
import { startProduct } from '../../test/support/product.ts'
import { expectNoOverflow, look, narrow, startDesk } from './console-desk.ts'
import { startBrowser } from './support.ts'

const product = await startProduct()
const browser = await startBrowser()
const desk = await startDesk(product, browser)
const { body: sale } = await desk.till.settle()

test('the books balance, lead to their journals, and are kept as a file', { timeout: 60_000 }, async () => {
  const page = await desk.open('money/balances')
  await page.getByRole('row', { name: /店舗の現金/ }).waitFor()
  await page.getByText('一致', { exact: true }).waitFor()
  await look(page, 'balances-1280')
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: '帳簿を書き出す' }).click()
  await page.getByRole('menuitem', { name: 'hledgerの形式' }).click()
  expect((await saved).suggestedFilename()).toBe('mamori.journal')

  await page.goto(`${product.url}/console/money/journals?subject=${sale.id}`)
  await page.getByRole('row', { name: /会計/ }).click()
  await page.getByRole('dialog').getByText('店舗への未払金').waitFor()
  await look(page, 'journal-1280')
})

test('payouts are prepared, looked at store by store, and confirmed', { timeout: 60_000 }, async () => {
  const page = await desk.open('money/payouts')
  await page.getByRole('button', { name: '支払いを準備する' }).click()
  const today = Temporal.Instant.from(product.clock.now()).toZonedDateTimeISO('Asia/Tokyo').toPlainDate()
  await page.getByLabel('締め日').fill(today.toString())
  await page.getByRole('button', { name: '計算する' }).click()
  const drawer = page.getByRole('dialog').filter({ hasText: '確認待ち' })
  await drawer.getByText('店舗が受け取った現金').waitFor()
  await look(page, 'payout-run-1280')
  await drawer.getByRole('button', { name: '支払いを確定する' }).click()
  await page
    .getByRole('dialog')
    .filter({ hasText: 'この支払いを確定しますか' })
    .getByRole('button', { name: '支払いを確定する' })
    .click()
  await page.getByRole('button', { name: '明細書（PDF）' }).waitFor()
  await look(page, 'payout-confirmed-1280')
})

test(
  'a file that is none of the provider says so; the queue says what to do next',
  { timeout: 60_000 },
  async () => {
    const page = await desk.open('money/reconciliation', narrow)
    await page.getByText('処理する差異はありません').waitFor()
    await page.locator('input[type=file]').setInputFiles({
      name: 'wrong.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('a,b\n1,2\n'),
    })
    await page.getByText('この決済会社のファイルとして読み取れません').waitFor()
    await expectNoOverflow(page)
    await look(page, 'reconciliation-768')
  },
)

test(
  'the profile of a store tells a slip in its number at once, and never shows a secret again',
  { timeout: 60_000 },
  async () => {
    const page = await desk.open(`settings/stores/${desk.till.store.code}/profile`)
    const number = page.getByLabel('登録番号')
    await number.fill('T1234567890123')
    await page.getByText('検査数字が合いません。打ち間違いがないか確かめてください。').first().waitFor()
    await number.fill('T7123456789012')
    await page.getByLabel('銀行コード').fill('0001')
    await page.getByLabel('支店コード').fill('001')
    await page.getByLabel('口座番号').fill('1234567')
    await page.getByLabel('口座名義（カタカナ）').fill('デンキカン')
    await page.getByRole('button', { name: '保存する' }).click()
    await page
      .getByText(/登録済み（…/)
      .first()
      .waitFor()
    expect(await page.getByLabel('口座番号').inputValue()).toBe('')
    await look(page, 'merchant-profile-1280')
  },
)

test('webhooks: a secret shown once, a log, a rotation', { timeout: 60_000 }, async () => {
  const page = await desk.open('settings/webhooks')
  await page.getByRole('button', { name: '送信先を追加する' }).click()
  await page.getByLabel('アドレス').fill('https://10.0.0.1/hooks')
  await page.getByRole('button', { name: '追加する', exact: true }).click()
  await page.getByText('社内ネットワークのアドレスには送れません。').first().waitFor()
  await page.getByLabel('アドレス').fill('https://shop.example/hooks')
  await page.getByRole('button', { name: '追加する', exact: true }).click()
  await page.getByText(/^whsec_/).waitFor()
  await page.getByText('署名鍵を控えました').click()
  await page.getByRole('button', { name: '閉じる', exact: true }).last().click()
  await page.getByText('https://shop.example/hooks').click()
  await page.getByRole('button', { name: 'テストを送る' }).click()
  await page.getByText('webhook.test').first().waitFor()
  await look(page, 'webhook-1280')
})
