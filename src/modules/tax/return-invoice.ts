import type { Day } from '#platform/dates.ts'
import type { TaxCategory, Words } from './categories.ts'
import { categoryNames } from './categories.ts'
import { numberOf, reducedNote } from './invoice.ts'
import type { Particulars } from './invoice.ts'
import type { TaxProfile } from './profile.ts'
import type { Amounts, Returned } from './refund.ts'
import type { Settled } from './settled.ts'

/** Below this sum of one refund, tax included, no return invoice is owed. */
const owedFrom = 10_000

export type ReturnPaper = {
  kind: 'return_invoice' | 'return_receipt'
  title: Words
  number: string
  /** The paper of the sale. */
  originalNumber: string
  issuer: { name: string; registrationNumber: string | null }
  recipient: string | null
  returnedOn: Day
  suppliedOn: Day
  lines: { name: string; quantity: number; reduced: boolean }[]
  reducedNote: Words | null
  totals:
    | { category: TaxCategory; name: Words; basisPoints: number; due: number; net: number; tax: number }[]
    | null
  /** What is taken back of the price, whoever paid it. */
  due: number
  tax: number | null
  /** What the buyer gets. */
  debit: number
  /** The law does not ask for this paper; it is given all the same. */
  voluntary: boolean
}

const titles: Readonly<Record<ReturnPaper['kind'], Words>> = {
  return_invoice: { ja: '適格返還請求書', en: 'Qualified return invoice', zh: '合格退货发票' },
  return_receipt: { ja: '返金レシート', en: 'Refund receipt', zh: '退款收据' },
}

/**
 * The paper of one refund as data. Rates and profile are those of the original supply. Whether it is owed is judged by
 * the refund as a whole, not by rate, and only a registered merchant owes one.
 * @param back units that came back with this refund
 */
export function returnPaperOf(
  settled: Settled,
  refund: Amounts,
  back: Returned,
  profile: TaxProfile,
  particulars: Omit<Particulars, 'issuedOn'> & { originalNumber: string; returnedOn: Day },
): ReturnPaper {
  const kind = profile.status === 'registered' ? 'return_invoice' : 'return_receipt'
  const lines = settled.lines.flatMap(({ group }, i) => {
    const quantity = back[i] ?? 0
    const reduced = settled.groups[group]?.levy?.category === 'AA'
    return quantity > 0 ? [{ name: particulars.lineNames[i] as string, quantity, reduced }] : []
  })
  return {
    kind,
    title: titles[kind],
    number: particulars.number,
    originalNumber: particulars.originalNumber,
    issuer: { name: particulars.issuer, registrationNumber: numberOf(profile) },
    recipient: particulars.recipient,
    returnedOn: particulars.returnedOn,
    suppliedOn: particulars.suppliedOn,
    lines,
    reducedNote: lines.some((line) => line.reduced) ? reducedNote : null,
    totals: profile.status === 'exempt' ? null : returnedTotals(settled, refund),
    due: refund.due,
    tax: refund.tax,
    debit: refund.debit,
    voluntary: kind !== 'return_invoice' || refund.due < owedFrom,
  }
}

/** By rate, leaving out rates of which nothing came back. */
function returnedTotals(settled: Settled, refund: Amounts): ReturnPaper['totals'] {
  return settled.groups.flatMap(({ levy }, g) => {
    const amounts = refund.groups[g]
    if (levy === null || !amounts || amounts.net === null || amounts.tax === null || amounts.due === 0)
      return []
    return [
      {
        category: levy.category,
        name: categoryNames[levy.category],
        basisPoints: levy.basisPoints,
        due: amounts.due,
        net: amounts.net,
        tax: amounts.tax,
      },
    ]
  })
}
