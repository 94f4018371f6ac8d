import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { setSandboxClock } from '#src/sandbox.ts'
import { contextOf } from '#test/support/context.ts'
import { startProduct } from '#test/support/product.ts'
import type { WarrantyShop } from '#test/support/warranty.ts'
import { openWarrantyShop } from '#test/support/warranty.ts'

const product = await startProduct()
const { services } = product

beforeAll(() => product.clock.set('2026-11-22T03:00:00Z'))

type Stored = { kind: string; subject_kind: string; content: Record<string, unknown> }
async function papersOf(shop: WarrantyShop): Promise<Stored[]> {
  await product.settled()
  const { rows } = await sql<Stored>`select kind, subject_kind, paper->'content' as content from papers
    where store_id = ${shop.store.id} order by issued_at, id`.execute(services.db)
  return rows
}
async function openWith(tax: object | null, terms: object = {}): Promise<WarrantyShop> {
  const shop = await openWarrantyShop(
    product,
    { retainedFee: 500, freeCancellationDays: 0, ...terms },
    { mode: 'test' },
  )
  if (tax === null) return shop
  const put = await product.call('PUT', `/v1/stores/${shop.store.code}/profile`, {
    key: shop.key,
    body: { version: 0, tax: [tax], issuerName: '松本電器' },
  })
  if (put.status >= 300) throw new Error(put.text)
  return shop
}
const registered = { status: 'registered', from: '2023-10-01', registrationNumber: 'T7123456789012' }

describe('M33 M34 the paper of a premium', () => {
  test('of a registered store is a simplified invoice, and of a cancellation a return invoice', async () => {
    const shop = await openWith(registered)
    const sold = await shop.sell()
    const [invoice] = await papersOf(shop)
    expect(invoice).toMatchObject({
      kind: 'simplified_invoice',
      subject_kind: 'contract',
      content: {
        issuer: { name: '松本電器', registrationNumber: 'T7123456789012' },
        suppliedOn: '2026-11-22',
        due: 10_000,
        tax: 909,
        lines: [{ name: '物損もあんしん（Television）', quantity: 1 }],
      },
    })
    await setSandboxClock(contextOf(services), shop.organisation.id, '2027-02-01T03:00:00Z')
    const path = `/v1/contracts/${sold.id}`
    const quote = await product.call('POST', `${path}/cancellation-quotes`, { key: shop.key })
    await product.call('POST', `${path}/cancel`, {
      key: shop.key,
      body: { quoteId: quote.body['quoteId'] },
    })
    const [, back, ...more] = await papersOf(shop)
    expect(more).toEqual([])
    expect(back).toMatchObject({
      kind: 'return_invoice',
      content: {
        originalNumber: invoice?.content['number'],
        returnedOn: '2027-02-01',
        due: 9342,
        tax: 850,
        debit: 9342,
        voluntary: true,
        totals: [{ category: 'S', basisPoints: 1000, due: 9342, net: 8492, tax: 850 }],
      },
    })
  })

  test('of a store that owes no tax has none, and the books neither', async () => {
    const shop = await openWith({ status: 'exempt', from: '2020-01-01' })
    await shop.sell()
    expect(await papersOf(shop)).toMatchObject([{ kind: 'receipt', content: { tax: null, due: 10_000 } }])
    const { rows } =
      await sql`select 1 from postings where party_id = ${shop.store.id} and account = 'premium_tax'`.execute(
        services.db,
      )
    expect(rows).toEqual([])
  })

  test('of an insurer says that it is not taxed', async () => {
    const shop = await openWith(registered, { provider: 'insurer' })
    await shop.sell()
    expect(await papersOf(shop)).toMatchObject([
      { content: { tax: 0, totals: [{ category: 'E', basisPoints: 0, due: 10_000 }] } },
    ])
  })

  test('is none where nobody has said what the store is', async () => {
    const shop = await openWith(null)
    await shop.sell()
    expect(await papersOf(shop)).toEqual([])
  })
})

test('M33 a deductible that the buyer paid has its receipt, once', async () => {
  const shop = await openWith(registered, { deductible: { kind: 'amount', amount: 3300 } })
  const sold = await shop.sell()
  const filed = await product.call('POST', '/v1/claims', {
    key: shop.key,
    body: {
      number: sold.number,
      cause: 'physical_damage',
      fault: 'dropped',
      occurredOn: '2026-11-22',
      description: 'It fell.',
    },
  })
  const step = async (path: string, body: object) => {
    const answer = await product.call('POST', `/v1/claims/${String(filed.body['id'])}/${path}`, {
      key: shop.key,
      body,
    })
    if (answer.status >= 300) throw new Error(answer.text)
  }
  await step('decision', { decision: 'accept', estimate: 20_000 })
  await step('advance', { to: 'awaiting_return' })
  await step('advance', { to: 'received' })
  const ofClaim = (await papersOf(shop)).filter(({ subject_kind }) => subject_kind === 'claim')
  expect(ofClaim).toMatchObject([{ kind: 'simplified_invoice', content: { due: 3300, tax: 300 } }])
})
