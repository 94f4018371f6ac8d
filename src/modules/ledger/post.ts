import type { Context } from '#platform/context.ts'
import type { Day, InstantText } from '#platform/dates.ts'
import { dayIn } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { JournalId, OrganisationId, StoreId } from '#platform/ids.ts'
import { newId } from '#platform/ids.ts'
import type { Rows } from '#platform/rows.ts'
import type { AccountName } from './chart.ts'
import { insufficientBalance } from './errors.ts'
import { prepare, samePostings } from './model.ts'
import type { Prepared } from './model.ts'
import { findJournal, findJournalByKey } from './queries.ts'
import type { JournalRow, JournalWithPostings, PostingRow } from './rows.ts'
import { addPlain, addWithFloors, openFloorAccounts } from './writes.ts'

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
export type Posted = { id: JournalId; replayed: boolean }

/**
 * Posts a journal once: the same key again returns the first one. Accounts with a floor are updated in place, in the
 * order of their ids. The journal counts on the day it occurred in its zone, or on the first day of the first open
 * month where that of the day is closed.
 * @throws Error where the postings do not sum to zero, a party does not fit its account, or the key was used for
 *   other postings (`journal_key_reused`)
 * @throws Problem `insufficient_balance`; nothing was written then
 */
export function post(tx: Tx, ctx: Context, journal: JournalInput): Promise<Posted> {
  return write(tx, ctx, journal, null)
}

/**
 * Adds a journal without accounts that have a floor to rows that the caller inserts; for hot paths that know by a key
 * of their own that they post once.
 * @param openFrom what `holdOpenBooks` said in the same transaction: the journal counts on no earlier day
 * @throws Error as `post` does
 */
export function addJournal(ctx: Context, rows: Rows, journal: JournalInput, openFrom: Day | null): JournalId {
  const prepared = prepare(journal)
  if (prepared.floors.length > 0)
    throw new Error(`journal ${journal.key}: an account with a floor needs post()`)
  const row = journalRow(ctx, journal, prepared, null)
  const late = openFrom !== null && row.booked_on < openFrom
  rows.add('journals', late ? { ...row, booked_on: openFrom } : row)
  rows.add('postings', ...postingRows(row, journal, prepared))
  return row.id
}

/**
 * Mirrors a journal once, as of an instant. The key is made of the original's, so a second reversal returns the first.
 * @throws Error where there is no such journal
 * @throws Problem `insufficient_balance`, where an account with a floor does not hold what would go back
 */
export async function reverse(
  tx: Tx,
  ctx: Context,
  input: { journalId: JournalId; occurredAt: InstantText; timeZone: string; kind: string },
): Promise<Posted> {
  const original = await findJournal(tx, input.journalId)
  if (!original) throw new Error(`there is no journal ${input.journalId}`)
  const { currency, postings } = contentOf(original)
  return write(
    tx,
    ctx,
    {
      kind: input.kind,
      key: `reverse/${original.key}`,
      organisationId: original.organisation_id,
      storeId: original.store_id,
      timeZone: input.timeZone,
      currency,
      occurredAt: input.occurredAt,
      subject: { kind: original.subject_kind, id: original.subject_id },
      postings: postings.map((posting) => ({ ...posting, amount: -posting.amount })),
    },
    original.id,
  )
}

async function write(
  tx: Tx,
  ctx: Context,
  journal: JournalInput,
  reverses: JournalId | null,
): Promise<Posted> {
  const prepared = prepare(journal)
  const { bucket, floors } = prepared
  const row = journalRow(ctx, journal, prepared, reverses)
  const postings = postingRows(row, journal, prepared)
  const add = () =>
    floors.length === 0
      ? addPlain(tx, row, postings)
      : addWithFloors(tx, row, postings, journal.currency, floors)
  if (await add()) return { id: row.id, replayed: false }
  const earlier = await findJournalByKey(tx, bucket, journal.key)
  if (earlier) return replayOf(earlier, journal, prepared)
  // An account comes to be with the first thing that is put on it.
  const filled = floors.filter(({ delta }) => delta > 0)
  if (filled.length === 0) throw insufficientBalance()
  await openFloorAccounts(tx, bucket, journal.currency, filled)
  if (await add()) return { id: row.id, replayed: false }
  const meanwhile = await findJournalByKey(tx, bucket, journal.key)
  if (meanwhile) return replayOf(meanwhile, journal, prepared)
  throw insufficientBalance()
}

function replayOf(earlier: JournalWithPostings, journal: JournalInput, { postings }: Prepared): Posted {
  if (!samePostings(contentOf(earlier), { currency: journal.currency, postings }))
    throw new Error(`journal_key_reused: ${journal.key} was posted with other postings`)
  return { id: earlier.id, replayed: true }
}

function contentOf({ postings }: JournalWithPostings): { currency: string; postings: PostingInput[] } {
  return {
    currency: postings[0]?.currency ?? '',
    postings: postings.map(({ account, party_id, amount }) => ({ account, partyId: party_id, amount })),
  }
}

function journalRow(
  ctx: Context,
  journal: JournalInput,
  { bucket }: Prepared,
  reverses: JournalId | null,
): JournalRow {
  return {
    bucket,
    id: newId<'jrn'>(bucket),
    kind: journal.kind,
    key: journal.key,
    organisation_id: journal.organisationId,
    store_id: journal.storeId,
    subject_kind: journal.subject.kind,
    subject_id: journal.subject.id,
    occurred_at: journal.occurredAt,
    recorded_at: ctx.clock.now(),
    booked_on: dayIn(journal.timeZone, journal.occurredAt),
    reverses,
  }
}

function postingRows(row: JournalRow, { currency }: JournalInput, { postings }: Prepared): PostingRow[] {
  return postings.map(({ account, partyId, amount }, i) => ({
    bucket: row.bucket,
    journal_id: row.id,
    n: i + 1,
    account,
    party_id: partyId,
    currency,
    amount,
    balance_after: null,
    version: null,
  }))
}
