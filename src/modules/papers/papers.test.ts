import { describe, expect, test } from 'vitest'
import type { Basket, Paper, ReturnPaper, TaxProfile } from '#modules/tax/index.ts'
import { paperOf, refundOf, returnPaperOf, settle } from '#modules/tax/index.ts'
import { formatNumber, newNumber } from '#platform/codes.ts'
import { inTransaction } from '#platform/context.ts'
import type { PurchaserId } from '#platform/ids.ts'
import { bucketOf, newId, parsePublicId, publicId } from '#platform/ids.ts'
import { Rows } from '#platform/rows.ts'
import { contextOf } from '#test/support/context.ts'
import { newSeller, signInBuyer, signInStaffMember, unique } from '#test/support/people.ts'
import { readPdf } from '#test/support/printed-page.ts'
import type { Shop } from '#test/support/product.ts'
import { openShop, startProduct } from '#test/support/product.ts'
import type { PaperInput } from './index.ts'
import { addPaper } from './index.ts'

const product = await startProduct()
const shop = await openShop(product)
const on = '2026-11-22'
const exempt: TaxProfile = { status: 'exempt', from: '2020-01-01' }
const taxable: TaxProfile = { status: 'taxable', from: '2020-01-01', rounding: 'floor' }
const registered: TaxProfile = {
  status: 'registered',
  from: '2023-10-01',
  rounding: 'floor',
  registrationNumber: 'T7123456789012',
}
const line = (amount: number, taxCategory: 'S' | 'AA' | 'E', quantity = 1) => ({
  amount,
  quantity,
  taxCategory,
  priceBasis: 'inclusive' as const,
})
const soldAs = newNumber(5)
/** Goods of two rates, 1,000 off by the shop, 500 paid by a third party. */
const basket: Basket = {
  suppliedOn: on,
  lines: [line(3300, 'S'), line(2160, 'AA', 2)],
  discounts: [
    { kind: 'amount', value: 1000, lines: null, funder: 'shop', faceBasis: 'gross' },
    { kind: 'amount', value: 500, lines: null, funder: 'third_party' },
  ],
}
const particulars = {
  issuer: 'ひかり電器 & <b>',
  recipient: null as string | null,
  suppliedOn: on,
  issuedOn: '2026-11-23',
  lineNames: ['電球', 'お茶'],
}
const sale =
  (profile: TaxProfile, recipient: string | null = null) =>
  (number: string): Paper =>
    paperOf(settle(basket, profile), profile, { ...particulars, recipient, number })
const back =
  (profile: TaxProfile) =>
  (number: string): ReturnPaper => {
    const settled = settle(basket, profile)
    const refund = refundOf(settled, [0, 0], [0, 2])
    return returnPaperOf(settled, refund, [0, 2], profile, {
      ...particulars,
      number,
      originalNumber: soldAs,
      returnedOn: '2026-11-30',
    })
  }

/** Issues a paper as a settlement would; answers its outside id. */
async function issue(more: Partial<PaperInput> = {}, of: Shop = shop): Promise<string> {
  const bucket = more.purchaserId ? bucketOf(more.purchaserId) : 5
  const rows = new Rows()
  const ctx = contextOf(product.services, of.staff, 'settle')
  const { id } = addPaper(ctx, rows, {
    bucket,
    organisationId: of.store.organisationId,
    storeId: of.store.id,
    purchaserId: null,
    subject: { kind: 'settlement', id: newId(bucket) },
    issueRoute: 'own',
    currency: 'JPY',
    issuedAt: product.clock.now(),
    issuerAddress: '東京都千代田区1-1',
    issuerPhone: '03-0000-0000',
    paidBy: [
      { kind: 'cash', label: null, amount: 3000, received: 5000, change: 2000 },
      { kind: 'card', label: '4242', amount: 960, received: null, change: null },
    ],
    revenueStamp: false,
    makePaper: sale(registered),
    ...more,
  })
  await inTransaction(ctx, (tx) => rows.insert(tx))
  return publicId('pap', id)
}
type By = { key?: string; cookie?: string }
const byShop: By = { key: shop.key }
const get = <T = Record<string, unknown>>(path: string, by: By = byShop) =>
  product.call<T>('GET', `/v1/papers/${path}`, by)

/** What stands on a page: each fact by its key, and all words. */
async function page(id: string, query = '') {
  const { text, headers, status } = await get(`${id}/page${query}`)
  expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  const facts = Object.fromEntries(
    [...text.matchAll(/data-fact="([^"]+)"><dt>([^<]*)<\/dt><dd>([^<]*)<\/dd>/g)].map(
      ([, key, label, value]) => [key, [label, value]],
    ),
  ) as Record<string, [string, string]>
  const words = text.replaceAll(/<style[\s\S]*?<\/style>|<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
  return { text, headers, facts, words, title: /<h1>([^<]*)<\/h1>/.exec(text)?.[1] }
}

describe('a paper on its page', () => {
  test('M33 a simplified invoice has all that the law asks for', async () => {
    const { title, facts, words, text } = await page(await issue())
    expect(title).toBe('適格簡易請求書')
    expect(words).toContain('登録番号 T7123456789012')
    expect(words).toContain('東京都千代田区1-1')
    expect(text).toContain('<strong>ひかり電器 &amp; &lt;b&gt;</strong>')
    expect(facts).toMatchObject({
      suppliedOn: ['取引年月日', '2026-11-22'],
      issuedOn: ['発行日', '2026-11-23'],
      'discountOf-S-1000': ['10%対象 値引き', '-¥604'],
      'target-S-1000': ['10%対象', '¥2,696'],
      'tax-S-1000': ['10% 消費税額', '¥245'],
      'discountOf-AA-800': ['8%対象 値引き ※', '-¥396'],
      'target-AA-800': ['8%対象 ※', '¥1,764'],
      'tax-AA-800': ['8% 消費税額 ※', '¥130'],
      price: ['小計（税込）', '¥5,460'],
      discount: ['値引き', '-¥1,000'],
      due: ['合計', '¥4,460'],
      taxInside: ['内消費税額', '¥375'],
      tendered: ['クーポン（お支払い）', '¥500'],
      debit: ['お支払額', '¥3,960'],
      'paid-0': ['現金', '¥3,000'],
      'received-0': ['お預り', '¥5,000'],
      'change-0': ['お釣り', '¥2,000'],
      'paid-1': ['カード 4242', '¥960'],
    })
    expect(facts['number']?.[1]).toMatch(/^\w{4}-\w{4}-\w{4}-\w$/)
    expect(words).toContain('お茶 ※ × 2 ¥2,160')
    expect(words).toContain('電球 × 1 ¥3,300')
    expect(words).toContain('※は軽減税率対象です。')
    expect(words).not.toContain('宛名')
    expect(words).not.toContain('収入印紙')
  })

  test('M33 an invoice names who buys', async () => {
    const { title, facts } = await page(await issue({ makePaper: sale(registered, '山田商店') }))
    expect([title, facts['recipient']]).toEqual(['適格請求書', ['宛名', '山田商店 様']])
  })

  test('M38 a merchant that is not registered gives a receipt without number, an exempt one without tax', async () => {
    const plain = await page(await issue({ makePaper: sale(taxable) }))
    expect(plain.title).toBe('レシート')
    expect(plain.words).not.toMatch(/T\d{13}|登録番号/)
    expect(plain.facts).toHaveProperty('tax-S-1000')
    const none = await page(await issue({ makePaper: sale(exempt) }))
    expect(none.title).toBe('レシート')
    expect(none.words).not.toMatch(/T\d{13}|登録番号|消費税|※|%/)
    expect(Object.keys(none.facts).filter((key) => /tax|target/.test(key))).toEqual([])
    expect(none.facts).toMatchObject({ due: ['合計', '¥4,460'], debit: ['お支払額', '¥3,960'] })
  })

  test('M34 a return invoice names both days and the sale, and says that it is voluntary', async () => {
    const { title, facts, words } = await page(
      await issue({
        makePaper: back(registered),
        subject: { kind: 'settlement_refund', id: newId(5) },
        paidBy: [],
      }),
    )
    expect(title).toBe('適格返還請求書')
    expect(facts).toMatchObject({
      suppliedOn: ['取引年月日', '2026-11-22'],
      returnedOn: ['返還年月日', '2026-11-30'],
      originalNumber: ['元の番号', formatNumber(soldAs)],
      'target-AA-800': ['8%対象 ※', '¥1,764'],
      'tax-AA-800': ['8% 消費税額 ※', '¥130'],
      due: ['返還額', '¥1,764'],
    })
    expect(words).toContain('任意に交付')
    const plain = await page(await issue({ makePaper: back(exempt), paidBy: [] }))
    expect(plain.title).toBe('返金レシート')
    expect(plain.words).not.toMatch(/任意|消費税|T\d{13}/)
  })

  test('M29 goods without tax have a total and no tax of their own', async () => {
    const untaxed = (number: string): Paper => {
      const settled = settle({ suppliedOn: on, lines: [line(500, 'E')], discounts: [] }, registered)
      return paperOf(settled, registered, { ...particulars, number })
    }
    const { facts } = await page(await issue({ makePaper: untaxed }))
    expect(facts['target-E-0']).toEqual(['非課税対象', '¥500'])
    expect(facts).not.toHaveProperty('tax-E-0')
  })

  test('shows the box of the revenue stamp and in whose name it was issued', async () => {
    const stamped = await page(await issue({ revenueStamp: true, issueRoute: 'agency' }))
    expect(stamped.words).toContain('収入印紙')
    expect(stamped.words).toContain('代理交付')
    const between = await page(await issue({ issueRoute: 'intermediary', supplier: 'まちの店' }))
    expect(between.words).toContain('媒介者交付特例')
    expect(between.words).toContain('販売者 まちの店')
  })

  test('speaks three languages, runs no script and takes nothing from anywhere', async () => {
    const id = await issue()
    const english = await page(id, '?language=en')
    expect(english.title).toBe('Simplified qualified invoice')
    expect(english.facts['tax-AA-800']).toEqual(['8% tax ※', '¥130'])
    expect((await page(id, '?language=zh')).title).toBe('合格简易发票')
    const { text, headers } = english
    const policy = String(headers['content-security-policy'])
    const nonce = /style-src 'nonce-([^']+)'/.exec(policy)?.[1]
    expect(policy).toMatch(/^default-src 'none'; style-src 'nonce-/)
    expect(text).toContain(`<style nonce="${nonce}">`)
    expect(text).not.toMatch(/<script|<img|<link|\bstyle="|https?:|\bon\w+=/)
    expect(headers['cache-control']).toBe('private, no-store')
    expect((await page(id)).headers['content-security-policy']).not.toBe(policy)
    const wrong = await get<{ errors: { field: string }[] }>(`${id}/page?language=fr`)
    expect([wrong.status, wrong.body.errors[0]?.field]).toEqual([400, 'language'])
  })
})

test(
  'M33 the document says what the page says, in Japanese and in English',
  { timeout: 30_000 },
  async () => {
    const id = await issue({ revenueStamp: true, issueRoute: 'agency' })
    const japanese = await product.app.inject({
      url: `/v1/papers/${id}/document`,
      headers: { authorization: `Bearer ${shop.key}` },
    })
    expect(japanese.headers['content-type']).toBe('application/pdf')
    const { text, pages } = await readPdf(japanese.rawPayload)
    expect(pages).toBe(1)
    for (const words of [
      '適格簡易請求書',
      'ひかり電器&<b>',
      '登録番号T7123456789012',
      '取引年月日2026-11-22',
      'お茶※×2¥2,160',
      '※は軽減税率対象です。',
      '10%対象¥2,696',
      '8%消費税額※¥130',
      'お支払額¥3,960',
      'お預り¥5,000',
      'お釣り¥2,000',
      '収入印紙',
      '代理交付',
    ])
      expect(text).toContain(words)
    expect(text).not.toContain('再発行')
    await product.call('POST', `/v1/papers/${id}/prints`, byShop)
    await product.call('POST', `/v1/papers/${id}/prints`, byShop)
    const english = await product.app.inject({
      url: `/v1/papers/${id}/document?language=zh&print=2`,
      headers: { authorization: `Bearer ${shop.key}` },
    })
    const again = await readPdf(english.rawPayload)
    expect(again.text).toContain('Simplifiedqualifiedinvoice')
    expect(again.text).toContain('再発行')
  },
)

describe('printings', () => {
  type Print = { n: number; reprint: boolean }
  const print = (id: string, by: By = byShop) => product.call<Print>('POST', `/v1/papers/${id}/prints`, by)

  test('are counted, and every one after the first is marked', async () => {
    const id = await issue()
    expect((await print(id)).body).toEqual({ n: 1, reprint: false })
    expect((await page(id, '?print=1')).words).not.toContain('再発行')
    expect((await print(id)).body).toEqual({ n: 2, reprint: true })
    expect((await page(id, '?print=2')).words).toContain('再発行')
    expect((await page(id, '?print=1')).words).not.toContain('再発行')
    expect((await get<{ prints: number }>(id)).body.prints).toBe(2)
  })

  test('that nobody counted are not there', async () => {
    const id = await issue()
    await print(id)
    for (const file of ['page', 'document']) {
      const { status, body } = await get(`${id}/${file}?print=2`)
      expect([status, body['code']]).toEqual([404, 'print_not_found'])
    }
  })

  test('at the same moment are counted one by one', async () => {
    const id = await issue()
    const all = await Promise.all(Array.from({ length: 5 }, () => print(id)))
    expect(all.map(({ body }) => body.n).sort()).toEqual([1, 2, 3, 4, 5])
    expect(all.filter(({ body }) => !body.reprint)).toHaveLength(1)
  })
})

test('a frame on a page of the console is read as staff, though the browser is in a wallet too', async () => {
  const { cookie: wallet } = await signInBuyer(product, { email: `${unique('both')}@example.com` })
  const { owner, organisation } = await newSeller(product)
  const desk = await signInStaffMember(product, owner)
  const headers = { cookie: `mamori_session=${wallet}; mamori_staff=${desk}` }
  const id = await issue({}, await openShop(product, { organisation }))
  const read = (query: string) => product.app.inject({ url: `/v1/papers/${id}/page${query}`, headers })
  expect((await read('?app=console')).statusCode).toBe(200)
  expect((await read('')).statusCode).toBe(404)
  expect((await read('?app=other')).statusCode).toBe(400)
})

describe('whose a paper is', () => {
  type List = { items: { id: string; storeCode: string; debit: number }[]; nextCursor: string | null }
  const newBuyer = async () => {
    const { cookie, person } = await signInBuyer(product, { email: `${unique('paper')}@example.com` })
    return { cookie, purchaserId: parsePublicId('per', person.id) as PurchaserId }
  }

  test('its buyer and its store see it, in every form; to all others it is not there', async () => {
    const mine = await newBuyer()
    const other = await newBuyer()
    const stranger = await openShop(product)
    const second = await openShop(product, { organisation: shop.organisation })
    const id = await issue({ purchaserId: mine.purchaserId })
    for (const form of ['', '/page', '/document']) {
      for (const by of [{ cookie: mine.cookie }, byShop])
        expect((await get(`${id}${form}`, by)).status, form).toBe(200)
      for (const by of [{ cookie: other.cookie }, { key: stranger.key }, { key: second.key }])
        expect((await get(`${id}${form}`, by)).body, form).toMatchObject({ code: 'paper_not_found' })
      expect((await get(`${id}${form}`, {})).status, form).toBe(401)
    }
    const printed = (by: By) => product.call('POST', `/v1/papers/${id}/prints`, by)
    expect((await printed({ cookie: other.cookie })).status).toBe(404)
    expect((await printed({ key: second.key })).status).toBe(404)
    expect((await printed({ cookie: mine.cookie })).body).toEqual({ n: 1, reprint: false })
    const nobodys = await issue()
    expect((await get(nobodys, { cookie: mine.cookie })).status).toBe(404)
  })

  test('lists go page by page, the newest first', async () => {
    const mine = await newBuyer()
    const own = await openShop(product)
    const ids: string[] = []
    for (let i = 0; i < 3; i += 1) {
      product.clock.advance({ minutes: 1 })
      ids.unshift(await issue({ purchaserId: mine.purchaserId }, i === 1 ? shop : own))
    }
    const listed = async (path: string, by: By) => {
      const first = await product.call<List>('GET', `${path}?limit=2`, by)
      const next = await product.call<List>('GET', `${path}?limit=2&cursor=${first.body.nextCursor}`, by)
      return first.body.nextCursor === null ? first.body.items : [...first.body.items, ...next.body.items]
    }
    const my = await listed('/v1/me/papers', { cookie: mine.cookie })
    expect(my.map(({ id }) => id)).toEqual(ids)
    expect(my[0]).toMatchObject({ storeCode: own.store.code, debit: 3960 })
    const stores = await listed(`/v1/stores/${own.store.code}/papers`, { key: own.key })
    expect(stores.map(({ id }) => id)).toEqual([ids[0], ids[2]])
    const refused = await product.call('GET', `/v1/stores/${own.store.code}/papers`, byShop)
    expect(refused.status).toBe(403)
  })

  test('M34 it stays without the person who is erased, and is theirs in an export', async () => {
    const mine = await newBuyer()
    const id = await issue({ purchaserId: mine.purchaserId, makePaper: sale(registered, '山田 花子') })
    const { text } = await product.call('GET', '/v1/me/export', { cookie: mine.cookie })
    expect(text).toContain(id)
    const preview = await product.call<{ stays: object[]; confirm: string }>('GET', '/v1/me/erasure', {
      cookie: mine.cookie,
    })
    expect(preview.body.stays).toContainEqual({ what: 'paper', count: 1 })
    await product.call('POST', '/v1/me/erasure', {
      cookie: mine.cookie,
      body: { contracts: 'keep', confirm: preview.body.confirm },
    })
    const { body } = await get<{ recipient: string | null; debit: number }>(id)
    expect(body).toMatchObject({ recipient: null, debit: 3960 })
    expect((await page(id)).text).not.toContain('山田 花子')
  })
})

test('an issued paper leaves an entry in the audit', async () => {
  const id = parsePublicId('pap', await issue()) as string
  const row = await product.services.db
    .selectFrom('audit_entries')
    .select(['action', 'after'])
    .where('bucket', '=', bucketOf(id))
    .where('entity_id', '=', id)
    .executeTakeFirst()
  expect(row).toMatchObject({ action: 'settle', after: { kind: 'simplified_invoice', due: 4460 } })
})
