import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startProduct } from '../../test/support/product.ts'
import { payingBuyer, runningCoupon } from '../../test/support/till.ts'
import { startDesk } from './console-desk.ts'
import { desktop, faultsOf, phone, picture, serious, startBrowser } from './support.ts'

const product = await startProduct()
const browser = await startBrowser()
const desk = await startDesk(product, browser, 'test')
const { till, seller } = desk
const made = async <T>(method: 'POST' | 'PUT', url: string, body: object): Promise<T> => {
  const answer = await product.call<T>(method, url, { key: seller.key, body })
  if (answer.status >= 300) throw new Error(answer.text)
  return answer.body
}

const coupon = await runningCoupon(product, till, {
  name: { ja: '冬の1,000円引き', en: '1,000 yen off in winter', zh: '冬季立减1,000日元' },
  limits: { uses: 500, usesPerBuyer: 2, amount: 300_000 },
  minimum: { amount: 5_000, basis: 'before_discounts' },
  lastDay: '2027-03-31',
})
await made('POST', `/v1/coupons/${coupon.publicId}/codes`, { kind: 'personal', count: 20 })
const { body: sale } = await till.settle({
  couponCodes: [coupon.code],
  lines: [
    { description: '55型 4Kテレビ', quantity: 1, unitPrice: 128_000 },
    { description: '煎茶 100g', quantity: 3, unitPrice: 1_080, taxCategory: 'AA' },
  ],
})
await till.settle()
const today = Temporal.Instant.from(product.clock.now()).toZonedDateTimeISO('Asia/Tokyo').toPlainDate()
const run = await made<{ id: string }>('POST', '/v1/ledger/payout-runs', {
  currency: 'JPY',
  upTo: today.toString(),
})
const endpoint = await made<{ id: string }>('POST', '/v1/webhook-endpoints', {
  url: 'https://shop.example/hooks/mamori',
  topics: ['coupon.used'],
  storeCode: till.store.code,
})
await made('POST', `/v1/webhook-endpoints/${endpoint.id}/test`, {})
const buyer = await payingBuyer(product, 30_000)
const held = await product.call('POST', '/v1/me/coupons', {
  cookie: buyer.cookie,
  body: { code: coupon.code },
})
if (held.status !== 200) throw new Error(held.text)

const pages = {
  coupons: '/console/coupons',
  coupon: `/console/coupons/${coupon.publicId}`,
  'coupon-new': '/console/create-coupon',
  calculator: '/console/money/calculator',
  settlements: `/console/money/settlements?store=${till.store.code}`,
  settlement: `/console/money/settlements?store=${till.store.code}&open=${sale.id}`,
  registers: '/console/money/registers',
  payouts: '/console/money/payouts',
  'payout-run': `/console/money/payouts?open=${run.id}`,
  balances: '/console/money/balances',
  journals: '/console/money/journals',
  periods: '/console/money/periods',
  reconciliation: '/console/money/reconciliation',
  stores: `/console/settings/stores?open=${till.store.code}`,
  profile: `/console/settings/stores/${till.store.code}/profile`,
  webhooks: '/console/settings/webhooks',
  webhook: `/console/settings/webhooks/${endpoint.id}`,
  'register-sign-in': '/register/sign-in',
  'register-set-up': '/register',
  'kiosk-stores': '/kiosk',
  kiosk: `/kiosk/${till.store.code}`,
}

/** What is wider than its room: the page itself, or the words of a button, a link or a tab. */
function cut(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`[document.documentElement, ...document.querySelectorAll('button *, a *')]
    .filter((one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).textOverflow !== 'ellipsis' && !one.classList.contains('sr-only'))
    .map((one) => one === document.documentElement ? 'the page' : one.textContent)`)
}

async function look(page: Page, name: string): Promise<string[]> {
  const busy =
    "document.querySelectorAll('[aria-busy=true]').length + document.getAnimations().filter((one) => one.playState === 'running' && one.effect?.getTiming().iterations !== Infinity).length"
  await expect.poll(() => page.evaluate<number>(busy), { timeout: 5000 }).toBe(0)
  await picture(page, name)
  return [...(await cut(page)), ...(await serious(page))].map((fault) => `${name}: ${fault}`)
}

test.each(['en', 'zh'])(
  'the pages of money, register and kiosk have room for %s',
  { timeout: 240_000 },
  async (language) => {
    const page = await desk.open('')
    await page.evaluate(`localStorage.setItem('mamori-language', '${language}')`)
    const found: string[] = []
    for (const [width, size] of Object.entries({ 390: phone, 1280: desktop })) {
      await page.setViewportSize(size)
      for (const [name, path] of Object.entries(pages)) {
        await page.goto(`${product.url}${path}`)
        await page.locator('h1, h2').first().waitFor()
        await page.waitForLoadState('networkidle')
        found.push(...(await look(page, `money-${name}-${language}-${width}`)))
      }
    }
    expect(found).toEqual([])
    expect(faultsOf(page)).toEqual([])
  },
)
