import { expect, test } from 'vitest'
import { startProduct } from '../../test/support/product.ts'
import { expectNoOverflow, look, narrow, startDesk } from './console-desk.ts'
import { startBrowser } from './support.ts'

const product = await startProduct()
const browser = await startBrowser()
const desk = await startDesk(product, browser)

test('M15 M16 M22 M23: every step of an amount and of a rate, liable and exempt, as it changes', async () => {
  const page = await desk.open('money/calculator')
  const due = page.getByTestId('amount-due')
  await page.getByRole('button', { name: '11,000円から1,000円引き' }).click()
  await expect.poll(() => due.innerText()).toBe('¥9,900')
  const step = (name: string) => page.getByRole('row', { name })
  await expect.poll(() => step('割引後の税抜価格').innerText()).toContain('¥9,000')
  expect(await page.locator('[data-name=newTax]').innerText()).toContain('¥900')
  await look(page, 'calculator-1280-ja')

  await page.getByRole('button', { name: '同じ割引を免税事業者で' }).click()
  await expect.poll(() => due.innerText()).toBe('¥10,000')
  await page.getByRole('button', { name: '11,000円から10%引き' }).click()
  await expect.poll(() => due.innerText()).toBe('¥9,900')
  await page.getByRole('button', { name: '10%と8%が混ざる買い物' }).click()
  await expect.poll(() => due.innerText()).toBe('¥3,832')
  await look(page, 'calculator-mixed-1280-ja')
})

test('the address keeps what was typed, in another window', async () => {
  const page = await desk.open('money/calculator')
  await page.getByRole('button', { name: '軽減税率1,080円から100円引き' }).click()
  await page.getByRole('textbox', { name: '金額' }).fill('2160')
  await expect.poll(() => page.getByTestId('amount-due').innerText()).toBe('¥2,052')
  await expect.poll(() => page.url()).toContain('2160.AA')
  const path = page.url().slice(page.url().indexOf('/console/') + '/console/'.length)
  const other = await desk.open(path, narrow)
  await other.getByTestId('amount-due').waitFor()
  await expect.poll(() => other.getByTestId('amount-due').innerText()).toBe('¥2,052')
  await expectNoOverflow(other)
  await look(other, 'calculator-768-ja')
})

test('English and Chinese have room on a small desk', async () => {
  for (const [language, title] of [
    ['en', 'The customer pays'],
    ['zh', '客户支付'],
  ] as const) {
    const page = await desk.open('money/calculator', narrow)
    await page.evaluate(`localStorage.setItem('mamori-language', '${language}')`)
    await page.reload()
    await page.getByRole('heading', { name: title }).waitFor()
    await expectNoOverflow(page)
    await look(page, `calculator-768-${language}`)
  }
})
