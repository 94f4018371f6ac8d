import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { JournalId, OrganisationId, StoreId } from '#platform/ids.ts'
import type { Rows } from '#platform/rows.ts'
import type { AccountName } from './chart.ts'

export type PostingInput = {
  account: AccountName
  partyId: string
  /** Minor units: debits positive, credits negative. Those of 0 are left out. */
  amount: number
}
export type JournalInput = {
  kind: string
  /** Whatever is posted once has one key, such as `settlement/<id>`. */
  key: string
  /** Null for the bank's own journals, which lie in the bucket of the account. */
  organisationId: OrganisationId | null
  storeId: StoreId | null
  /** IANA zone of the store, for the day that the journal counts on. */
  timeZone: string
  currency: string
  occurredAt: InstantText
  subject: { kind: string; id: string }
  postings: readonly PostingInput[]
}

/**
 * Posts a journal once: the same key again returns the first one. Accounts with a floor are updated in place, in the
 * order of their ids.
 * @throws Error where the postings do not sum to zero
 * @throws Problem `insufficient_balance`
 */
export function post(
  _tx: Tx,
  _ctx: Context,
  _journal: JournalInput,
): Promise<{ id: JournalId; replayed: boolean }> {
  throw new Error('to be built')
}

/**
 * Adds a journal without accounts that have a floor to rows that the caller inserts; for hot paths that know by a key
 * of their own that they post once. The day is given, for the caller has read which months are closed.
 */
export function addJournal(_ctx: Context, _rows: Rows, _journal: JournalInput): JournalId {
  throw new Error('to be built')
}

/** Mirrors a journal once, as of an instant. The key is made of the original's. */
export function reverse(
  _tx: Tx,
  _ctx: Context,
  _input: { journalId: JournalId; occurredAt: InstantText; timeZone: string; kind: string },
): Promise<{ id: JournalId; replayed: boolean }> {
  throw new Error('to be built')
}
