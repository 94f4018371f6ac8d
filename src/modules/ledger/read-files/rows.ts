import type { InstantText } from '#platform/dates.ts'

/** One movement in a provider's daily file, in our words. */
export type ProviderFileRow = {
  /** Where it stands in the file: 1 is the first row below the header. */
  n: number
  kind: 'payment' | 'refund' | 'fee' | 'payout' | 'other'
  /** The provider's id of the payment, refund or payout, as our attempts and refunds keep it; else of the movement. */
  providerRef: string
  /** Our attempt (`att_…`) or refund (`rfd_…`), where the file repeats the id that we gave; or another system's. */
  ourRef: string | null
  currency: string
  /** Minor units, before fees: above zero what comes to the merchant, below zero what leaves (refund, payout). */
  amount: number
  /** Minor units that the provider keeps of it; 0 where the file shows none. Below zero for a fee given back. */
  fee: number
  occurredAt: InstantText
}

/** A row that was left out, and why. `row` 0 is the file or its header. */
export type FileProblem = { row: number; message: string }

export type ProviderFile = { rows: ProviderFileRow[]; problems: FileProblem[] }
