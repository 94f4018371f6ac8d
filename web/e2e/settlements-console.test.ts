import { expect, test } from 'vitest'
import { startProduct } from '../../test/support/product.ts'
import { runningCoupon } from '../../test/support/till.ts'
import { expectNoOverflow, look, narrow, startDesk } from './console-desk.ts'
import { startBrowser } from './support.ts'

const product = await startProduct()
const browser = await startBrowser()
const desk = await startDesk(product, browser)
const { till } = desk
const coupon = await runningCoupon(product, till)
const { body: sale } = await till.settle({
  couponCodes: [coupon.code],
  lines: [{ description: '掃除機', quantity: 2, unitPrice: 5_500 }],
})

test(
  'a settlement shows how its amount came about, and half of it goes back after a preview',
  { timeout: 60_000 },
  async () => {
    const page = await desk.open(`money/settlements?store=${till.store.code}`)
    await page.getByRole('row', { name: new RegExp(sale.reference) }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('row', { name: '割引後の税抜価格' }).getByText('¥9,000').waitFor()
    await look(page, 'settlement-drawer-1280')

    await drawer.getByRole('button', { name: '返金する' }).click()
    const form = page.getByRole('dialog').filter({ hasText: '返金する商品を選んでください' })
    await form.getByRole('button', { name: 'この内容で返金する' }).click()
    await form.getByText('返す商品の数を入れてください。').waitFor()
    await form.getByLabel('掃除機を返す数').fill('1')
    await form.getByText('¥4,950').first().waitFor()
    await form.getByLabel('理由').fill('初期不良')
    await look(page, 'settlement-refund-1280')
    await form.getByRole('button', { name: 'この内容で返金する' }).click()
    await drawer.getByText('一部返金').waitFor()
    await expect.poll(async () => (await till.get(sale.id)).refunded, { timeout: 10_000 }).toBe(4_950)
    await look(page, 'settlement-refunded-1280')
  },
)

test('a wrong sale is voided whole; filters stay in the address', { timeout: 60_000 }, async () => {
  const { body: wrong } = await till.settle()
  const page = await desk.open(
    `money/settlements?store=${till.store.code}&reference=${wrong.reference}`,
    narrow,
  )
  await page.getByRole('row', { name: new RegExp(wrong.reference) }).click()
  await page.getByRole('button', { name: '取り消す' }).click()
  const form = page.getByRole('dialog').filter({ hasText: 'この会計を取り消しますか' })
  await form.getByText('¥11,000').first().waitFor()
  await form.getByLabel('理由').fill('打ち間違い')
  await form.getByRole('button', { name: '取り消す' }).click()
  await expect.poll(async () => (await till.get(wrong.id)).state, { timeout: 10_000 }).toBe('voided')
  await page.reload()
  await page.getByRole('dialog').getByText('取消').first().waitFor()
  await expectNoOverflow(page)
  await look(page, 'settlement-voided-768')
})
