import type { Day, InstantText } from '#platform/dates.ts'
import type { Id, JournalId, OrganisationId, StoreId } from '#platform/ids.ts'
import type { AccountName } from './chart.ts'

export type JournalRow = {
  bucket: number
  id: JournalId
  kind: string
  key: string
  organisation_id: OrganisationId | null
  store_id: StoreId | null
  subject_kind: string
  subject_id: string
  occurred_at: InstantText
  recorded_at: InstantText
  booked_on: Day
  reverses: JournalId | null
}
export type PostingRow = {
  bucket: number
  journal_id: JournalId
  n: number
  account: AccountName
  party_id: string
  currency: string
  amount: number
  balance_after: number | null
  version: number | null
}
export type JournalWithPostings = JournalRow & { postings: PostingRow[] }
export type PayoutRunId = Id<'prn'>
export type PayoutId = Id<'pyt'>
export type ProviderFileId = Id<'pvf'>

/** Debits and credits of one account and party, in minor units; both are never negative. */
export type Total = {
  account: AccountName
  party_id: string
  currency: string
  debit: number
  credit: number
}
export type PeriodRow = { month: Day; closed_at: InstantText; totals: Total[] | null }

/** What makes up a payout, in minor units: above zero what comes to the store, below what comes off. */
export type PayoutLines = {
  /** Paid by buyers, without what coupons of others paid. */
  sales: number
  /** Paid by coupons whose funder owes them. */
  couponsOfOthers: number
  refunds: number
  /** Claims and whatever else is the store's. */
  other: number
  /** Cash that the store has in its till already. */
  cashKept: number
  fees: number
  /** Premiums and deductibles that the store took for the warrantor. */
  premiumsDue: number
}
export type PayoutRunRow = {
  id: PayoutRunId
  organisation_id: OrganisationId
  currency: string
  up_to: Day
  state: 'prepared' | 'confirmed' | 'discarded'
  prepared_at: InstantText
  confirmed_at: InstantText | null
}
export type PayoutRow = {
  run_id: PayoutRunId
  store_id: StoreId
  id: PayoutId
  carried_in: number
  lines: PayoutLines
  amount: number
  carried_out: number
}

export type Outcome =
  | 'matched'
  | 'unknown_to_us'
  | 'amount_differs'
  | 'state_differs'
  | 'doubled'
  | 'missing_in_file'
export type ProviderFileRecord = {
  id: ProviderFileId
  organisation_id: OrganisationId
  provider: string
  name: string
  rows: number
  matched: number
  different: number
  read_at: InstantText
}
/** A row of a provider's file, as it is kept. */
export type ComparedRow = {
  file_id: ProviderFileId
  n: number
  kind: string
  provider_ref: string
  our_ref: string | null
  currency: string
  amount: number
  fee: number
  occurred_at: InstantText
  outcome: Outcome
  store_id: StoreId | null
  known_amount: number | null
  booked: boolean
}
export type DifferenceRow = ComparedRow & {
  provider: string
  resolved_at: InstantText | null
  resolution: string | null
}
