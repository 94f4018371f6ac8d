import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startProduct } from '../../test/support/product.ts'
import { expectNoOverflow, look, narrow, startDesk } from './console-desk.ts'
import { startBrowser } from './support.ts'

const product = await startProduct()
const browser = await startBrowser()
const desk = await startDesk(product, browser)

test(
  'a coupon is written, gets codes that are shown once, starts, and ends',
  { timeout: 60_000 },
  async () => {
    const page = await desk.open('coupons')
    await page.getByText('クーポンはまだありません').waitFor()
    expect(await page.getByRole('link', { name: 'キオスクを開く' }).getAttribute('href')).toBe('/kiosk')
    await look(page, 'coupons-empty-1280')
    await page.getByRole('link', { name: 'クーポンを作る' }).click()

    // What is missing is pointed at, and what was typed stays.
    await page.getByLabel('名前（日本語）').fill('冬の1,000円引き')
    await page.getByRole('button', { name: '下書きを保存する' }).click()
    await page.getByText('半角の英小文字・数字・ハイフンで入力してください。').waitFor()
    await page.getByLabel('管理コード').fill('winter-1000')
    await page.getByLabel('割引する金額').fill('1000')
    await page.getByLabel('全体の回数').fill('50')
    const ticket = page.getByText('¥1,000引き', { exact: true })
    await ticket.waitFor()
    await look(page, 'coupon-editor-1280')
    await page.getByRole('button', { name: '下書きを保存する' }).click()
    await page.getByRole('heading', { name: '冬の1,000円引き' }).waitFor()

    await page.getByRole('button', { name: 'コードを発行する' }).click()
    await page.getByRole('textbox', { name: '枚数' }).fill('3')
    const saved = page.waitForEvent('download')
    await page.getByRole('dialog').getByRole('button', { name: '発行する' }).click()
    await page.getByText('コードは、いまだけ見られます').waitFor()
    await look(page, 'coupon-codes-once-1280')
    await page.getByRole('button', { name: 'CSVをダウンロード' }).click()
    const file = await saved
    expect(file.suggestedFilename()).toBe('winter-1000-codes.csv')
    expect(
      readFileSync((await file.path()) ?? '', 'utf8')
        .trim()
        .split('\r\n'),
    ).toHaveLength(4)
    const close = page.getByRole('dialog').getByRole('button', { name: '閉じる' })
    expect(await close.isDisabled()).toBe(true)
    await page.getByText('コードを保存しました').click()
    await close.click()

    // The word that everybody may use is not kept as text either.
    await page.getByRole('button', { name: 'コードを発行する' }).click()
    await page.getByText('共通コード', { exact: true }).click()
    await page.getByRole('textbox', { name: 'コード' }).fill('FUYU2027')
    await page.getByRole('dialog').getByRole('button', { name: '発行する' }).click()
    await page.getByText('閉じるとコンソールには二度と表示されません').waitFor()
    await page.getByRole('dialog').getByText('FUYU2027').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'コピー' }).waitFor()
    await look(page, 'coupon-public-code-1280')
    await close.click()

    await page.getByRole('button', { name: '開始する' }).click()
    await page.getByRole('dialog').getByText('全体で50回まで').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: '開始する' }).click()
    await page.getByText('実施中').waitFor()
    await look(page, 'coupon-1280')

    await page.getByRole('button', { name: '終了する' }).click()
    await page.getByRole('dialog').getByText('3件').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: '終了する' }).click()
    await page.getByText('終了', { exact: true }).waitFor()

    const small = await desk.open('coupons', narrow)
    await small.getByText('winter-1000').waitFor()
    await expectNoOverflow(small)
    await look(small, 'coupons-768')
  },
)
