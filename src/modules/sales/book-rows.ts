import type { Day } from '#platform/dates.ts'
import type { ContractId, JournalId, OrganisationId, StoreId } from '#platform/ids.ts'
import type { Rounding } from '#platform/money.ts'

/** What the books know of one contract. Amounts in minor units. */
export type BookRow = {
  bucket: number
  contract_id: ContractId
  organisation_id: OrganisationId
  store_id: StoreId
  currency: string
  /** Tax included. */
  premium: number
  tax: number
  commission: number
  tax_basis_points: number | null
  tax_rounding: Rounding | null
  state: 'open' | 'ended'
  refund: number
  fee: number
  version: number
  end_journal_id: JournalId | null
  ended_to: Day | null
  paper_number: string | null
}
/** How the premium of one cover is earned. */
export type ScheduleRow = {
  bucket: number
  contract_id: ContractId
  n: number
  store_id: StoreId
  currency: string
  net: number
  starts_on: Day
  ends_on: Day
  cover_starts_on: Day
  cover_ends_on: Day
  open: boolean
}
export type StoreDays = { store_id: StoreId; organisation_id: OrganisationId; earned_to: Day }
