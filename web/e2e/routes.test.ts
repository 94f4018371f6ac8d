import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { newSeller, signInBuyer, signInStaffMember, unique } from '../../test/support/people.ts'
import { startProduct } from '../../test/support/product.ts'
import { openTill, runningCoupon } from '../../test/support/till.ts'
import { openWarrantyShop } from '../../test/support/warranty.ts'
import { desktop, faultsOf, phone, picture, serious, startBrowser } from './support.ts'

const product = await startProduct()
const browser = await startBrowser()
const seller = await newSeller(product)
const shop = await openWarrantyShop(product, {}, { organisation: seller.organisation })
const contact = { email: `${unique('hanako')}@example.com` }
const cover = await shop.sell({ buyer: contact, purchasedAt: product.clock.now() })
const { cookie } = await signInBuyer(product, contact)
const { body: claim } = await product.call<{ id: string }>('POST', '/v1/me/claims', {
  cookie,
  body: {
    contractId: cover.id,
    cause: 'physical_damage',
    fault: 'dropped',
    occurredOn: Temporal.Instant.from(product.clock.now()).toZonedDateTimeISO('Asia/Tokyo').toPlainDate(),
    description: '落としました。',
  },
})
const till = await openTill(product, { mode: 'live', organisation: seller.organisation })
const { body: paid } = await till.settle({ buyer: contact })
const { body: holding } = await product.call<{ id: string }>('POST', '/v1/me/coupons', {
  cookie,
  body: { code: (await runningCoupon(product, till)).code },
})
const { body: account } = await product.call<{ id: string }>('POST', '/v1/me/accounts', {
  cookie,
  body: { kind: 'card', provider: 'stripe', token: 'pm_of_a_test', label: 'ふだんのカード' },
})
const staff = await signInStaffMember(product, seller.owner)

/** The addresses that a router lists, filled in; those that lead on to another one or need an order are left out. */
function routesOf(file: string, pattern: RegExp, params: Record<string, string>): string[] {
  const text = readFileSync(join(import.meta.dirname, '..', file), 'utf8')
  const found = [...text.matchAll(pattern)].map(([, path]) => path as string)
  return [...new Set(found)]
    .filter((path) => path !== '/test/$' && !path.includes('sign-in'))
    .map((path) => path.replaceAll(/\$(\w+)/g, (_all, name: string) => params[name] ?? 'unknown'))
}
const wallet = routesOf('wallet/router.tsx', /(?<!base)path: '([^']+)'/g, {
  contractId: cover.id,
  claimId: claim.id,
  purchaseId: cover.purchaseId,
  settlementId: paid.id,
  paperId: paid.receipt?.paperId ?? '',
  holdingId: holding.id,
  accountId: account.id,
})
const desk = routesOf('console/paths.ts', /(?:at\(|to: )'([^']+)'/g, {
  planCode: 'wide',
  storeCode: shop.store.code,
})
const register = routesOf('register/router.tsx', /(?<!base)path: '([^']+)'/g, {})

async function open(name: string, value: string, size: typeof phone): Promise<Page> {
  const page = await browser.open(`${product.url}/healthz`, size)
  await page.context().addCookies([{ name, value, url: product.url }])
  return page
}

/** Looks at one address when nothing loads and nothing moves any more. */
async function look(page: Page, path: string, name: string): Promise<string[]> {
  await page.goto(`${product.url}${path}`)
  await page.locator('h1, h2').first().waitFor()
  const busy =
    "document.querySelectorAll('[aria-busy=true]').length + document.getAnimations().filter((one) => one.playState === 'running' && one.effect?.getTiming().iterations !== Infinity).length"
  await expect.poll(() => page.evaluate<number>(busy)).toBe(0)
  await picture(page, `route-${name}${path.replaceAll(/[^a-z]+/g, '-')}`.slice(0, 60))
  // A page that is none, or the sign-in, would be clean for nothing.
  const none = await page.getByText(/ページが見つかりません|確認コードを送る/).count()
  return [...(none > 0 ? ['is no page'] : []), ...(await serious(page))].map((fault) => `${path}: ${fault}`)
}

describe('axe on every address of the routers', { timeout: 180_000 }, () => {
  test('the wallet on a phone', async () => {
    expect(wallet.length).toBeGreaterThan(15)
    const page = await open('mamori_session', cookie, phone)
    const found: string[] = []
    for (const path of wallet) found.push(...(await look(page, `/wallet${path}`, 'phone')))
    expect(found).toEqual([])
    expect(faultsOf(page)).toEqual([])
  })

  test('the console at a desk', async () => {
    expect(desk.length).toBeGreaterThan(15)
    const page = await open('mamori_staff', staff, desktop)
    const found: string[] = []
    for (const path of desk) found.push(...(await look(page, `/console${path}`, 'desktop')))
    expect(found).toEqual([])
    expect(faultsOf(page)).toEqual([])
  })

  test('the register at a counter', async () => {
    expect(register.length).toBeGreaterThan(4)
    const page = await open('mamori_staff', staff, { width: 1024, height: 768 })
    const { code, name } = shop.store
    const store = { code, name, currency: 'JPY', timeZone: 'Asia/Tokyo' }
    const device = JSON.stringify({ store, register: '1', priceBasis: null, test: false })
    await page.addInitScript(`localStorage.setItem('mamori-register', ${JSON.stringify(device)})`)
    const found: string[] = []
    for (const path of register) found.push(...(await look(page, `/register${path}`, 'counter')))
    // The first step of the sign-in, which nobody has to be signed in for.
    const visitor = await browser.open(`${product.url}/register/sign-in`, { width: 1024, height: 768 })
    await visitor.getByRole('textbox').first().waitFor()
    found.push(...(await serious(visitor)))
    expect(found).toEqual([])
    expect(faultsOf(page)).toEqual([])
  })
})
