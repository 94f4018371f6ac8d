import { describe, expect, test } from 'vitest'
import { paperOf } from './invoice.ts'
import { TaxProfile } from './profile.ts'
import { refundOf } from './refund.ts'
import { returnPaperOf } from './return-invoice.ts'
import { settle } from './settle.ts'
import { basket, exempt, grossAmount, inc, liable, tender } from './test-basket.ts'

const registered = TaxProfile.parse({
  status: 'registered',
  from: '2023-10-01',
  registrationNumber: 'T7123456789012',
})
const bought = basket([inc(3300), inc(2160, 'AA', 2)], [grossAmount(1000), tender(60)])
const particulars = {
  number: 'R-1',
  issuer: '松本電器',
  recipient: null,
  suppliedOn: '2026-11-22',
  issuedOn: '2026-11-22',
  lineNames: ['電池', 'お茶'],
}
const paper = (profile: TaxProfile, recipient: string | null = null) =>
  paperOf(settle(bought, profile), profile, { ...particulars, recipient })

describe('the paper of a settlement', () => {
  test('M33 of a registered merchant has issuer, number, day, marked goods, and total, rate and tax by rate', () => {
    const invoice = paper(registered)
    expect(invoice).toMatchObject({
      kind: 'simplified_invoice',
      title: { ja: '適格簡易請求書' },
      issuer: { name: '松本電器', registrationNumber: 'T7123456789012' },
      suppliedOn: '2026-11-22',
      reducedNote: { ja: '※は軽減税率対象です。' },
      price: 5460,
      discount: 1000,
      due: 4460,
      tax: 375,
      tendered: 60,
      debit: 4400,
    })
    expect(invoice.lines).toEqual([
      { name: '電池', quantity: 1, price: 3300, due: 2696, reduced: false },
      { name: 'お茶', quantity: 2, price: 2160, due: 1764, reduced: true },
    ])
    expect(
      invoice.totals?.map(({ category, name, basisPoints, ...sums }) => [
        category,
        name.ja,
        basisPoints,
        ...Object.values(sums),
      ]),
    ).toEqual([
      ['S', '標準税率', 1000, 3300, 604, 2696, 2451, 245],
      ['AA', '軽減税率', 800, 2160, 396, 1764, 1634, 130],
    ])
  })

  test('M33 with a recipient is a full invoice', () => {
    expect(paper(registered, '株式会社山田')).toMatchObject({
      kind: 'qualified_invoice',
      recipient: '株式会社山田',
    })
  })

  test('of an unregistered merchant is a レシート without number, with its tax', () => {
    const receipt = paper(liable(), '株式会社山田')
    expect(receipt).toMatchObject({
      kind: 'receipt',
      title: { ja: 'レシート' },
      issuer: { registrationNumber: null },
      tax: 375,
    })
    expect(receipt.totals).toHaveLength(2)
  })

  test('M38 of a merchant that owes no tax has no number, no tax, no rate and no mark', () => {
    expect(paper(exempt)).toMatchObject({
      title: { ja: 'レシート' },
      issuer: { registrationNumber: null },
      lines: [{ reduced: false }, { reduced: false }],
      reducedNote: null,
      totals: null,
      tax: null,
      debit: 4400,
    })
  })

  test('without reduced goods says nothing of marks', () => {
    const settled = settle(basket([inc(100)]), registered)
    expect(paperOf(settled, registered, { ...particulars, lineNames: ['電池'] }).reducedNote).toBeNull()
  })
})

describe('the paper of a refund', () => {
  const returned = (
    profile: TaxProfile,
    lines: Parameters<typeof basket>[0],
    back: number[],
    discounts = bought.discounts,
  ) => {
    const settled = settle(basket(lines, discounts), profile)
    const refund = refundOf(
      settled,
      back.map(() => 0),
      back,
    )
    return returnPaperOf(settled, refund, back, profile, {
      ...particulars,
      number: 'R-2',
      originalNumber: 'R-1',
      returnedOn: '2026-11-30',
    })
  }

  test('M34 names both days and has what came back, with its tax by rate', () => {
    const { totals, ...rest } = returned(registered, bought.lines, [0, 2])
    expect(rest).toMatchObject({
      kind: 'return_invoice',
      title: { ja: '適格返還請求書' },
      originalNumber: 'R-1',
      issuer: { registrationNumber: 'T7123456789012' },
      suppliedOn: '2026-11-22',
      returnedOn: '2026-11-30',
      lines: [{ name: 'お茶', quantity: 2, reduced: true }],
      due: 1764,
      tax: 130,
      debit: 1740,
    })
    expect(totals).toEqual([
      expect.objectContaining({ category: 'AA', basisPoints: 800, due: 1764, net: 1634, tax: 130 }),
    ])
  })

  test('M34 is voluntary below 10,000 with tax, of the refund as a whole', () => {
    const voluntary = (...amounts: number[]) =>
      returned(
        registered,
        amounts.map((amount, i) => inc(amount, i === 0 ? 'S' : 'AA')),
        amounts.map(() => 1),
        [],
      ).voluntary
    expect(voluntary(9999)).toBe(true)
    expect(voluntary(10_000)).toBe(false)
    expect(voluntary(6000, 4000)).toBe(false)
  })

  test('M38 of others is no invoice and is never owed; one without tax shows none', () => {
    expect(returned(liable(), [inc(20_000)], [1], [])).toMatchObject({
      kind: 'return_receipt',
      issuer: { registrationNumber: null },
      tax: 1818,
      voluntary: true,
    })
    expect(returned(exempt, [inc(20_000)], [1], [])).toMatchObject({ totals: null, tax: null })
  })
})
