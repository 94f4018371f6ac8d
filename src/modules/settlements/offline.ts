import { offlineNeedsCash } from './errors.ts'
import type { SettlementInput } from './schemas.ts'

/**
 * What was sold without a connection is told later as it was: paid in cash, without coupons, at the price that the
 * till printed.
 * @throws Problem `offline_needs_cash`
 */
export function expectOffline({
  offline,
  tenders,
  couponCodes,
  expectedAmountDue,
  askBuyer,
}: SettlementInput): void {
  if (offline === null) return
  if (couponCodes.length > 0) throw offlineNeedsCash('couponCodes')
  if (askBuyer) throw offlineNeedsCash('askBuyer')
  if (expectedAmountDue === undefined) throw offlineNeedsCash('expectedAmountDue')
  const other = tenders?.findIndex(({ kind }) => kind !== 'cash') ?? -1
  if (other >= 0) throw offlineNeedsCash(`tenders[${other}].kind`)
  if (tenders === undefined && expectedAmountDue > 0) throw offlineNeedsCash('tenders')
}
