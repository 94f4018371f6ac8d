import type { Paper, ReturnPaper } from '#modules/tax/index.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { OrganisationId, PaperId, PurchaserId, StoreId } from '#platform/ids.ts'
import type { Rows } from '#platform/rows.ts'

/** How a receipt was paid, as it is printed. Cash handed over and change where cash was taken. */
export type PaidBy = {
  kind: 'cash' | 'account' | 'card' | 'qr' | 'coupon'
  label: string | null
  amount: number
  received: number | null
  change: number | null
}

/** A paper before it has a number: `makePaper` is given the number that it prints. */
export type PaperInput = {
  /** Of the subject: the paper lies in the same bucket. */
  bucket: number
  organisationId: OrganisationId
  storeId: StoreId
  purchaserId: PurchaserId | null
  subject: { kind: string; id: string }
  issueRoute: 'own' | 'agency' | 'intermediary'
  currency: string
  issuedAt: InstantText
  paidBy: readonly PaidBy[]
  /** True where 50,000 yen or more without tax were taken in cash: a box for the revenue stamp is printed. */
  revenueStamp: boolean
  makePaper(number: string): Paper | ReturnPaper
}

/** Adds a paper to the rows of the caller's transaction. */
export function addPaper(_ctx: Context, _rows: Rows, _input: PaperInput): { id: PaperId; number: string } {
  throw new Error('to be built')
}
