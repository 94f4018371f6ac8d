import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { newSeller, unique } from '../../test/support/people.ts'
import { startProduct } from '../../test/support/product.ts'
import { desktop, faultsOf, picture, readCode, serious, startBrowser } from './support.ts'

const product = await startProduct()
const browser = await startBrowser()
const seller = await newSeller(product)
await product.call('PUT', `/v1/stores/${seller.store.code}/items`, {
  key: seller.key,
  body: [
    { code: 'TV', name: '55型テレビ', category: 'テレビ', price: 198_000, makerWarrantyMonths: 12 },
    { code: 'FAN', name: '扇風機', category: '季節家電', price: 12_800 },
  ],
})
await product.call('POST', '/v1/plans', {
  key: seller.key,
  body: {
    code: 'tv-5y',
    terms: {
      name: { ja: 'テレビ5年保証', en: 'TV care', zh: '电视5年保修' },
      liableParty: '株式会社ストア',
      currency: 'JPY',
      termMonths: 60,
      covers: [{ kind: 'natural_failure', start: { rule: 'after_maker_warranty' }, premiumShare: 10_000 }],
      price: { kind: 'share', basisPoints: 500, minimum: 1000, roundTo: 10 },
    },
    attachments: [{ categories: ['テレビ'] }],
  },
})
const sale = await product.call<{ contracts: { number: string }[] }>('POST', '/v1/purchases', {
  key: seller.key,
  body: {
    storeCode: seller.store.code,
    reference: 'R-0001',
    purchasedAt: product.clock.now(),
    currency: 'JPY',
    buyer: { email: `${unique('buyer')}@example.com` },
    lines: [
      { code: 'TV', quantity: 1, unitPrice: 198_000, plan: { planCode: 'tv-5y', price: 9900 } },
      { code: 'UNKNOWN', quantity: 1, unitPrice: 500 },
    ],
  },
})

async function signedIn(): Promise<Page> {
  const page = await browser.open(`${product.url}/console/`, desktop)
  await page.getByRole('textbox', { name: 'メールアドレス' }).fill(seller.owner)
  await page.getByRole('button', { name: '確認コードを送る' }).click()
  await page.getByText('確認コードを送りました').waitFor()
  const code = await readCode(browser, product.url, seller.owner)
  await page.getByLabel('確認コード').first().pressSequentially(code)
  await page.getByRole('heading', { name: '買い物', level: 1 }).waitFor()
  // The next code to the same address would be too soon.
  product.clock.advance({ seconds: 31 })
  return page
}

describe('the console', () => {
  test('K03 the seller sees a purchase, its lines and its warranty; every job is a screen without serious faults', async () => {
    const page = await signedIn()
    await page.getByText('R-0001').first().click()
    await page.getByText('55型テレビ').first().waitFor()
    await picture(page, 'console-purchase-desktop')
    expect(await serious(page)).toEqual([])
    const places = {
      contracts: sale.body.contracts[0]?.number ?? '',
      catalog: '扇風機',
      plans: 'テレビ5年保証',
      'settings/stores': seller.store.code,
      'settings/api-keys': 'Key',
      'settings/staff': seller.owner,
      'settings/organisation': seller.organisation.name,
    }
    for (const [place, shown] of Object.entries(places)) {
      const query = place === 'catalog' ? `?store=${seller.store.code}` : ''
      await page.goto(`${product.url}/console/${place}${query}`)
      await page.getByText(shown).first().waitFor()
      expect([place, await serious(page)]).toEqual([place, []])
      await picture(page, `console-${place.replace('/', '-')}-desktop`)
    }
    await page.setViewportSize({ width: 768, height: 1024 })
    await page.goto(`${product.url}/console/purchases`)
    await page.getByText('R-0001').first().waitFor()
    await picture(page, 'console-purchases-768')
    expect(faultsOf(page)).toEqual([])
  })

  test('an API key is made, shown once, works, and works no more when it is revoked', async () => {
    const page = await signedIn()
    await page.goto(`${product.url}/console/settings/api-keys`)
    await page.getByRole('button', { name: 'APIキーを発行する' }).click()
    const name = unique('register')
    await page.getByRole('textbox', { name: '名前' }).fill(name)
    await page.getByText('レジ・ECサイト用').click()
    await page.getByRole('button', { name: '発行する', exact: true }).click()
    const secret = /mk_live_[0-9a-z]{58}/
    await page.getByText(secret).first().waitFor()
    const key = secret.exec(await page.getByText(secret).first().innerText())?.[0] ?? ''
    await picture(page, 'console-api-key-once-desktop')
    expect((await product.call('GET', '/v1/purchases', { key })).status).toBe(200)
    await page.getByText('秘密の値を控えました').click()
    await page.getByRole('button', { name: '閉じる' }).last().click()
    await page.getByText(name).first().click()
    expect(await page.getByText(secret).count()).toBe(0)
    await page.getByRole('button', { name: '失効させる' }).first().click()
    const question = page.getByRole('dialog', { name: /失効させますか/ })
    await question.getByRole('button', { name: '失効させる' }).click()
    await expect.poll(async () => (await product.call('GET', '/v1/purchases', { key })).status).toBe(401)
    expect(faultsOf(page)).toEqual([])
  })
})
