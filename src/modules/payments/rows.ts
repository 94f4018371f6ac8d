import type { InstantText } from '#platform/dates.ts'
import type {
  AccountId,
  AttemptId,
  MandateId,
  OrganisationId,
  PurchaserId,
  RefundId,
  StoreId,
} from '#platform/ids.ts'
import type { AttemptState, CustomerAction, ProviderName, Tender } from './port.ts'

export type AttemptRow = {
  bucket: number
  id: AttemptId
  provider: ProviderName
  tender: Tender
  state: AttemptState
  outcome_unknown: boolean
  reason: string | null
  store_id: StoreId
  organisation_id: OrganisationId
  subject_kind: string
  subject_id: string
  account_id: AccountId | null
  mandate_id: MandateId | null
  currency: string
  amount: number
  captured: number
  refunded: number
  provider_ref: string | null
  action: CustomerAction | null
  created_at: InstantText
  updated_at: InstantText
  check_at: InstantText | null
  checks: number
}

export type RefundState = 'requested' | 'succeeded' | 'failed' | 'unknown'
export type RefundRow = {
  bucket: number
  attempt_id: AttemptId
  id: RefundId
  key: string
  organisation_id: OrganisationId
  amount: number
  state: RefundState
  reason: string
  failure: string | null
  provider_ref: string | null
  requested_at: InstantText
  ended_at: InstantText | null
  check_at: InstantText | null
  checks: number
}

export type AccountRow = {
  bucket: number
  id: AccountId
  purchaser_id: PurchaserId
  kind: 'deposit' | 'card' | 'wallet'
  provider: ProviderName
  currency: string
  identifier: string
  token_sealed: Buffer | null
  label: string
  created_at: InstantText
  chosen_at: InstantText | null
  closed_at: InstantText | null
}

export type MandateRow = {
  bucket: number
  id: MandateId
  account_id: AccountId
  store_id: StoreId
  per_payment: number
  per_day: number
  created_at: InstantText
  revoked_at: InstantText | null
}
