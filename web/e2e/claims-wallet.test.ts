import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { signInBuyer, unique } from '../../test/support/people.ts'
import { startProduct } from '../../test/support/product.ts'
import type { SoldCover } from '../../test/support/warranty.ts'
import { openWarrantyShop } from '../../test/support/warranty.ts'
import { desktop, faultsOf, phone, picture, serious, startBrowser } from './support.ts'

const product = await startProduct()
const browser = await startBrowser()
const shop = await openWarrantyShop(
  product,
  {
    covers: [
      { kind: 'physical_damage', start: { rule: 'purchase' }, premiumShare: 4000 },
      { kind: 'natural_failure', start: { rule: 'purchase' }, premiumShare: 6000 },
    ],
    limits: [{ rule: 'aggregate', size: { priceShare: 10_000 } }],
    claimsLimit: { count: 3, period: 'term' },
    deductible: { kind: 'amount', amount: 3000 },
  },
  { name: 'ひかり電機 渋谷店' },
)
const today = product.clock.now().slice(0, 10)

/** A buyer of one cover, signed in, on a page. */
async function buyer(at: (cover: SoldCover) => string, size = phone) {
  const email = `${unique('hanako')}@example.com`
  const cover = await shop.sell({
    buyer: { email },
    purchasedAt: '2026-11-20T10:00:00+09:00',
    serialNumber: 'SN-100',
  })
  const { cookie } = await signInBuyer(product, { email })
  const page = await browser.open('about:blank', size)
  await page.context().addCookies([{ name: 'mamori_session', value: cookie, url: product.url }])
  await page.goto(`${product.url}/wallet${at(cover)}`)
  return { email, cover, cookie, page }
}

/** Files by the API what the test is not about. */
async function filed(cookie: string, contractId: string): Promise<string> {
  const answer = await product.call<{ id: string }>('POST', '/v1/me/claims', {
    cookie,
    body: {
      contractId,
      cause: 'natural_failure',
      fault: 'display',
      occurredOn: today,
      description: '画面に線が入ります。',
    },
  })
  if (answer.status !== 201) throw new Error(answer.text)
  return answer.body.id
}

async function byStore(claimId: string, path: string, body: object): Promise<void> {
  const answer = await product.call('POST', `/v1/claims/${claimId}/${path}`, { key: shop.key, body })
  if (answer.status >= 300) throw new Error(answer.text)
}

const next = (page: Page) => page.getByRole('button', { name: '次へ', exact: true }).click()

async function tellFault(page: Page, description: string): Promise<void> {
  await page.getByRole('radio', { name: /普通に使っていて/ }).click()
  await page.getByRole('radio', { name: '電源が入らない', exact: true }).click()
  await next(page)
  await page.getByLabel('起きた日、または気づいた日').fill(today)
  await picture(page, 'claim-when-phone')
  await next(page)
  if (description === '') return
  await page.getByLabel(/どんなときに/).fill(description)
  await next(page)
  await next(page)
}

async function choosePhotos(page: Page, count: number): Promise<void> {
  const buffer = await page.screenshot()
  const files = Array.from({ length: count }, (_, n) => ({
    name: `${n}.png`,
    mimeType: 'image/png',
    buffer,
  }))
  await page.locator('input[type=file]').last().setInputFiles(files)
}

describe('claims in the wallet', () => {
  test('K26 a claim is filed in steps; a reload loses nothing; the number is there at once', async () => {
    const { page } = await buyer(({ id }) => `/contracts/${id}`)
    await page.getByRole('link', { name: '保証を申請する' }).waitFor()
    expect(await serious(page)).toEqual([])
    await picture(page, 'claim-warranty-phone')
    await page.getByRole('link', { name: '保証を申請する' }).click()
    await next(page)
    await page.getByText('選んでください。').first().waitFor()
    expect(await serious(page)).toEqual([])
    await picture(page, 'claim-what-phone')
    await tellFault(page, '')
    await page.getByRole('checkbox', { name: /故意による破損/ }).waitFor()
    expect(await serious(page)).toEqual([])
    await picture(page, 'claim-exclusions-phone')
    await page.getByRole('checkbox', { name: 'どれにもあてはまらない' }).click()
    await next(page)
    await page.getByLabel(/どんなときに/).fill('昨日の夜から電源が入りません。')
    await page.reload()
    await expect
      .poll(() => page.getByLabel(/どんなときに/).inputValue())
      .toBe('昨日の夜から電源が入りません。')
    await next(page)
    await page.getByRole('button', { name: '写真を選ぶ' }).waitFor()
    await choosePhotos(page, 2)
    await page.getByText('2 / 10枚').waitFor()
    expect(await serious(page)).toEqual([])
    await picture(page, 'claim-photos-phone')
    await page.getByRole('button', { name: '写真2を外す' }).click()
    await page.getByRole('button', { name: '写真1を外す' }).click()
    await next(page)
    await page.getByText('申請できます', { exact: true }).waitFor()
    await page.getByText('SN-100').waitFor()
    await page.getByText('¥100,000のうち、あと¥100,000').waitFor()
    expect(await serious(page)).toEqual([])
    await picture(page, 'claim-check-phone')
    await page.getByRole('button', { name: 'この内容で申請する' }).click()
    await page.getByRole('heading', { name: '申請を受け付けました' }).waitFor()
    await page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/).waitFor()
    expect(await serious(page)).toEqual([])
    await picture(page, 'claim-filed-phone')
    await page.getByRole('button', { name: '申請の状況を見る' }).click()
    await page.getByRole('heading', { name: '確認中' }).waitFor()
    await page.goto(`${product.url}/wallet/claims`)
    await page.getByText('電源が入らない').waitFor()
    expect(await serious(page)).toEqual([])
    await picture(page, 'claims-phone')
    expect(faultsOf(page)).toEqual([])
  })

  test('K27 a refusal names the clause and what can be done now', async () => {
    const { page } = await buyer(({ id }) => `/contracts/${id}/claim`)
    await tellFault(page, '')
    await page.getByRole('checkbox', { name: /故意による破損/ }).click()
    await next(page)
    await page.getByLabel(/どんなときに/).fill('たたいて壊しました。')
    await next(page)
    await next(page)
    const refusal = page.getByRole('alert')
    await refusal.getByText('EX-1 故意による破損').waitFor()
    await refusal.getByText('今できること').waitFor()
    await refusal.getByText('エラーコード excluded').waitFor()
    expect(await page.getByRole('button', { name: 'この内容で申請する' }).isDisabled()).toBe(true)
    expect(await serious(page)).toEqual([])
    await picture(page, 'claim-refused-phone')
    await refusal.getByRole('button', { name: '入力を直す' }).click()
    await page.getByRole('heading', { name: '次にあてはまりますか' }).waitFor()
    expect(faultsOf(page)).toEqual([])
  })

  test('K17 a claim is followed live; the question is answered; the store’s steps appear without reload', async () => {
    const { page, cover, cookie } = await buyer(() => '/')
    const id = await filed(cookie, cover.id)
    await byStore(id, 'questions', { question: 'いつから線が出ますか。' })
    await page.getByRole('link', { name: /ご対応が必要です/ }).waitFor()
    await picture(page, 'wallet-home-claim-phone')
    expect(await serious(page)).toEqual([])
    await page.getByRole('link', { name: /ご対応が必要です/ }).click()
    await page.getByText('いつから線が出ますか。').first().waitFor()
    await picture(page, 'claim-question-phone')
    await page.getByRole('textbox', { name: 'お答え' }).fill('先週の月曜日からです。')
    await page.getByRole('button', { name: '答えを送る' }).click()
    await page.getByRole('heading', { name: '確認中' }).waitFor()

    await page.evaluate('window.marker = 1')
    await byStore(id, 'decision', { decision: 'accept', estimate: 30_000 })
    await page.getByRole('heading', { name: 'お支払い待ち' }).waitFor()
    await page.getByText('¥27,000').waitFor()
    await picture(page, 'claim-payment-phone')
    for (const [to, shown] of [
      ['awaiting_return', '商品の送付待ち'],
      ['received', '商品の到着'],
      ['in_repair', '修理中'],
    ] as const) {
      await byStore(id, 'advance', { to })
      await page.getByRole('heading', { name: shown, level: 1 }).waitFor()
    }
    expect(await page.evaluate('window.marker')).toBe(1)
    for (const stage of ['受付', '修理', '発送', '完了'])
      await page.getByRole('heading', { name: stage, level: 3, exact: true }).waitFor()
    expect(await serious(page)).toEqual([])
    await picture(page, 'claim-repair-phone')
    await page.setViewportSize(desktop)
    await picture(page, 'claim-repair-desktop')
    expect(faultsOf(page)).toEqual([])
  })

  test('a photo is sent from the claim’s page and shown there', async () => {
    const { page, cover, cookie } = await buyer(() => '/')
    const id = await filed(cookie, cover.id)
    await page.goto(`${product.url}/wallet/claims/${id}`)
    await page.getByRole('button', { name: '写真を選ぶ' }).waitFor()
    await choosePhotos(page, 1)
    await page.getByRole('button', { name: '写真1を大きく表示' }).click()
    await page.getByRole('dialog').getByRole('img', { name: '写真1' }).waitFor()
    await picture(page, 'claim-photo-phone')
    expect(await serious(page)).toEqual([])
    expect(faultsOf(page)).toEqual([])
  })

  test('a claim is withdrawn after a word of what that means', async () => {
    const { page, cover, cookie } = await buyer(() => '/claims')
    await page.getByText('申請はまだありません').waitFor()
    const id = await filed(cookie, cover.id)
    await page.goto(`${product.url}/wallet/claims/${id}`)
    await page.getByRole('button', { name: '申請を取り下げる' }).click()
    await page.getByRole('dialog').getByText('元に戻すことはできません').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: '取り下げる' }).click()
    await page.getByRole('heading', { name: '取り下げ済み', level: 1 }).waitFor()
    expect(faultsOf(page)).toEqual([])
  })

  test('a rejection says why, and is appealed once', async () => {
    const { page, cover, cookie } = await buyer(({ id }) => `/contracts/${id}`)
    const id = await filed(cookie, cover.id)
    await byStore(id, 'decision', {
      decision: 'reject',
      reasonCode: 'no_fault_found',
      note: '再現しませんでした。',
    })
    await page.goto(`${product.url}/wallet/claims/${id}`)
    await page.getByText('点検で不具合が見つかりませんでした。').waitFor()
    expect(await serious(page)).toEqual([])
    await picture(page, 'claim-rejected-phone')
    await page.getByRole('button', { name: '再審査を申し込む' }).click()
    await page.getByRole('textbox', { name: '再審査を求める理由' }).fill('店頭では線が出ていました。')
    await page.getByRole('button', { name: '再審査を申し込む' }).click()
    await page.getByRole('heading', { name: '確認中', level: 1 }).waitFor()
    expect(faultsOf(page)).toEqual([])
  })
})

describe('claims without an account', () => {
  test('K25 K26 filed by number and contact, and followed from another device; wrong ones look alike', async () => {
    const email = `${unique('taro')}@example.com`
    const cover = await shop.sell({ buyer: { email }, purchasedAt: '2026-11-20T10:00:00+09:00' })
    const page = await browser.open(`${product.url}/wallet/test/claim`, phone)
    await page.getByText('テスト環境です。', { exact: false }).first().waitFor()
    expect(await serious(page)).toEqual([])
    await picture(page, 'guest-start-phone')
    await page.getByRole('link', { name: /新しく申請する/ }).click()
    await page.getByLabel('保証番号').fill(cover.number)
    await page.getByRole('textbox', { name: 'メールアドレス' }).fill('nobody@example.com')
    expect(await serious(page)).toEqual([])
    await picture(page, 'guest-who-phone')
    await next(page)
    await tellFault(page, '電源が入りません。')
    await page.getByText('エラーコード claim_not_matched', { exact: false }).waitFor()
    await page.getByRole('button', { name: '保証番号と連絡先を直す' }).click()
    await page.getByRole('textbox', { name: 'メールアドレス' }).fill(email)
    await next(page)
    for (let step = 0; step < 4; step += 1) await next(page)
    await page.getByText('申請できます', { exact: true }).waitFor()
    await picture(page, 'guest-check-phone')
    await page.getByRole('button', { name: 'この内容で申請する' }).click()
    const number = await page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/).innerText()
    await page.getByRole('button', { name: '申請の状況を見る' }).click()
    await page.getByRole('heading', { name: '確認中' }).waitFor()
    expect(await serious(page)).toEqual([])
    await picture(page, 'guest-claim-phone')

    const other = await browser.open(`${product.url}/wallet/claim/follow`, desktop)
    const refusals: string[] = []
    for (const [wrongNumber, wrongEmail] of [
      [number, 'nobody@example.com'],
      ['0000-0000-0000-0', email],
    ] as const) {
      await other.getByLabel('受付番号').fill(wrongNumber)
      await other.getByRole('textbox', { name: 'メールアドレス' }).fill(wrongEmail)
      await other.getByRole('button', { name: '状況を見る' }).click()
      refusals.push(await other.getByRole('alert').innerText())
    }
    expect(refusals[0]).toBe(refusals[1])
    expect(refusals[0]).toContain('claim_not_matched')
    expect(await serious(other)).toEqual([])
    await picture(other, 'guest-follow-desktop')
    await other.getByLabel('受付番号').fill(number)
    await other.getByRole('button', { name: '状況を見る' }).click()
    await other.getByRole('heading', { name: '確認中' }).waitFor()
    await picture(other, 'guest-claim-desktop')
    expect([...faultsOf(page), ...faultsOf(other)]).toEqual([])
  })

  test('speaks English and Chinese as well', async () => {
    const page = await browser.open(`${product.url}/wallet/claim`, phone)
    for (const [language, heading] of [
      ['English', 'Claim without an account'],
      ['中文', '无需账号申请'],
      ['日本語', 'アカウントなしで申請'],
    ] as const) {
      await page.getByText(language, { exact: true }).click()
      await page.getByRole('heading', { name: heading }).waitFor()
    }
    const mine = await buyer(({ id }) => `/contracts/${id}/claim`)
    const id = await filed(mine.cookie, mine.cover.id)
    for (const [language, question, state] of [
      ['en', 'What happened?', 'Under review'],
      ['zh', '发生了什么', '审核中'],
    ] as const) {
      await mine.page.evaluate(`localStorage.setItem('mamori-language', '${language}')`)
      await mine.page.goto(`${product.url}/wallet/contracts/${mine.cover.id}/claim`)
      await mine.page.getByRole('heading', { name: question }).waitFor()
      await mine.page.getByRole('radio').first().click()
      await picture(mine.page, `claim-what-${language}`)
      await mine.page.goto(`${product.url}/wallet/claims/${id}`)
      await mine.page.getByRole('heading', { name: state, level: 1 }).waitFor()
      expect(await serious(mine.page)).toEqual([])
      await picture(mine.page, `claim-${language}`)
    }
    expect([...faultsOf(page), ...faultsOf(mine.page)]).toEqual([])
  })
})
