import type { BuyerVia, Store } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import type { Problem } from '#platform/errors.ts'
import type { PurchaserId } from '#platform/ids.ts'
import type { Report, ReturnedUnits } from './model.ts'
import type { LineRow, PurchaseRow } from './rows.ts'

/** One report, checked, with its buyer found. */
export type Recording = {
  store: Store
  /** Who reported it from where, for the audit row. */
  by: Pick<Context, 'actor' | 'origin'>
  reference: string
  revision: number
  report: Report
  buyer: { purchaserId: PurchaserId; via: BuyerVia; nameSealed: Buffer | null } | null
  buyerHash: Buffer | null
  /** Why it cannot be recorded now (its buyer was erased meanwhile); the same report again is answered all the same. */
  refusal: Problem | null
}
export type Recorded = {
  purchase: PurchaseRow
  lines: LineRow[]
  /** The same report was there before; nothing was added. */
  replayed: boolean
  /** A higher revision took the place of an earlier one. */
  replaces: { lines: LineRow[] } | null
  /** Units of another purchase that this one takes back; all of them when it is a void. */
  takesBack: { original: PurchaseRow; units: ReturnedUnits[]; whole: boolean } | null
}
export type Outcome = { recorded: Recorded } | { problem: Problem }
