import type { Page } from 'playwright-core'
import { afterEach, describe, expect, test } from 'vitest'
import { createPlan, PlanInput } from '../../src/modules/plans/index.ts'
import { contextOf } from '../../test/support/context.ts'
import { newSeller, signInStaffMember } from '../../test/support/people.ts'
import { startProduct } from '../../test/support/product.ts'
import { openTill, payingBuyer, runningCoupon } from '../../test/support/till.ts'
import { usualTerms } from '../../test/support/warranty.ts'
import { faultsOf, picture, serious, startBrowser } from './support.ts'

const product = await startProduct()
const browser = await startBrowser()
const seller = await newSeller(product, { mode: 'test' })
const till = await openTill(product, { organisation: seller.organisation })
const { code: storeCode } = till.store
const ok = async (answer: Promise<{ status: number; text: string }>) => {
  const { status, text } = await answer
  if (status >= 300) throw new Error(text)
}
await ok(product.call('PATCH', `/v1/stores/${storeCode}`, { key: seller.key, body: { name: '渋谷店' } }))
const item = (code: string, name: string, price: number | null, more: object = {}) => ({
  code,
  name,
  price,
  ...more,
})
await ok(
  product.call('PUT', `/v1/stores/${storeCode}/items`, {
    key: till.key,
    body: [
      item('TV-55', '55型 4Kテレビ', 128_000, { category: 'tv', maker: 'Asahi', makerWarrantyMonths: 12 }),
      item('K-100', '電気ケトル', 4980, { gtin: '4901234567894' }),
      item('TEA-1', '煎茶 100g', 1080, { taxCategory: 'AA' }),
      item('FIX-1', '修理 (見積り)', null),
    ],
  }),
)
await createPlan(
  contextOf(product.services, till.staff),
  PlanInput.parse({ code: 'wide', terms: usualTerms, attachments: [{ categories: ['tv'] }] }),
)
const cookie = await signInStaffMember(product, seller.owner)
const buyer = await payingBuyer(product)
const coupon = await runningCoupon(product, till, {
  name: { ja: '1,000円引き' },
  discount: { kind: 'amount', amount: 1000 },
})
const held = await product.call<{ id: string }>('POST', '/v1/me/coupons', {
  cookie: buyer.cookie,
  body: { code: coupon.code },
})
await ok(
  product.call('PUT', `/v1/me/accounts/${buyer.accountId}/coupons`, {
    cookie: buyer.cookie,
    body: { holdingIds: [held.body.id] },
  }),
)

const register = { width: 1024, height: 768 }
const page = await browser.open(`${product.url}/healthz`, register)
await page.context().addCookies([{ name: 'mamori_staff', value: cookie, url: product.url }])
// Printing would open a dialog of the system.
await page.addInitScript('window.print = () => { window.printed = (window.printed ?? 0) + 1 }')

// What stood there when a step failed says more than a time-out.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  await picture(page, 'register-failed')
  console.log(faultsOf(page))
})

/** As a hand scanner types: faster than fingers, with Enter at the end. */
async function scan(code: string): Promise<void> {
  await page.evaluate(`for (const key of [...${JSON.stringify(code)}, 'Enter'])
    (document.activeElement ?? document.body).dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))`)
}
const due = () =>
  page.getByText('お支払い', { exact: true }).locator('xpath=following-sibling::strong').last()
const sum = () => page.getByText('合計', { exact: true }).locator('xpath=following-sibling::strong').last()
const dialog = () => page.getByRole('dialog')

type Row = { id: string; reference: string; state: string; amountDue: number }
async function salesOfStore(): Promise<Row[]> {
  const answer = await product.call<{ items: Row[] }>('GET', `/v1/stores/${storeCode}/settlements`, {
    key: till.key,
  })
  return answer.body.items
}
async function payCash(received: string): Promise<void> {
  await page.keyboard.press('F8')
  await dialog().getByText('お会計').waitFor()
  await page.keyboard.type(received, { delay: 120 })
  await page.keyboard.press('Enter')
  await dialog().getByText('おつり').waitFor()
  await page.keyboard.press('Enter')
}
async function next(): Promise<void> {
  await dialog().getByRole('button', { name: '次のお客様' }).click()
  await dialog().waitFor({ state: 'hidden' })
  await page.getByRole('heading', { name: '商品を読み取ってください' }).waitFor()
}

/** What is wider than its room: the page itself, or a button's words. */
function cut(shown: Page): Promise<string[]> {
  return shown.evaluate<string[]>(`[document.documentElement, ...document.querySelectorAll('button *, a *')]
    .filter((one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).textOverflow !== 'ellipsis' && !one.classList.contains('sr-only'))
    .map((one) => one === document.documentElement ? 'the page' : one.textContent)`)
}
/** What was cut off, or what axe found, over all pictures. */
const unclean: string[] = []
async function look(name: string): Promise<void> {
  const moving =
    "document.getAnimations().filter((one) => one.playState === 'running' && one.effect?.getTiming().iterations !== Infinity).length"
  await expect.poll(() => page.evaluate<number>(moving)).toBe(0)
  await picture(page, `register-${name}`)
  for (const fault of [...(await cut(page)), ...(await serious(page))]) unclean.push(`${name}: ${fault}`)
}

describe('M14: a day at the register', () => {
  test('a device is set up, and its day is opened with the float', async () => {
    await page.goto(`${product.url}/register`)
    await page.getByRole('heading', { name: 'この端末の設定' }).waitFor()
    await page.getByLabel('店舗').first().click()
    await page.getByRole('option', { name: '渋谷店' }).click()
    await look('set-up')
    await page.getByRole('button', { name: 'このレジを使う' }).click()
    await page.getByLabel('つり銭準備金').fill('30000')
    await look('open')
    await page.getByRole('button', { name: 'レジを開ける' }).click()
    await page.getByRole('heading', { name: '商品を読み取ってください' }).waitFor()
    await page.getByText('商品 4件').waitFor()
    await look('empty')
  })

  test('M25: goods, a cover and a member are read; coupon and tax apply themselves; cash gives change', async () => {
    await scan('4901234567894')
    await page.getByRole('button', { name: /電気ケトル/ }).waitFor()
    await scan('TV-55')
    await page.getByRole('button', { name: /55型/ }).waitFor()
    await page.keyboard.press('Alt+g')
    const offer = dialog().getByRole('button', { name: /物損もあんしん/ })
    expect(await offer.getAttribute('aria-pressed')).toBe('false')
    await look('cover')
    await offer.click()
    await expect.poll(() => due().innerText()).toBe('¥142,980')
    await scan(await buyer.token())
    await page.getByText('口座から支払えます').waitFor()
    await page.getByText('1,000円引き').waitFor()
    const shown = await due().innerText()
    expect(shown).not.toBe('¥142,980')
    await look('basket')
    await page.keyboard.press('Alt+m')
    await dialog().getByRole('heading', { name: '金額の内訳' }).waitFor()
    await look('steps')
    await page.keyboard.press('Escape')
    await payCash('150000')
    await dialog().getByText('会計が終わりました').waitFor()
    const settledAt = Date.now()
    const mine = async () =>
      (await product.call<{ items: Row[] }>('GET', '/v1/me/settlements', { cookie: buyer.cookie })).body.items
    await expect.poll(mine, { timeout: 1000, interval: 50 }).toMatchObject([{ state: 'settled' }])
    expect(Date.now() - settledAt).toBeLessThan(1000)
    const one = await till.get((await mine())[0]?.id ?? '')
    expect(one.couponsUsed).toMatchObject([{ couponId: coupon.publicId, state: 'committed' }])
    expect(one.contracts).toHaveLength(1)
    expect(`¥${one.amountDue.toLocaleString('en')}`).toBe(shown)
    await look('done')
    await dialog().getByRole('button', { name: 'レシートを印刷' }).click()
    await page.frameLocator('iframe').getByText('適格簡易請求書').first().waitFor()
    await dialog().getByRole('button', { name: '宛名入りにする' }).click()
    await page.getByLabel('宛名', { exact: true }).fill('株式会社みどり')
    await look('addressed')
    await page.keyboard.press('Enter')
    await dialog().getByRole('button', { name: '宛名入りを印刷' }).click()
    await page.frameLocator('iframe >> nth=-1').getByText('株式会社みどり 様').waitFor()
    await next()
  })

  test('a removed line comes back, quantities and parked baskets too', async () => {
    await page.keyboard.type('3', { delay: 120 })
    await page.keyboard.press('*')
    await scan('TEA-1')
    await expect.poll(() => due().innerText()).toBe('¥3,240')
    await page.keyboard.press('Delete')
    await page.getByRole('heading', { name: '商品を読み取ってください' }).waitFor()
    await page.keyboard.press('Control+z')
    await expect.poll(() => due().innerText()).toBe('¥3,240')
    await page.keyboard.press('F6')
    await page.getByRole('button', { name: '保留 1件' }).waitFor()
    await scan('FIX-1')
    await dialog().getByText('価格が登録されていません').waitFor()
    await page.keyboard.type('5500', { delay: 120 })
    await page.keyboard.press('Enter')
    await expect.poll(() => due().innerText()).toBe('¥5,500')
    await page.keyboard.press('Alt+k')
    await dialog().getByRole('button', { name: /煎茶/ }).click()
    await expect.poll(() => due().innerText()).toBe('¥3,240')
    await page.getByRole('button', { name: '保留 1件' }).waitFor()
  })

  test('cash goes on without a connection, and nothing is sold twice when it is back', async () => {
    const before = (await salesOfStore()).length
    await page.evaluate('navigator.serviceWorker.ready.then(() => null)')
    await page.context().setOffline(true)
    await page.getByText('通信なし').waitFor()
    expect(await page.getByRole('button', { name: 'カード' }).isDisabled()).toBe(true)
    await expect.poll(() => sum().innerText()).toBe('¥3,240')
    await look('offline')
    await payCash('4000')
    await dialog().getByText('会計を端末に記録しました').waitFor()
    await look('kept')
    await next()
    await scan('4901234567894')
    await payCash('5000')
    await next()
    await page.getByText('未送信 2').waitFor()
    // The page itself comes from this device, with what waits.
    await page.reload()
    await page.getByText('未送信 2').waitFor()
    await page.getByText('通信なし').waitFor()
    const stored = await page.evaluate<string[]>(`(async () => {
      const requests = (await caches.keys()).map(async (name) => (await caches.open(name)).keys())
      return (await Promise.all(requests)).flat().map(({ url }) => new URL(url).pathname)
    })()`)
    expect(stored).toContain('/register')
    expect(stored.filter((path) => !/^\/(?:register$|assets\/)/.test(path))).toEqual([])
    await scan('TEA-1')
    await payCash('1100')
    await next()
    await page.getByText('未送信 3').waitFor()
    const sent: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/v1/settlements'))
        sent.push((request.postDataJSON() as Row).reference)
    })
    await page.context().setOffline(false)
    await expect.poll(async () => (await salesOfStore()).length, { timeout: 10_000 }).toBe(before + 3)
    await page.getByText('未送信 0').waitFor()
    expect(new Set(sent).size).toBe(sent.length)
    const rows = await salesOfStore()
    expect(rows.length).toBe(before + 3)
    expect(
      rows
        .slice(0, 3)
        .map(({ amountDue }) => amountDue)
        .sort((a, b) => a - b),
    ).toEqual([1080, 3240, 4980])
    expect(new Set(rows.map(({ reference }) => reference)).size).toBe(rows.length)
  })

  test('the service worker is for the register alone, and is asked for anew each time', async () => {
    const { headers } = await fetch(`${product.url}/register/sw.js`)
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      'service-worker-allowed': '/register',
      'content-security-policy': "default-src 'none'; connect-src 'self'",
      'x-content-type-options': 'nosniff',
    })
    await page.goto(`${product.url}/register`)
    expect(await page.evaluate('navigator.serviceWorker.controller?.scriptURL')).toContain('/register/sw.js')
    await page.goto(`${product.url}/wallet`)
    expect(await page.evaluate('navigator.serviceWorker.controller')).toBeNull()
    await page.goto(`${product.url}/register`)
    await page.getByRole('heading', { name: '商品を読み取ってください' }).waitFor()
  })

  test('an answer that is lost sells once: the server has it, the device asks again under the same number', async () => {
    const before = (await salesOfStore()).length
    let lost = 0
    await page.route('**/v1/settlements', async (route) => {
      lost += 1
      if (lost > 2) return route.continue()
      await route.fetch()
      return route.abort('connectionreset')
    })
    await scan('4901234567894')
    await expect.poll(() => due().innerText()).toBe('¥4,980')
    await payCash('5000')
    await dialog().getByText('会計を端末に記録しました').waitFor()
    await next()
    await page.getByText('未送信 0').waitFor({ timeout: 15_000 })
    expect(lost).toBeGreaterThan(2)
    expect((await salesOfStore()).length).toBe(before + 1)
    await page.unroute('**/v1/settlements')
  })

  test('a sale that the server refused is looked at, closed with what was done about it, and stays listed', async () => {
    const before = (await salesOfStore()).length
    const token = await buyer.token()
    await page.route('**/v1/settlements', (route) => route.abort('connectionreset'))
    await scan('4901234567894')
    await scan(token)
    await expect.poll(() => due().innerText()).toBe('¥3,880')
    await payCash('4000')
    await dialog().getByText('会計を端末に記録しました').waitFor()
    await next()
    // The same code pays at another till meanwhile.
    expect((await till.settle({ memberToken: token })).status).toBe(201)
    await page.unroute('**/v1/settlements')
    await page.getByText('要確認 1').waitFor({ timeout: 15_000 })
    await page.keyboard.press('Alt+4')
    await page.getByRole('button', { name: '確かめる' }).click()
    await dialog().getByText('電気ケトル × 1').waitFor()
    // Less than the printed price was taken: it is no sale at full price.
    expect(await dialog().getByRole('button', { name: '定価の売上として送る' }).count()).toBe(0)
    await look('refused')
    await dialog().getByRole('button', { name: '理由を残して閉じる' }).click()
    await dialog().getByText('どうしたかを入力してください').waitFor()
    await dialog().getByLabel('どうしたか').fill('打ち直した')
    await dialog().getByRole('button', { name: '理由を残して閉じる' }).click()
    await page.getByText('打ち直した').waitFor()
    await page.getByText('未送信 0').waitFor()
    await look('closed')
    expect((await salesOfStore()).length).toBe(before + 1)
    await page.keyboard.press('Alt+1')
  })

  test('an account pays by token; without one the buyer is asked on the phone', async () => {
    await scan('4901234567894')
    await scan(await buyer.token())
    await page.getByText('口座から支払えます').waitFor()
    await page.keyboard.press('F9')
    await dialog().getByText('お会計').waitFor()
    await look('account')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await dialog().getByText('会計が終わりました').waitFor()
    await next()

    await scan('4901234567894')
    await page.keyboard.press('F4')
    await dialog().getByText('口座番号').click()
    await dialog().getByLabel('口座番号').last().fill(buyer.identifier)
    await dialog().getByRole('button', { name: 'この会員にする' }).click()
    await page.getByText('確認のみ').waitFor()
    await page.keyboard.press('F9')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await dialog().getByText('お客様のスマートフォンに').waitFor()
    await look('asking')
    const asked = (
      await product.call<{ items: Row[] }>('GET', '/v1/me/settlements', { cookie: buyer.cookie })
    ).body.items.find(({ state }) => state === 'awaiting_buyer')
    await ok(
      product.call('POST', `/v1/me/settlements/${asked?.id}/confirm`, { cookie: buyer.cookie, body: {} }),
    )
    await dialog().getByText('会計が終わりました').waitFor()
    await next()
  })

  test('a QR code is shown until it is paid or given up', async () => {
    await scan('4901234567894')
    await expect.poll(() => due().innerText()).toBe('¥4,980')
    await page.keyboard.press('F7')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await dialog().getByRole('img', { name: '支払い用のQRコード' }).waitFor()
    await dialog().getByText('残り').waitFor()
    await look('qr')
    await dialog().getByRole('button', { name: 'この支払いを取り消す' }).click()
    await dialog().getByText('お会計').waitFor()
    await dialog().getByRole('button', { name: '閉じる' }).click()

    await page.keyboard.press('F7')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await dialog().getByText('お支払いを待っています').waitFor()
    const waiting = (await salesOfStore()).find(({ state }) => state === 'processing')
    const url = (await till.get(waiting?.id ?? '')).tenders[0]?.action?.url
    const paymentId = /payment=(\w+)/.exec(url ?? '')?.[1]
    await ok(product.call('POST', `/v1/sandbox/payments/${paymentId}/approve`, { key: till.key, body: {} }))
    await dialog().getByText('会計が終わりました').waitFor()
    await next()
  })

  test('practice is clearly marked and sells nothing', async () => {
    const before = (await salesOfStore()).length
    await page.keyboard.press('Alt+t')
    await page.getByText('練習モード — 売上は記録されません').waitFor()
    await scan('4901234567894')
    await expect.poll(() => due().innerText()).toBe('¥4,980')
    await payCash('10000')
    await dialog().getByText('練習の会計が終わりました').waitFor()
    await look('training')
    await next()
    await page.keyboard.press('Alt+t')
    expect((await salesOfStore()).length).toBe(before)
  })

  test('sales of the day are found, reprinted, returned and voided', async () => {
    await page.keyboard.press('Alt+2')
    await page.getByRole('heading', { name: '売上・返品' }).waitFor()
    await page
      .getByRole('button', { name: /会計済み/ })
      .first()
      .waitFor()
    await look('sales')
    const rows = await salesOfStore()
    const three = rows.find(({ amountDue }) => amountDue === 3240) as Row
    await scan(three.reference)
    await page.getByRole('button', { name: new RegExp(three.reference) }).click()
    await dialog().getByRole('button', { name: '返品' }).click()
    await dialog().getByLabel('煎茶 100g の返品数').fill('1')
    await dialog().getByText('¥1,080').first().waitFor()
    await dialog().getByLabel('理由').fill('お客様都合')
    await look('return')
    await dialog().getByRole('button', { name: '返品する' }).click()
    await dialog().getByText('一部返金').waitFor()
    await look('sale')
    await page.keyboard.press('Escape')

    const kettle = rows.find(({ amountDue, state }) => amountDue === 4980 && state === 'settled') as Row
    await scan(kettle.reference)
    await page.getByRole('button', { name: new RegExp(kettle.reference) }).click()
    await dialog().getByRole('button', { name: '取り消す' }).click()
    await dialog().getByLabel('理由').fill('打ち間違い')
    await dialog().getByRole('button', { name: '取り消す' }).click()
    await dialog().getByText('取消済み').waitFor()
    await page.keyboard.press('Escape')
    expect((await till.get(kettle.id)).state).toBe('voided')
  })

  test('the day is closed with the cash that was counted', async () => {
    await page.keyboard.press('Alt+3')
    await page.getByRole('heading', { name: '開店・精算' }).waitFor()
    await page.getByRole('button', { name: '入金・出金' }).click()
    await dialog().getByLabel('金額').fill('2000')
    await dialog().getByLabel('理由').fill('つり銭の補充')
    await dialog().getByRole('button', { name: '記録する' }).click()
    await dialog().waitFor({ state: 'hidden' })
    await page.getByText('つり銭の補充').waitFor()
    await look('day')
    await page.getByRole('button', { name: '精算', exact: true }).click()
    await dialog().getByLabel('10000 の枚数').fill('17')
    await dialog().getByText('¥170,000').first().waitFor()
    await look('close')
    await dialog().getByRole('button', { name: '精算する' }).click()
    await page.getByRole('heading', { name: '精算しました（1回目）' }).waitFor()
    await look('z-report')
  })

  test.each(['en', 'zh'])('has room for %s, and at other widths', async (language) => {
    await page.evaluate(`localStorage.setItem('mamori-language', '${language}')`)
    for (const [width, size] of Object.entries({
      768: { width: 768, height: 1024 },
      1024: register,
      1280: { width: 1280, height: 800 },
    })) {
      await page.setViewportSize(size)
      await page.goto(`${product.url}/register`)
      await page.locator('main h1').waitFor({ state: 'attached' })
      await page.evaluate('document.body.focus()')
      await scan('TV-55')
      await page.getByRole('button', { name: /55型/ }).first().waitFor()
      await look(`sale-${language}-${width}`)
      await page.keyboard.press('F8')
      await dialog().waitFor()
      await look(`pay-${language}-${width}`)
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      await dialog().waitFor()
      await look(`keys-${language}-${width}`)
      await page.keyboard.press('Escape')
      for (const place of ['sales', 'day', 'queue']) {
        await page.goto(`${product.url}/register/${place}`)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await expect.poll(() => page.locator('[aria-busy=true]').count()).toBe(0)
        await look(`${place}-${language}-${width}`)
      }
    }
  })

  test('nothing was cut off, closed to anybody or refused by the browser', () => {
    expect(unclean).toEqual([])
    expect(faultsOf(page).filter((fault) => !/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION/.test(fault))).toEqual(
      [],
    )
  })
})
