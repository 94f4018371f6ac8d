import type { ContractId, OrganisationId, PlanId, PurchaseId, PurchaserId, StoreId } from '#platform/ids.ts'
import type { State } from './model.ts'

export type ContractRow = {
  bucket: number
  id: ContractId
  number: string
  store_id: StoreId
  organisation_id: OrganisationId
  purchase_id: PurchaseId
  line_n: number
  unit_n: number
  plan_id: PlanId
  plan_version: number
  purchaser_id: PurchaserId | null
  state: State
  state_reason: string | null
  item_code: string
  item_name: string | null
  maker_warranty_months: number | null
  serial_number: string | null
  currency: string
  price: number
  premium: number
  offered_premium: number
  refund_due: number
  purchased_on: string
  starts_on: string
  ends_on: string
  issued_at: string
  ended_at: string | null
  /** Why it is void, in the words of the desk; see `note.ts`. */
  note_sealed?: Buffer | null
}
export type CoverRow = {
  bucket: number
  contract_id: ContractId
  n: number
  kind: 'natural_failure' | 'physical_damage'
  starts_on: string
  ends_on: string
  premium_part: number
}
