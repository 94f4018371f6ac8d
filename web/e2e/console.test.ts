import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { deviceCode, newSeller, signInStaffMember, unique } from '../../test/support/people.ts'
import { startProduct } from '../../test/support/product.ts'
import { desktop, enrolDevice, faultsOf, phone, picture, readCode, serious, startBrowser } from './support.ts'

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

/** What the owner's device holds once it is enrolled. */
let device = ''

async function codeByMail(owner: string, viewport = desktop): Promise<Page> {
  const page = await browser.open(`${product.url}/console/`, viewport)
  await page.getByRole('textbox', { name: 'メールアドレス' }).fill(owner)
  await page.getByRole('button', { name: '確認コードを送る' }).click()
  await page.getByText('確認コードを送りました').waitFor()
  const code = await readCode(browser, product.url, owner)
  await page.getByLabel('確認コード').first().pressSequentially(code)
  // The next code to the same address would be too soon, and one of the device works once.
  product.clock.advance({ seconds: 31 })
  return page
}

async function signedIn(): Promise<Page> {
  const page = await codeByMail(seller.owner)
  if (device === '') device = await enrolDevice(page, product.clock)
  else await page.getByLabel('認証アプリのコード').fill(deviceCode(product, device))
  await page.getByRole('heading', { name: '買い物', level: 1 }).waitFor()
  return page
}

describe('the sign-in', () => {
  test.each([
    ['phone', phone],
    ['desktop', desktop],
  ])(
    'the first enrols a device and shows recovery codes; one of them opens the next: %s',
    async (name, size) => {
      const { owner } = await newSeller(product)
      const page = await codeByMail(owner, size)
      await page.getByText('はじめてのサインインです').waitFor()
      await picture(page, `console-sign-in-enrol-begin-${name}`)
      // A reload goes on where it was.
      await page.goto(`${product.url}/console/purchases`)
      await page.getByRole('button', { name: '登録を始める' }).click()
      const shown = page.getByText(/^(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}$/)
      const secret = (await shown.innerText()).replaceAll(' ', '')
      expect(await serious(page)).toEqual([])
      await picture(page, `console-sign-in-enrol-${name}`)
      await page.getByLabel('認証アプリのコード').fill(deviceCode(product, secret))
      const codes = page.getByRole('list', { name: 'リカバリーコード10個' })
      const recovery = await codes.getByRole('listitem').first().innerText()
      expect(await codes.getByRole('listitem').count()).toBe(10)
      expect(await serious(page)).toEqual([])
      await picture(page, `console-sign-in-recovery-${name}`)
      expect(await page.getByRole('button', { name: '続ける' }).isDisabled()).toBe(true)
      await page.getByText('リカバリーコードを控えました').click()
      await page.getByRole('button', { name: '続ける' }).click()
      await page.getByRole('heading', { name: '買い物', level: 1 }).waitFor()
      expect(faultsOf(page)).toEqual([])

      const next = await codeByMail(owner, size)
      await next.getByLabel('認証アプリのコード').waitFor()
      await picture(next, `console-sign-in-code-${name}`)
      expect(await serious(next)).toEqual([])
      const wrong = deviceCode(product, secret) === '000000' ? '000001' : '000000'
      await next.getByLabel('認証アプリのコード').fill(wrong)
      await next.getByText('コードが違うか、すでに使われています').waitFor()
      await next.getByRole('button', { name: 'リカバリーコードを使う' }).click()
      await next.getByLabel('リカバリーコード', { exact: true }).fill(recovery)
      await picture(next, `console-sign-in-by-recovery-${name}`)
      await next.getByRole('button', { name: 'サインイン', exact: true }).click()
      await next.getByRole('heading', { name: '買い物', level: 1 }).waitFor()
      await next.goto(`${product.url}/console/settings/profile`)
      await next.getByText('あと9個').waitFor()
      expect(await serious(next)).toEqual([])
      await picture(next, `console-settings-profile-${name}`)
      await next.getByRole('button', { name: 'ほかの端末をすべてサインアウトさせる' }).click()
      await next.getByRole('dialog').getByRole('button', { name: 'サインアウトさせる' }).click()
      await next.getByText('サインアウトさせました').waitFor()
      await page.goto(`${product.url}/console/settings/profile`)
      await page.getByRole('textbox', { name: 'メールアドレス' }).waitFor()
      expect(faultsOf(next)).toEqual([])
      await next.getByRole('button', { name: 'サインアウト', exact: true }).last().click()
      await next.getByRole('textbox', { name: 'メールアドレス' }).waitFor()
    },
  )
})

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

  test('an owner signs a member out, resets their device, and sets when two people decide', async () => {
    const page = await signedIn()
    const email = `${unique('clerk')}@example.com`
    const body = { name: '担当 次郎', email, role: 'clerk' }
    await product.call('POST', '/v1/staff', { key: seller.key, body })
    const clerk = await signInStaffMember(product, email)
    const isIn = async () => (await product.call('GET', '/v1/staff-session', { cookie: clerk })).status
    expect(await isIn()).toBe(200)
    await page.goto(`${product.url}/console/settings/staff`)
    await page.getByText('担当 次郎').first().click()
    await page.getByRole('button', { name: '認証アプリの登録を解除' }).click()
    await page.getByRole('dialog', { name: /解除しますか/ }).waitFor()
    await picture(page, 'console-settings-staff-reset-desktop')
    expect(await serious(page)).toEqual([])
    const question = page.getByRole('dialog', { name: /解除しますか/ })
    await question.getByRole('button', { name: '認証アプリの登録を解除' }).click()
    await page.getByText('まだ登録されていません').first().waitFor()
    expect(await isIn()).toBe(401)

    await page.goto(`${product.url}/console/settings/organisation`)
    await page.getByRole('switch', { name: '高額の申請は、2人で決める' }).click()
    await page.getByRole('textbox', { name: '2人で決める金額' }).fill('50000')
    await page.getByRole('button', { name: '保存' }).click()
    await expect
      .poll(async () => (await product.call('GET', '/v1/organisation', { key: seller.key })).body)
      .toMatchObject({ secondDeciderAbove: 50_000 })
    expect(await serious(page)).toEqual([])
    await picture(page, 'console-settings-organisation-decider-desktop')
    expect(faultsOf(page)).toEqual([])
  })
})
