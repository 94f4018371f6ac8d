import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { newSeller, signInBuyer, signInStaffMember, unique } from '../../test/support/people.ts'
import { startProduct } from '../../test/support/product.ts'
import { openWarrantyShop } from '../../test/support/warranty.ts'
import { desktop, faultsOf, phone, picture, serious, startBrowser } from './support.ts'

const product = await startProduct()
const browser = await startBrowser()
const seller = await newSeller(product)
const shop = await openWarrantyShop(product, {}, { organisation: seller.organisation, name: '渋谷店' })
const email = `${unique('hanako')}@example.com`
const cover = await shop.sell({ buyer: { email }, purchasedAt: product.clock.now() })
const filed = await product.call<{ id: string }>('POST', '/v1/claims', {
  key: shop.key,
  body: {
    number: cover.number,
    buyer: { email },
    cause: 'physical_damage',
    fault: 'dropped',
    occurredOn: Temporal.Instant.from(product.clock.now())
      .toZonedDateTimeISO('Asia/Tokyo')
      .toPlainDate()
      .toString(),
    description: '棚から落として画面が割れました。',
  },
})
if (filed.status !== 201) throw new Error(filed.text)

const languages = ['en', 'zh'] as const
const sizes = { 390: phone, 1280: desktop } as const

/** What is wider than its room: the page itself, or a button's words. */
function cut(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`[document.documentElement, ...document.querySelectorAll('button *, a *')]
    .filter((one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1)
    .map((one) => one === document.documentElement ? 'the page' : one.textContent)`)
}

async function look(page: Page, name: string): Promise<void> {
  const moving = "document.getAnimations().filter((one) => one.playState === 'running').length"
  await expect.poll(() => page.evaluate<number>(moving)).toBe(0)
  await picture(page, name)
  expect([name, await cut(page), await serious(page)]).toEqual([name, [], []])
}

async function openIn(language: string, session: { name: string; value: string }): Promise<Page> {
  const page = await browser.open(`${product.url}/healthz`)
  await page.context().addCookies([{ ...session, url: product.url }])
  await page.evaluate(`localStorage.setItem('mamori-language', '${language}')`)
  return page
}

test('the wallet’s claims have room for English and Chinese, on phone and desktop', async () => {
  const { cookie } = await signInBuyer(product, { email })
  for (const language of languages) {
    const page = await openIn(language, { name: 'mamori_session', value: cookie })
    for (const [width, size] of Object.entries(sizes)) {
      await page.setViewportSize(size)
      await page.goto(`${product.url}/wallet/claims/${filed.body.id}`)
      await page.getByRole('heading', { name: { en: 'Under review', zh: '审核中' }[language] }).waitFor()
      await look(page, `claim-${language}-${width}`)
      await page.goto(`${product.url}/wallet/contracts/${cover.id}/claim`)
      await page.getByRole('radio').first().waitFor()
      await look(page, `claim-what-${language}-${width}`)
    }
    expect(faultsOf(page)).toEqual([])
  }
})

test('the console’s claims have room for English and Chinese, on phone and desktop', async () => {
  const cookie = await signInStaffMember(product, seller.owner)
  for (const language of languages) {
    const page = await openIn(language, { name: 'mamori_staff', value: cookie })
    for (const [width, size] of Object.entries(sizes)) {
      await page.setViewportSize(size)
      await page.goto(`${product.url}/console/claims`)
      await page.getByRole('row', { name: /Television/ }).waitFor()
      await look(page, `console-claims-${language}-${width}`)
      await page.goto(`${product.url}/console/claims?open=${filed.body.id}`)
      await page.getByRole('dialog').getByText('棚から落として画面が割れました。').waitFor()
      await look(page, `console-claim-${language}-${width}`)
    }
    expect(faultsOf(page)).toEqual([])
  }
})
