import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { newSeller, signInStaffMember, unique } from '../../test/support/people.ts'
import { startProduct } from '../../test/support/product.ts'
import { desktop, faultsOf, phone, picture, readCode, serious, startBrowser } from './support.ts'

const product = await startProduct()
const browser = await startBrowser()
const seller = await newSeller(product)
product.clock.set('2027-02-01T09:00:00+09:00')
await product.call('POST', '/v1/plans', {
  key: seller.key,
  body: {
    code: 'wide',
    terms: {
      name: { ja: '物損もあんしん保証', en: 'Failure and damage', zh: '故障与意外' },
      liableParty: '株式会社ストア',
      currency: 'JPY',
      termMonths: 60,
      covers: [
        { kind: 'physical_damage', start: { rule: 'purchase' }, premiumShare: 4000 },
        { kind: 'natural_failure', start: { rule: 'after_maker_warranty' }, premiumShare: 6000 },
      ],
      price: { kind: 'fixed', premium: 10_000 },
      limits: [
        { rule: 'aggregate', size: { priceShare: 10_000 } },
        {
          rule: 'falling',
          cause: 'physical_damage',
          priceShares: [10_000, 8000, 6000, 4000, 2000],
        },
      ],
      claimsLimit: { count: 3, period: 'term' },
      retainedFee: 500,
      clauses: [
        {
          code: '第8条',
          title: { ja: '中途解約', en: 'Cancelling', zh: '中途退保' },
          text: { ja: 'お申し込みの後はいつでも解約でき、残りの日数に応じて保証料をお返しします。' },
        },
      ],
    },
    attachments: [{ categories: ['テレビ'] }],
  },
})
await product.call('PUT', `/v1/stores/${seller.store.code}/items`, {
  key: seller.key,
  body: [{ code: 'TV', name: '55型テレビ', category: 'テレビ', price: 198_000, makerWarrantyMonths: 12 }],
})

type Sold = { id: string; number: string }
async function sell(email: string): Promise<Sold> {
  const answer = await product.call<{ contracts: Sold[] }>('POST', '/v1/purchases', {
    key: seller.key,
    body: {
      storeCode: seller.store.code,
      reference: unique('R'),
      purchasedAt: '2026-11-22T10:00:00+09:00',
      currency: 'JPY',
      buyer: { email },
      lines: [{ code: 'TV', quantity: 1, unitPrice: 198_000, plan: { planCode: 'wide', price: 10_000 } }],
    },
  })
  const [contract] = answer.body.contracts
  if (!contract) throw new Error(answer.text)
  return contract
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByRole('textbox', { name: 'メールアドレス' }).fill(email)
  await page.getByRole('button', { name: '確認コードを送る' }).click()
  await page.getByText('確認コードを送りました').waitFor()
  const code = await readCode(browser, product.url, email)
  await page.getByLabel('確認コード').first().pressSequentially(code)
  // The next code to the same address would be too soon.
  product.clock.advance({ seconds: 31 })
}

async function openInConsole(number: string): Promise<Page> {
  // Each time anew: between two of them a night may have passed on the clock.
  const cookie = await signInStaffMember(product, seller.owner)
  const page = await browser.open('about:blank', desktop)
  await page.context().addCookies([{ name: 'mamori_staff', value: cookie, url: product.url }])
  await page.goto(`${product.url}/console/contracts?number=${number}`)
  await page.getByText(number).first().click()
  await page
    .getByRole('dialog')
    .getByText('今日の残り')
    .or(page.getByRole('dialog').getByText('解約済み'))
    .first()
    .waitFor()
  return page
}

/** Waits until a notice has faded away: words that fade have no contrast. */
async function gone(page: Page, notice: string): Promise<void> {
  await page.getByRole('alert').filter({ hasText: notice }).waitFor({ state: 'detached' })
}

describe('cancelling a warranty', () => {
  test('on a phone: what is left, then 9,342 line by line, then the state; the desk sees the same', async () => {
    const email = `${unique('hanako')}@example.com`
    const contract = await sell(email)
    const quote = await product.call<{ refund: number }>(
      'POST',
      `/v1/contracts/${contract.id}/cancellation-quotes`,
      { key: seller.key },
    )
    expect(quote.body.refund).toBe(9342)

    const page = await browser.open(`${product.url}/wallet/contracts/${contract.id}`, phone)
    await signIn(page, email)
    await page.getByRole('heading', { name: '今日の残り' }).waitFor()
    const aggregate = page.getByRole('meter', { name: '保証期間の合計' })
    expect(await aggregate.getAttribute('aria-valuetext')).toBe('残り¥198,000（上限¥198,000）')
    expect(await page.getByRole('meter').count()).toBe(3)
    expect(await serious(page)).toEqual([])
    await picture(page, 'wallet-left-phone')

    await page.getByRole('button', { name: '解約した場合の金額を見る' }).click()
    const dialog = page.getByRole('dialog', { name: '保証を解約する' })
    await dialog.getByText('¥9,342').waitFor()
    await dialog.getByText('保証料¥4,000 × 残り1,754日 ÷ 1,826日').waitFor()
    await dialog.getByText('約款 第8条 中途解約').waitFor()
    expect(await serious(page)).toEqual([])
    await picture(page, 'wallet-cancel-preview-phone')
    // Looking changes nothing, and the dialog is left by the keyboard.
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    const unchanged = await product.call<{ state: string }>('GET', `/v1/contracts/${contract.id}`, {
      key: seller.key,
    })
    expect(unchanged.body.state).toBe('in_force')

    await page.getByRole('button', { name: '解約した場合の金額を見る' }).press('Enter')
    await dialog.getByRole('button', { name: '解約する', exact: true }).click()
    await page.getByText('お客様のお申し出により解約されました。').waitFor()
    await page.getByText('お返しする額は¥9,342です。').waitFor()
    expect(await page.getByRole('button', { name: '解約した場合の金額を見る' }).count()).toBe(0)
    await gone(page, '保証を解約しました。')
    expect(await serious(page)).toEqual([])
    await picture(page, 'wallet-cancelled-phone')
    await page.setViewportSize(desktop)
    await picture(page, 'wallet-cancelled-desktop')
    expect(faultsOf(page)).toEqual([])

    const desk = await openInConsole(contract.number)
    const drawer = desk.getByRole('dialog')
    await drawer.getByText('¥9,342').first().waitFor()
    await drawer.getByText('お客様のお申し出により').waitFor()
    expect(await serious(desk)).toEqual([])
    expect(faultsOf(desk)).toEqual([])
  })

  test('an amount that changed overnight is shown again before anything is done', async () => {
    const email = `${unique('taro')}@example.com`
    const contract = await sell(email)
    const page = await browser.open(`${product.url}/wallet/contracts/${contract.id}`, phone)
    await signIn(page, email)
    await page.getByRole('button', { name: '解約した場合の金額を見る' }).click()
    const dialog = page.getByRole('dialog', { name: '保証を解約する' })
    await dialog.getByText('¥9,342').waitFor()
    const today = product.clock.now()
    product.clock.set('2027-02-02T09:00:00+09:00')
    await dialog.getByRole('button', { name: '解約する', exact: true }).click()
    await dialog.getByText('新しい金額をお確かめください').waitFor()
    await dialog.getByText('¥9,340').waitFor()
    await dialog.getByRole('button', { name: '解約する', exact: true }).click()
    await page.getByText('お返しする額は¥9,340です。').waitFor()
    product.clock.set(today)
    expect(faultsOf(page)).toEqual([])
  })

  test('at the desk: cancelled, in force again, void with its reason', async () => {
    const contract = await sell(`${unique('jiro')}@example.com`)
    const page = await openInConsole(contract.number)
    const drawer = page.getByRole('dialog').filter({ hasText: '今日の残り' })
    expect(await serious(page)).toEqual([])
    await picture(page, 'console-contract-left-desktop')

    await page.getByRole('button', { name: '解約する', exact: true }).click()
    const cancel = page.getByRole('dialog', { name: /を解約しますか/ })
    await cancel.getByText('¥9,342').waitFor()
    expect(await serious(page)).toEqual([])
    await picture(page, 'console-cancel-preview-desktop')
    await cancel.getByRole('button', { name: '解約を確定する' }).click()
    await cancel.waitFor({ state: 'hidden' })

    await page.getByRole('button', { name: '有効に戻す' }).click()
    const reinstate = page.getByRole('dialog', { name: /を有効に戻しますか/ })
    await reinstate.getByText('お客様から¥9,342を改めていただきます。').waitFor()
    await picture(page, 'console-reinstate-preview-desktop')
    await reinstate.getByRole('button', { name: '有効に戻す' }).click()
    await drawer.getByText('今日の残り').waitFor()

    await page.getByRole('button', { name: '無効にする', exact: true }).first().click()
    const form = page.getByRole('dialog', { name: /を無効にする/ })
    await form.getByText('¥10,000').waitFor()
    await form.getByRole('button', { name: '無効にする' }).click()
    await form.getByText('入力してください').first().waitFor()
    await form.getByRole('combobox', { name: '理由' }).click()
    await page.getByRole('option', { name: '製造番号がほかの商品のもの' }).click()
    await gone(page, 'を有効に戻しました')
    await form.getByRole('textbox', { name: /メモ/ }).fill('別の買い物と同じ番号')
    expect(await serious(page)).toEqual([])
    await picture(page, 'console-void-desktop')
    await form.getByRole('button', { name: '無効にする' }).click()
    await page.getByText('製造番号がほかの商品のもの').last().waitFor()
    await page.getByText('別の買い物と同じ番号').last().waitFor()
    const { body } = await product.call<object>('GET', `/v1/contracts/${contract.id}`, { key: seller.key })
    expect(body).toMatchObject({ state: 'void', stateReason: 'serial_reused', refundDue: 10_000 })
    await picture(page, 'console-voided-desktop')
    expect(faultsOf(page)).toEqual([])
  })
})
