import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Paper, TaxProfile } from '#modules/tax/index.ts'
import { paperOf, settle } from '#modules/tax/index.ts'
import { inTransaction } from '#platform/context.ts'
import type { PurchaserId } from '#platform/ids.ts'
import { bucketOf, newId, parsePublicId, publicId } from '#platform/ids.ts'
import { dayIn } from '#platform/dates.ts'
import { Rows } from '#platform/rows.ts'
import { contextOf } from '#test/support/context.ts'
import { signInBuyer, unique } from '#test/support/people.ts'
import { readPdf } from '#test/support/printed-page.ts'
import { openShop, startProduct } from '#test/support/product.ts'
import { addPaper } from './index.ts'

const product = await startProduct()
const shop = await openShop(product)
const on = dayIn('Asia/Tokyo', product.clock.now())
const registered: TaxProfile = {
  status: 'registered',
  from: '2023-10-01',
  rounding: 'floor',
  registrationNumber: 'T7123456789012',
}
const exempt: TaxProfile = { status: 'exempt', from: '2020-01-01' }

type Of = { profile?: TaxProfile; recipient?: string; purchaserId?: PurchaserId }
/** The paper of a sale of 1,100 yen; answers its outside id. */
async function issue({ profile = registered, recipient, purchaserId }: Of = {}): Promise<string> {
  const bucket = purchaserId ? bucketOf(purchaserId) : 9
  const sold = settle(
    {
      suppliedOn: on,
      discounts: [],
      lines: [{ amount: 1100, quantity: 1, taxCategory: 'S', priceBasis: 'inclusive' }],
    },
    profile,
  )
  const more = { issuer: 'ひかり電器', recipient: recipient ?? null, suppliedOn: on, issuedOn: on } as const
  const ctx = contextOf(product.services, shop.staff, 'settle')
  const rows = new Rows()
  const { id } = addPaper(ctx, rows, {
    bucket,
    organisationId: shop.store.organisationId,
    storeId: shop.store.id,
    purchaserId: purchaserId ?? null,
    subject: { kind: 'settlement', id: newId(bucket) },
    issueRoute: 'agency',
    currency: 'JPY',
    issuedAt: product.clock.now(),
    issuerAddress: '東京都千代田区1-1',
    paidBy: [{ kind: 'cash', label: null, amount: 1100, received: 2000, change: 900 }],
    revenueStamp: false,
    makePaper: (number): Paper => paperOf(sold, profile, { ...more, number, lineNames: ['電球'] }),
  })
  await inTransaction(ctx, (tx) => rows.insert(tx))
  return publicId('pap', id)
}

type By = { key?: string; cookie?: string }
const byShop: By = { key: shop.key }
type Link = { id: string; number: string } | null
type Shown = {
  id: string
  number: string
  kind: string
  title: { ja: string }
  recipient: string | null
  replaces: Link
  replacedBy: Link
  code?: string
  errors?: { field: string }[]
}
const address = (id: string, recipient: unknown, by: By = byShop) =>
  product.call<Shown>('POST', `/v1/papers/${id}/addressed`, { ...by, body: { recipient } })
const see = async (id: string) => (await product.call<Shown>('GET', `/v1/papers/${id}`, byShop)).body

describe('M33 a paper in the name of who asks for it (宛名)', () => {
  test('a simplified invoice is exchanged for a qualified one with the same figures; each names the other', async () => {
    const id = await issue()
    const { status, body } = await address(id, '株式会社みどり')
    expect(status).toBe(201)
    const first = await see(id)
    expect(body).toMatchObject({
      kind: 'qualified_invoice',
      title: { ja: '適格請求書' },
      recipient: '株式会社みどり',
      replaces: { id, number: first.number },
      replacedBy: null,
    })
    expect(first).toMatchObject({
      kind: 'simplified_invoice',
      recipient: null,
      replaces: null,
      replacedBy: { id: body.id, number: body.number },
    })
    expect(body.number).not.toBe(first.number)
    const other = ['id', 'number', 'kind', 'title', 'recipient', 'replaces', 'replacedBy']
    for (const [field, value] of Object.entries(body))
      if (!other.includes(field)) expect(first, field).toHaveProperty([field], value)
  })

  test('a receipt stays a receipt, and gets the name', async () => {
    const { body } = await address(await issue({ profile: exempt }), '山田商店')
    expect(body).toMatchObject({ kind: 'receipt', title: { ja: 'レシート' }, recipient: '山田商店' })
  })

  test('page and document say what took whose place', async () => {
    const id = await issue()
    const { body: named } = await address(id, '<b>みどり</b>')
    const page = async (of: string) =>
      (await product.call('GET', `/v1/papers/${of}/page`, byShop)).text.replaceAll(
        /<style[\s\S]*?<\/style>/g,
        '',
      )
    expect(await page(id)).toContain(`宛名入りの ${named.number} に引き換えました`)
    expect(await page(id)).toContain('引換済')
    const shown = await page(named.id)
    expect(shown).toContain('&lt;b&gt;みどり&lt;/b&gt; 様')
    expect(shown).toContain(`${(await see(id)).number} と引き換えに`)
    expect(shown).not.toContain('引換済')
    const file = await product.app.inject({
      url: `/v1/papers/${id}/document`,
      headers: { authorization: `Bearer ${shop.key}` },
    })
    expect((await readPdf(file.rawPayload)).text).toContain('引換済')
  })

  test('once: the same name again answers the same paper, another is refused, at the same moment too', async () => {
    const id = await issue()
    const all = await Promise.all(['甲', '乙', '甲', '乙', '甲'].map((name) => address(id, name)))
    const made = all.filter(({ status }) => status === 201)
    expect(new Set(made.map(({ body }) => body.id)).size).toBe(1)
    expect(new Set(made.map(({ body }) => body.recipient)).size).toBe(1)
    for (const { body } of all.filter(({ status }) => status !== 201))
      expect(body.code).toBe('paper_already_addressed')
    expect(all.length - made.length).toBeGreaterThanOrEqual(2)
    const [one] = made
    const standing = String(one?.body.recipient)
    // Asked with the new paper's own id it is the same answer.
    expect((await address(String(one?.body.id), standing)).body.id).toBe(one?.body.id)
    expect((await address(String(one?.body.id), '丙')).body.code).toBe('paper_already_addressed')
    const subject = await sql<{ count: number }>`select count(*)::int as count from papers
      where bucket = 9 and subject_id = (select subject_id from papers where bucket = 9
        and id = ${parsePublicId('pap', id)})`.execute(product.services.db)
    expect(subject.rows[0]?.count).toBe(2)
  })

  test('one that was issued in a name stays in that name', async () => {
    const id = await issue({ recipient: '甲' })
    expect((await address(id, '甲')).body.id).toBe(id)
    expect((await address(id, '乙')).body.code).toBe('paper_already_addressed')
  })

  test.each([[''], ['   '], ['一行\n二行'], ['あ'.repeat(101)], [7]])(
    'the name %j is refused, and nothing is exchanged',
    async (recipient) => {
      const id = await issue()
      const { status, body } = await address(id, recipient)
      expect([status, body.errors?.[0]?.field]).toEqual([400, 'recipient'])
      expect((await see(id)).replacedBy).toBeNull()
    },
  )

  test('its buyer may ask; another buyer and another shop find no such paper', async () => {
    const signIn = async () => signInBuyer(product, { email: `${unique('name')}@example.com` })
    const [mine, other] = [await signIn(), await signIn()]
    const purchaserId = parsePublicId('per', mine.person.id) as PurchaserId
    const id = await issue({ purchaserId })
    const stranger = await openShop(product)
    for (const by of [{ cookie: other.cookie }, { key: stranger.key }])
      expect((await address(id, '甲', by)).body.code).toBe('paper_not_found')
    const { status, body } = await address(id, '甲', { cookie: mine.cookie })
    expect([status, body.recipient]).toEqual([201, '甲'])
    const list = await product.call<{ items: Shown[] }>('GET', '/v1/me/papers', { cookie: mine.cookie })
    expect(list.body.items.map((one) => [one.id, one.replacedBy?.id ?? null])).toContainEqual([id, body.id])
  })

  test('the audit knows that it was exchanged, and not the name', async () => {
    const id = await issue()
    await address(id, '秘密の名前')
    const rows = await product.services.db
      .selectFrom('audit_entries')
      .selectAll()
      .where('bucket', '=', 9)
      .where('action', '=', 'addressPaper')
      .execute()
    expect(rows.length).toBeGreaterThanOrEqual(2)
    expect(JSON.stringify(rows)).not.toContain('秘密の名前')
  })
})
