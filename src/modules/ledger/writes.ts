import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Day, InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { OrganisationId } from '#platform/ids.ts'
import type { FloorChange } from './model.ts'
import type { JournalRow, PostingRow, Total } from './rows.ts'

/** The first day of an organisation's first month that is not closed, or null. */
const firstOpenDay = (organisationId: OrganisationId | null) => sql`(
  select (max(c.month) + interval '1 month')::date from closed_periods c where c.organisation_id = ${organisationId})`

/**
 * The journal's insert. Its day is moved into the first open month by the same statement: that has the table's lock
 * before it looks, so it cannot overlook a month that is being closed. It adds nothing where the key is there.
 */
const addedJournal = (row: JournalRow, from: RawBuilder<unknown> = sql``) => sql`
  insert into journals (bucket, id, kind, key, organisation_id, store_id, subject_kind, subject_id, occurred_at,
    recorded_at, booked_on, reverses)
  select ${row.bucket}::int, ${row.id}::uuid, ${row.kind}::text, ${row.key}::text, ${row.organisation_id}::uuid,
    ${row.store_id}::uuid, ${row.subject_kind}::text, ${row.subject_id}::uuid, ${row.occurred_at}::timestamptz,
    ${row.recorded_at}::timestamptz, greatest(${row.booked_on}::date, ${firstOpenDay(row.organisation_id)}),
    ${row.reverses}::uuid ${from}
  on conflict do nothing returning bucket, id`

/** Adds a journal with its postings. @returns false where its key is there already: nothing was written then */
export async function addPlain(tx: Tx, row: JournalRow, postings: readonly PostingRow[]): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`with j as (${addedJournal(row)})
    insert into postings (bucket, journal_id, n, account, party_id, currency, amount)
    select j.bucket, j.id, p.n, p.account, p.party_id, p.currency, p.amount
    from j, json_populate_recordset(null::postings, ${JSON.stringify(postings)}::json) p`.execute(tx)
  return numAffectedRows > 0n
}

/**
 * The same with accounts that have a floor. They are locked in the order of their ids, then the journal is added
 * where none of them would fall below 0, then they are moved. What they move to comes from the locked rows: an update
 * by itself first tries the row as it stood when the statement began, and would fail its check on that.
 * @returns false where nothing was written: the key is there, an account is not, or has too little
 */
export async function addWithFloors(
  tx: Tx,
  row: JournalRow,
  postings: readonly PostingRow[],
  currency: string,
  floors: readonly FloorChange[],
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`with wanted as (
      select * from json_to_recordset(${JSON.stringify(floors)}::json) as w ("partyId" uuid, account text, delta bigint)),
    held as (
      select f.party_id, f.account, f.balance + w.delta as balance, f.version + 1 as version from floor_accounts f
      join wanted w on w."partyId" = f.party_id and w.account = f.account
      where f.bucket = ${row.bucket} and f.currency = ${currency} order by f.party_id, f.account for update of f),
    allowed as (select count(*) = ${floors.length}::int and bool_and(balance >= 0) as yes from held),
    j as (${addedJournal(row, sql`from allowed where yes`)}),
    moved as (
      update floor_accounts f set balance = h.balance, version = h.version from j, held h
      where f.bucket = ${row.bucket} and f.party_id = h.party_id and f.account = h.account and f.currency = ${currency}
      returning f.party_id, f.account, f.balance, f.version)
    insert into postings (bucket, journal_id, n, account, party_id, currency, amount, balance_after, version)
    select j.bucket, j.id, p.n, p.account, p.party_id, p.currency, p.amount, m.balance, m.version
    from j cross join json_populate_recordset(null::postings, ${JSON.stringify(postings)}::json) p
    left join moved m on m.party_id = p.party_id and m.account = p.account`.execute(tx)
  return numAffectedRows > 0n
}

/** Opens accounts with a floor that are not there yet, at 0. */
export async function openFloorAccounts(
  tx: Tx,
  bucket: number,
  currency: string,
  floors: readonly FloorChange[],
): Promise<void> {
  await sql`insert into floor_accounts (bucket, party_id, account, currency, balance, version)
    select ${bucket}::int, w."partyId", w.account, ${currency}::text, 0, 0
    from json_to_recordset(${JSON.stringify(floors)}::json) as w ("partyId" uuid, account text)
    order by w."partyId", w.account on conflict do nothing`.execute(tx)
}

/**
 * The first day that is still open in an organisation's books, or null where no month was ever closed. No month is
 * closed from now until this transaction ends.
 */
export async function holdOpenBooks(tx: Tx, organisationId: OrganisationId): Promise<Day | null> {
  // The lock that an insert takes, and a closing waits for. What is asked afterwards is therefore what counts.
  await sql`lock table journals in row exclusive mode`.execute(tx)
  const { rows } = await sql<{ day: Day | null }>`select ${firstOpenDay(organisationId)} as day`.execute(tx)
  return rows[0]?.day ?? null
}

/** Waits for posts in flight and keeps others waiting until this transaction ends, which is soon. */
export async function stopPosting(tx: Tx): Promise<void> {
  await sql`lock table journals in share mode`.execute(tx)
}

/** @returns false where the month is closed already */
export async function addClosedPeriod(
  tx: Tx,
  organisationId: OrganisationId,
  month: Day,
  at: InstantText,
  by: string,
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    insert into closed_periods (organisation_id, month, closed_at, closed_by)
    values (${organisationId}, ${month}, ${at}, ${by}) on conflict do nothing`.execute(tx)
  return numAffectedRows > 0n
}

/** Keeps a closed month's totals; those that are kept already stay. */
export async function storeTotals(
  tx: Tx,
  organisationId: OrganisationId,
  month: Day,
  totals: readonly Total[],
): Promise<void> {
  await sql`update closed_periods set totals = ${JSON.stringify(totals)}::jsonb
    where organisation_id = ${organisationId} and month = ${month} and totals is null`.execute(tx)
}
