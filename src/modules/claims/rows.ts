import type { Cause } from '#modules/contracts/index.ts'
import type { Day, InstantText } from '#platform/dates.ts'
import type {
  ClaimId,
  ContractId,
  OrganisationId,
  PurchaseId,
  PurchaserId,
  StaffId,
  StoreId,
} from '#platform/ids.ts'
import type { Stage, State } from './model.ts'

export type Route = 'coupon' | 'replacement_order' | 'repair_request'
/** A decision that waits for a second person. */
export type Proposed = {
  by: StaffId
  at: InstantText
  decision: 'accept' | 'reject'
  estimate?: number
  route?: Route
  goodwill?: boolean
  reasonCode?: string
  /** What was written with it, sealed like every word of a claim, in base64. */
  noteSealed?: string
}

export type ClaimRow = {
  bucket: number
  id: ClaimId
  reception_number: string
  contract_id: ContractId
  store_id: StoreId
  organisation_id: OrganisationId
  purchase_id: PurchaseId
  purchaser_id: PurchaserId | null
  state: State
  blocked: { step: State; reason: string; since: InstantText } | null
  cause: Cause
  fault: string
  loss_on: Day
  data_key: Buffer | null
  description_sealed: Buffer
  circumstances: string[]
  filed_via: 'api' | 'wallet' | 'guest' | 'console'
  filed_at: InstantText
  currency: string
  estimate: number | null
  covered: number | null
  buyer_pays: number | null
  exchange: boolean
  goodwill: boolean
  route: Route | null
  reason_code: string | null
  decided_by: string | null
  decided_at: InstantText | null
  proposed: Proposed | null
  appealed: boolean
  rejected_by: string | null
  submitted_at: InstantText
  decision_due_at: InstantText
  deadline_doubled: boolean
  escalated_at: InstantText | null
  received_on: Day | null
  closed_at: InstantText | null
  follow_hash: Buffer | null
  version: number
}
export type HistoryRow = {
  n: number
  at: InstantText
  actor_kind: string
  actor_id: string
  kind: string
  stage: Stage
  from_state: State | null
  to_state: State
  data: Record<string, unknown>
  note_sealed: Buffer | null
  internal: boolean
}
export type PhotoRow = {
  bucket: number
  claim_id: ClaimId
  n: number
  file: string | null
  thumbnail: string | null
  width: number
  height: number
  bytes: number
  content_hash: Buffer
  uploaded_at: InstantText
  uploaded_by: string
}
