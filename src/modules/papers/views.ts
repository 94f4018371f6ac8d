import type { z } from 'zod'
import type { Store } from '#modules/identity/index.ts'
import type { Paper, ReturnPaper } from '#modules/tax/index.ts'
import { formatNumber, parseNumber } from '#platform/codes.ts'
import type { PaperId } from '#platform/ids.ts'
import { publicId } from '#platform/ids.ts'
import type { PaperRow } from './queries.ts'
import type { PaperSummary, PaperView } from './schemas.ts'

type View = z.input<typeof PaperView>

/** Prefixes of the ids that papers speak of. */
const prefixes: Readonly<Record<string, string>> = {
  settlement: 'stl',
  settlement_refund: 'srf',
  payout: 'pyo',
  contract: 'ctr',
  claim: 'clm',
}

export function paperSummary(row: PaperRow, store: Store): z.input<typeof PaperSummary> {
  const { content, currency } = row.paper
  return {
    id: publicId('pap', row.id),
    number: formatNumber(row.number),
    kind: content.kind,
    title: content.title,
    storeCode: store.code,
    storeName: store.name,
    issuer: content.issuer.name,
    issuedAt: row.issuedAt,
    currency,
    due: content.due,
    debit: content.debit,
    subject: { kind: row.subjectKind, id: publicId(prefixes[row.subjectKind] ?? 'sub', row.subjectId) },
    replacedBy: otherPaper(row.replacedById, row.replacedByNumber),
  }
}

export function paperView(row: PaperRow, store: Store, prints: number): View {
  const { content, issuerAddress, issuerPhone, supplier, paidBy, revenueStamp } = row.paper
  return {
    ...paperSummary(row, store),
    registrationNumber: content.issuer.registrationNumber,
    issuerAddress,
    issuerPhone,
    issueRoute: row.issueRoute,
    supplier,
    recipient: content.recipient,
    suppliedOn: content.suppliedOn,
    reducedNote: content.reducedNote,
    tax: content.tax,
    paidBy,
    revenueStamp,
    replaces: otherPaper(row.replacesId, row.replacesNumber),
    prints,
    ...(isReturn(content) ? ofReturn(content) : ofSale(content)),
  }
}

function otherPaper(id: PaperId | null, number: string | null): View['replaces'] {
  return id && number ? { id: publicId('pap', id), number: formatNumber(number) } : null
}

export function isReturn(content: Paper | ReturnPaper): content is ReturnPaper {
  return content.kind === 'return_invoice' || content.kind === 'return_receipt'
}

function ofSale(content: Paper) {
  const { issuedOn, lines, totals, price, discount, tendered } = content
  return { issuedOn, originalNumber: null, lines, totals, price, discount, tendered, voluntary: false }
}

function ofReturn({ returnedOn, originalNumber, lines, totals, due, debit, voluntary }: ReturnPaper) {
  return {
    issuedOn: returnedOn,
    originalNumber: shownNumber(originalNumber),
    lines: lines.map((line) => ({ ...line, price: null, due: null })),
    totals: totals && totals.map((total) => ({ ...total, price: null, discount: null })),
    price: null,
    discount: null,
    tendered: due - debit,
    voluntary,
  }
}

/** A number of ours is written in groups; one that another system gave stays as it is. */
function shownNumber(number: string): string {
  return parseNumber(number) ? formatNumber(number) : number
}
