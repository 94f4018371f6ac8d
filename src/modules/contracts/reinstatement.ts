import type { LineRow, PurchaseRow } from '#modules/purchases/index.ts'
import type { Day } from '#platform/dates.ts'
import type { ContractRow } from './rows.ts'

/** Why a contract cannot be put in force again. */
export type ReinstatementFault = 'not_ended' | 'unit_taken_back' | 'unit_covered_again' | 'covers_over'

type Unit = Pick<ContractRow, 'id' | 'state' | 'state_reason' | 'line_n' | 'unit_n' | 'ends_on'>

const endedByStore = ['returned', 'purchase_voided', 'purchase_revised']

/**
 * Looks at a contract with all contracts of its purchase. Where units of its line came back, as many of them lack
 * cover for good; which ones, only their number says.
 */
export function whyNotReinstated(
  contract: Unit,
  ofPurchase: readonly Unit[],
  purchase: Pick<PurchaseRow, 'voided_at'>,
  line: Pick<LineRow, 'quantity' | 'returned'> | undefined,
  today: Day,
): ReinstatementFault | undefined {
  if (contract.state !== 'cancelled' && contract.state !== 'void') return 'not_ended'
  if (purchase.voided_at !== null || line === undefined || contract.unit_n > line.quantity)
    return 'unit_taken_back'
  if (endedByStore.includes(contract.state_reason ?? '')) return 'unit_taken_back'
  const live = ofPurchase.filter(
    ({ state, line_n }) => state !== 'cancelled' && state !== 'void' && line_n === contract.line_n,
  )
  if (live.some(({ unit_n }) => unit_n === contract.unit_n)) return 'unit_covered_again'
  if (live.length >= line.quantity - line.returned) return 'unit_taken_back'
  return contract.ends_on <= today ? 'covers_over' : undefined
}
