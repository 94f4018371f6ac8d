import type { z } from 'zod'
import type { Language } from '#platform/messages.ts'
import { paperMoney } from '#platform/paper.ts'
import type { PaperView } from './schemas.ts'
import { paidByWord, paperWord } from './words.ts'

export type ShownPaper = z.output<typeof PaperView>
/** One thing on a paper: what it is, and how much or which. */
export type Fact = { key: string; label: string; value: string }
/** A paper in one language, part by part; page and document print the same. */
export type PaperFacts = {
  title: string
  marks: string[]
  issuer: string[]
  head: Fact[]
  lines: { name: string; quantity: number; amount: string | null }[]
  reducedNote: string | null
  totals: Fact[]
  sums: Fact[]
  payments: Fact[]
  stamp: string | null
  notes: string[]
}

export function factsOf(paper: ShownPaper, language: Language, reprint: boolean): PaperFacts {
  const t = (word: Parameters<typeof paperWord>[1]) => paperWord(language, word)
  const money = (amount: number) => paperMoney(amount, paper.currency)
  const { registrationNumber, issuerAddress, issuerPhone } = paper
  return {
    title: paper.title[language],
    marks: [...(paper.replacedBy ? [t('exchanged')] : []), ...(reprint ? [t('reprint')] : [])],
    issuer: [
      paper.issuer,
      ...(registrationNumber === null ? [] : [`${t('registrationNumber')} ${registrationNumber}`]),
      ...(issuerAddress === null ? [] : [issuerAddress]),
      ...(issuerPhone === null ? [] : [`${t('phone')} ${issuerPhone}`]),
    ],
    head: headOf(paper, language),
    lines: paper.lines.map(({ name, quantity, price, reduced }) => ({
      name: reduced ? `${name} ※` : name,
      quantity,
      amount: price === null ? null : money(price),
    })),
    reducedNote: paper.reducedNote && paper.reducedNote[language],
    totals: totalsOf(paper, language),
    sums: sumsOf(paper, language),
    payments: paymentsOf(paper, language),
    stamp: paper.revenueStamp ? t('stamp') : null,
    notes: [
      ...(paper.replacedBy ? [t('replacedBy').replace('{number}', paper.replacedBy.number)] : []),
      ...(paper.replaces ? [t('replaces').replace('{number}', paper.replaces.number)] : []),
      ...(paper.kind === 'return_invoice' && paper.voluntary ? [t('voluntary')] : []),
      ...(paper.issueRoute === 'own' ? [] : [t(paper.issueRoute)]),
      ...(paper.issueRoute === 'intermediary'
        ? [`${t('supplier')} ${paper.supplier ?? paper.storeName}`]
        : []),
    ],
  }
}

export function isReturnPaper({ kind }: Pick<ShownPaper, 'kind'>): boolean {
  return kind === 'return_invoice' || kind === 'return_receipt'
}

function headOf(paper: ShownPaper, language: Language): Fact[] {
  const fact = (word: 'number' | 'recipient' | 'suppliedOn', value: string): Fact => ({
    key: word,
    label: paperWord(language, word),
    value,
  })
  const issued = isReturnPaper(paper) ? 'returnedOn' : 'issuedOn'
  return [
    fact('number', paper.number),
    ...(paper.recipient === null
      ? []
      : [fact('recipient', `${paper.recipient}${paperWord(language, 'honorific')}`)]),
    fact('suppliedOn', paper.suppliedOn),
    { key: issued, label: paperWord(language, issued), value: paper.issuedOn },
    ...(paper.originalNumber === null
      ? []
      : [
          {
            key: 'originalNumber',
            label: paperWord(language, 'originalNumber'),
            value: paper.originalNumber,
          },
        ]),
  ]
}

/** By rate: what is taxed at it, its tax, and what came off. Nothing where no tax is owed. */
function totalsOf({ totals, currency }: ShownPaper, language: Language): Fact[] {
  return (totals ?? []).flatMap(({ category, name, basisPoints, due, tax, discount }) => {
    const rate = basisPoints === 0 ? name[language] : `${basisPoints / 100}%`
    const fact = (word: 'target' | 'tax' | 'discountOf', value: number): Fact => ({
      key: `${word}-${category}-${basisPoints}`,
      label: `${paperWord(language, word, rate)}${category === 'AA' ? ' ※' : ''}`,
      value: paperMoney(value, currency),
    })
    return [
      ...(discount === null || discount === 0 ? [] : [fact('discountOf', -discount)]),
      fact('target', due),
      // What is not taxed has no tax to be named.
      ...(basisPoints === 0 ? [] : [fact('tax', tax)]),
    ]
  })
}

function sumsOf(paper: ShownPaper, language: Language): Fact[] {
  const back = isReturnPaper(paper)
  const fact = (key: string, word: Parameters<typeof paperWord>[1], value: number | null): Fact[] =>
    value === null
      ? []
      : [{ key, label: paperWord(language, word), value: paperMoney(value, paper.currency) }]
  const discount = paper.discount === 0 || paper.discount === null ? null : -paper.discount
  return [
    ...fact('price', 'price', discount === null ? null : paper.price),
    ...fact('discount', 'discount', discount),
    ...fact('due', back ? 'dueBack' : 'due', paper.due),
    ...fact('taxInside', 'taxInside', paper.tax),
    ...fact('tendered', back ? 'tenderedBack' : 'tendered', paper.tendered === 0 ? null : paper.tendered),
    ...fact('debit', back ? 'debitBack' : 'debit', paper.debit),
  ]
}

function paymentsOf({ paidBy, currency }: ShownPaper, language: Language): Fact[] {
  return paidBy.flatMap((one, i) => {
    const fact = (key: string, label: string, value: number | null): Fact[] =>
      value === null ? [] : [{ key: `${key}-${i}`, label, value: paperMoney(value, currency) }]
    return [
      ...fact('paid', paidByWord(language, one), one.amount),
      ...fact('received', paperWord(language, 'received'), one.received),
      ...fact('change', paperWord(language, 'change'), one.change),
    ]
  })
}
