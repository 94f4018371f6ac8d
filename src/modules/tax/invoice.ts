import type { Day } from '#platform/dates.ts'
import type { TaxCategory, Words } from './categories.ts'
import { categoryNames } from './categories.ts'
import type { TaxProfile } from './profile.ts'
import type { Settled } from './settled.ts'

export type PaperKind = 'simplified_invoice' | 'qualified_invoice' | 'receipt'

/** What stands on papers beside the figures. */
export type Particulars = {
  number: string
  issuer: string
  /** Who buys; a full invoice names them, a simplified one need not. */
  recipient: string | null
  suppliedOn: Day
  issuedOn: Day
  /** Names of the basket's lines, in its order. */
  lineNames: readonly string[]
}

export type PaperLine = {
  name: string
  quantity: number
  /** With tax, before and after discounts. */
  price: number
  due: number
  /** To be marked, as goods of the reduced rate. */
  reduced: boolean
}
export type PaperTotal = {
  category: TaxCategory
  name: Words
  basisPoints: number
  price: number
  /** What comes off the price, tax included. */
  discount: number
  due: number
  net: number
  tax: number
}
export type Paper = {
  kind: PaperKind
  title: Words
  number: string
  issuer: { name: string; registrationNumber: string | null }
  recipient: string | null
  suppliedOn: Day
  issuedOn: Day
  lines: PaperLine[]
  /** What a mark means; null where no line bears one. */
  reducedNote: Words | null
  /** By rate; null on the paper of a merchant that owes no tax. */
  totals: PaperTotal[] | null
  price: number
  discount: number
  due: number
  tax: number | null
  /** Coupons that others fund, as means of payment. */
  tendered: number
  debit: number
}

export const reducedNote: Words = {
  ja: '※は軽減税率対象です。',
  en: '※ marks goods of the reduced rate.',
  zh: '※表示适用轻减税率的商品。',
}

export const paperTitles: Readonly<Record<PaperKind, Words>> = {
  simplified_invoice: { ja: '適格簡易請求書', en: 'Simplified qualified invoice', zh: '合格简易发票' },
  qualified_invoice: { ja: '適格請求書', en: 'Qualified invoice', zh: '合格发票' },
  receipt: { ja: 'レシート', en: 'Receipt', zh: '收据' },
}

/**
 * The paper of a settlement as data. Only a registered merchant issues an invoice and shows its number; the paper of
 * one that owes no tax has no line of tax, rate or mark, so that nobody takes it for an invoice.
 */
export function paperOf(settled: Settled, profile: TaxProfile, particulars: Particulars): Paper {
  const kind = kindOf(profile, particulars.recipient)
  const lines = settled.lines.map(({ quantity, price, due, group }, i) => ({
    name: particulars.lineNames[i] as string,
    quantity,
    price,
    due,
    reduced: settled.groups[group]?.levy?.category === 'AA',
  }))
  const { price, due, tax, tendered, debit } = settled
  return {
    kind,
    title: paperTitles[kind],
    number: particulars.number,
    issuer: { name: particulars.issuer, registrationNumber: numberOf(profile) },
    recipient: particulars.recipient,
    suppliedOn: particulars.suppliedOn,
    issuedOn: particulars.issuedOn,
    lines,
    reducedNote: lines.some((line) => line.reduced) ? reducedNote : null,
    totals: profile.status === 'exempt' ? null : totalsOf(settled),
    price,
    discount: price - due,
    due,
    tax,
    tendered,
    debit,
  }
}

/**
 * The same paper in somebody's name: an invoice of a registered merchant becomes a full one, a receipt stays one.
 * Figures, dates of supply and rates are those of the first.
 */
export function addressedPaper(
  paper: Paper,
  { number, recipient, issuedOn }: Pick<Particulars, 'number' | 'issuedOn'> & { recipient: string },
): Paper {
  const kind = paper.kind === 'receipt' ? 'receipt' : 'qualified_invoice'
  return { ...paper, kind, title: paperTitles[kind], number, recipient, issuedOn }
}

function kindOf(profile: TaxProfile, recipient: string | null): PaperKind {
  if (profile.status !== 'registered') return 'receipt'
  return recipient === null ? 'simplified_invoice' : 'qualified_invoice'
}

/** The number that may be shown: a registered merchant's alone. */
export function numberOf(profile: TaxProfile): string | null {
  return profile.status === 'registered' ? profile.registrationNumber : null
}

function totalsOf(settled: Settled): PaperTotal[] {
  return settled.groups.flatMap(({ levy, price, due, net, tax }) =>
    levy === null || net === null || tax === null
      ? []
      : [
          {
            category: levy.category,
            name: categoryNames[levy.category],
            basisPoints: levy.basisPoints,
            price,
            discount: price - due,
            due,
            net,
            tax,
          },
        ],
  )
}
