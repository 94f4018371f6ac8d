import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { startProduct } from '../../test/support/product.ts'
import type { PayingBuyer, Settled, Till } from '../../test/support/till.ts'
import { openTill, payingBuyer, runningCoupon } from '../../test/support/till.ts'
import { desktop, faultsOf, phone, picture, serious, startBrowser } from './support.ts'

const product = await startProduct()
const browser = await startBrowser()

async function openAs({ cookie }: PayingBuyer, path: string, size = phone): Promise<Page> {
  const page = await browser.open('about:blank', size)
  await page.context().addCookies([{ name: 'mamori_session', value: cookie, url: product.url }])
  await page.goto(`${product.url}/wallet${path}`)
  return page
}

/** A picture and what axe says, when nothing moves any more. */
async function look(page: Page, name: string): Promise<void> {
  const moving =
    "document.getAnimations().filter((one) => one.playState === 'running' && one.effect?.getTiming().iterations !== Infinity).length"
  await expect.poll(() => page.evaluate<number>(moving)).toBe(0)
  await picture(page, name)
  expect([name, await serious(page), faultsOf(page)]).toEqual([name, [], []])
}

/** Puts a coupon into the wallet, and selects it for the account that pays. */
async function select({ cookie, accountId }: PayingBuyer, code: string): Promise<void> {
  const held = await product.call<{ id: string }>('POST', '/v1/me/coupons', { cookie, body: { code } })
  if (held.status >= 300) throw new Error(held.text)
  const saved = await product.call('PUT', `/v1/me/accounts/${accountId}/coupons`, {
    cookie,
    body: { holdingIds: [held.body.id] },
  })
  if (saved.status !== 200) throw new Error(saved.text)
}

async function start(): Promise<{ till: Till; buyer: PayingBuyer }> {
  const [till, buyer] = [await openTill(product), await payingBuyer(product, 50_000)]
  const coupon = await runningCoupon(product, till, {
    name: { ja: '秋の1,000円クーポン' },
    limits: { usesPerBuyer: 1 },
  })
  await select(buyer, coupon.code)
  return { till, buyer }
}

const tokenOnScreen = async (page: Page) => {
  const answer = page.waitForResponse((response) => response.url().endsWith('/v1/me/member-token'))
  await page.reload()
  return ((await (await answer).json()) as { token: string }).token
}

/** A time that counts the same here and in every window: of this machine's clock, finer than a millisecond. */
const now = 'performance.timeOrigin + performance.now()'

/** Notes when words are on the screen for the first time, in the very step in which the page puts them there. */
async function noteFirst(page: Page, words: readonly string[]): Promise<() => Promise<number>> {
  await page.evaluate(`globalThis.firstShown = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('not shown: ' + document.querySelector('main').innerText)), 10_000)
    const look = () => {
      const shown = document.querySelector('main').innerText
      if (!${JSON.stringify(words)}.every((one) => shown.includes(one))) return
      observer.disconnect()
      resolve(${now})
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
    look()
  })
  void firstShown.catch(() => {})`)
  // A page that was loaded anew knows no such promise.
  return () => page.evaluate<number>('firstShown')
}

describe('what the phone shows of a sale at the till', () => {
  test('M17 M25 within a second: the payment and the receipt in their lists, the coupon among the used ones', async () => {
    const { till, buyer } = await start()
    const places = {
      payment: { path: '/payments', words: ['¥9,900', '支払い済み'] },
      receipt: { path: '/papers', words: ['¥9,900', '領収書'] },
      purchase: { path: '/purchases', words: ['掃除機'] },
      'used coupon': { path: '/coupons?tab=used', words: ['秋の1,000円クーポン'] },
    }
    const windows = await Promise.all(
      Object.entries(places).map(async ([what, { path, words }]) => {
        const page = await openAs(buyer, path)
        await page
          .getByText(/ありません/)
          .first()
          .waitFor()
        // The clocks agree, or the figures mean nothing.
        const [before, there, after] = [
          performance.timeOrigin + performance.now(),
          await page.evaluate<number>(now),
          performance.timeOrigin + performance.now(),
        ]
        expect(there).toBeGreaterThan(before - 20)
        expect(there).toBeLessThan(after + 20)
        return { what, page, words, shown: await noteFirst(page, words) }
      }),
    )
    const memberToken = await buyer.token()
    const asked = performance.timeOrigin + performance.now()
    const { body } = await till.settle({ memberToken, tenders: undefined })
    const answered = performance.timeOrigin + performance.now()
    expect(body).toMatchObject({ state: 'settled', amountDue: 9_900 })
    for (const { what, page, words, shown } of windows) {
      const at = await shown()
      const [took, inAll] = [Math.round(at - answered), Math.round(at - asked)]
      console.log(`The ${what} showed ${took} ms after the till had its answer, ${inAll} ms after it asked.`)
      expect(took, what).toBeLessThanOrEqual(1000)
      // It was no flicker.
      const shownNow = await page.getByRole('main').innerText()
      expect(words.filter((one) => !shownNow.includes(one))).toEqual([])
    }
  })
})

describe('paying with the phone', () => {
  test('M06 M25 the code on the phone pays at the till, the coupon applies itself, and the phone hears of it', async () => {
    const { till, buyer } = await start()
    const page = await openAs(buyer, '/pay')
    await page.getByText('秋の1,000円クーポン').waitFor()
    await page.getByText('残高 ¥50,000').waitFor()
    await look(page, 'pay-phone')
    const memberToken = await tokenOnScreen(page)
    await page.getByRole('img', { name: '支払いに使うQRコード' }).waitFor()
    const { body } = await till.settle({ memberToken, tenders: undefined })
    expect(body).toMatchObject({ state: 'settled', amountDue: 9_900 })

    const done = page.getByRole('dialog', { name: '支払いました' })
    await done.getByText('¥9,900').waitFor()
    await done.getByText('「秋の1,000円クーポン」を使いました').waitFor()
    await look(page, 'pay-done-phone')

    await done.getByRole('button', { name: '内訳を見る' }).click()
    await page.getByText('支払い済み').first().waitFor()
    await page.getByRole('button', { name: 'この金額になった理由' }).click()
    await page.getByText('割引後の消費税').waitFor()
    await look(page, 'payment-phone')
    await page.setViewportSize(desktop)
    await look(page, 'payment-desktop')
    await page.setViewportSize(phone)

    await page.getByRole('link', { name: /領収書を見る/ }).click()
    const paper = page.frameLocator('iframe')
    await paper.getByText('T7123456789012').first().waitFor()
    await look(page, 'paper-phone')
    const file = page.waitForEvent('download')
    await page.getByRole('link', { name: 'PDFを保存する' }).click()
    expect((await file).suggestedFilename()).toMatch(/\.pdf$/)

    await page.goto(`${product.url}/wallet/purchases/${body.purchaseId}`)
    await page.getByText('秋の1,000円クーポン').first().waitFor()
    await look(page, 'purchase-paid-phone')
    await page.goto(`${product.url}/wallet/papers`)
    await page.getByRole('link', { name: /¥9,900/ }).waitFor()
    await look(page, 'papers-phone')
  })

  test('a refund and a void at the till are on the screen at once, and the coupon is back', async () => {
    const { till, buyer } = await start()
    const { body } = await till.settle({ memberToken: await buyer.token(), tenders: undefined })
    const page = await openAs(buyer, `/payments/${body.id}`)
    await page.getByText('支払い済み').first().waitFor()
    await till.act(body.id, 'void', { reference: `V-${body.reference}`, reason: '打ち間違い' })
    await page.getByText('取消済み').first().waitFor()
    await page.getByText('「秋の1,000円クーポン」は、また使えるようになりました').waitFor()
    await page.getByText('返金済み').waitFor()
    await look(page, 'payment-voided-phone')
  })

  test('6.9 a till that only knows the account asks, and the phone says yes', async () => {
    const { till, buyer } = await start()
    const page = await openAs(buyer, '/')
    await page.getByRole('main').waitFor()
    const ask = { account: buyer.identifier, tenders: undefined, askBuyer: true }
    const asked = await till.settle(ask)
    expect(asked.body.state).toBe('awaiting_buyer')
    const dialog = page.getByRole('dialog', { name: '支払いの確認' })
    await dialog.getByText('掃除機').waitFor()
    await look(page, 'pay-confirm-phone')
    await dialog.getByRole('button', { name: '¥9,900を支払う' }).click()
    await page.getByRole('dialog', { name: '支払いました' }).waitFor()
    expect((await till.get(asked.body.id)).state).toBe('settled')
    await page.getByRole('button', { name: '閉じる' }).last().click()
    await page.getByText('残高 ¥40,100').waitFor()

    const again: { body: Settled } = await till.settle({ ...ask })
    await dialog.getByRole('button', { name: '支払わない' }).click()
    await page.getByText('あなたがお断りしたため').waitFor()
    expect((await till.get(again.body.id)).state).toBe('failed')
    await look(page, 'payment-declined-phone')
  })

  test('without a connection the last code stays, and says that it only identifies', async () => {
    const { buyer } = await start()
    const page = await openAs(buyer, '/pay')
    await page.getByRole('img', { name: '支払いに使うQRコード' }).waitFor()
    await page.context().setOffline(true)
    await page.getByText('会員の確認だけに使えます').waitFor()
    await picture(page, 'pay-offline-phone')
    await page.context().setOffline(false)
    await page.getByText('レジで、この画面を見せてください').waitFor()
  })
})

describe('accounts', () => {
  test('one is added, filled, allowed to a store with limits, and taken back', async () => {
    const till = await openTill(product)
    const buyer = await payingBuyer(product, 0)
    const page = await openAs(buyer, '/accounts')
    await look(page, 'accounts-phone')
    await page.getByRole('link', { name: '口座を追加する' }).click()
    await page.getByRole('button', { name: '追加する' }).click()
    await page.getByText('口座の呼び名を入力してください').waitFor()
    await look(page, 'account-add-phone')
    await page.getByLabel('口座の呼び名').fill('ふだん用')
    await page.getByRole('button', { name: '追加する' }).click()
    await page.getByRole('heading', { name: 'ふだん用' }).waitFor()
    await page.getByRole('button', { name: '¥5,000', exact: true }).click()
    await page.getByRole('button', { name: '¥5,000を入金する' }).click()
    await page.getByText('残高 ¥5,000').waitFor()
    await page.getByRole('button', { name: 'この口座で支払う' }).click()
    await page.getByText('支払いに使う').waitFor()

    await page.getByRole('button', { name: '店舗を許可する' }).click()
    await page.getByLabel('店舗コード').fill(till.store.code)
    await page.getByText(/確認なしで引き落とせるように/).waitFor()
    await look(page, 'mandate-phone')
    await page.getByRole('button', { name: '許可する', exact: true }).click()
    await page.getByText('1回 ¥3,000まで、1日 ¥10,000まで').waitFor()
    await look(page, 'account-phone')
    await page.getByRole('button', { name: /自動払いを取り消す/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: '取り消す', exact: true }).click()
    await page.getByText('許可している店舗はありません').waitFor()
    await page.getByRole('button', { name: '口座を閉じる' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '口座を閉じる' }).click()
    // With money on it an account stays.
    await page.getByText('先に使い切ってください').waitFor()
  })

  test('the pages speak English and Chinese', async () => {
    const { buyer } = await start()
    for (const [language, word] of [
      ['en', 'Show this at the till.'],
      ['zh', '结账时请出示此画面。'],
    ] as const) {
      const page = await openAs(buyer, '/pay')
      await page.evaluate(`localStorage.setItem('mamori-language', '${language}')`)
      await page.reload()
      await page.getByText(word).waitFor()
      await look(page, `pay-${language}`)
      await page.goto(`${product.url}/wallet/accounts/${buyer.accountId}`)
      await page.getByRole('heading').first().waitFor()
      await page.getByText('50,000').first().waitFor()
      await look(page, `account-${language}`)
    }
  })
})
