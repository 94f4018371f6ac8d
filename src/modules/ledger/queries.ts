import { sql } from 'kysely'
import type { Day } from '#platform/dates.ts'
import type { Db } from '#platform/db.ts'
import type { JournalId, OrganisationId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import type { Books } from './access.ts'
import type { JournalWithPostings, PeriodRow, Total } from './rows.ts'

const withPostings = sql`select j.*, (
    select json_agg(p order by p.n) from postings p where p.bucket = j.bucket and p.journal_id = j.id
  ) as postings from journals j`

export async function findJournal(db: Db, id: JournalId): Promise<JournalWithPostings | undefined> {
  const { rows } =
    await sql<JournalWithPostings>`${withPostings} where j.bucket = ${bucketOf(id)} and j.id = ${id}`.execute(
      db,
    )
  return rows[0]
}

export async function findJournalByKey(
  db: Db,
  bucket: number,
  key: string,
): Promise<JournalWithPostings | undefined> {
  const { rows } =
    await sql<JournalWithPostings>`${withPostings} where j.bucket = ${bucket} and j.key = ${key}`.execute(db)
  return rows[0]
}

export type JournalFilter = Books & {
  kind?: string | undefined
  account?: string | undefined
  subjectId?: string | undefined
  from?: Day | undefined
  to?: Day | undefined
}
const conditions = (filter: JournalFilter) => sql`
  j.bucket = ${bucketOf(filter.organisationId)} and j.organisation_id = ${filter.organisationId}
  ${filter.storeIds === null ? sql`` : sql`and j.store_id = any(${filter.storeIds}::uuid[])`}
  ${filter.kind === undefined ? sql`` : sql`and j.kind = ${filter.kind}`}
  ${filter.account === undefined ? sql`` : sql`and exists (select from postings p where p.bucket = j.bucket and p.journal_id = j.id and p.account = ${filter.account})`}
  ${filter.subjectId === undefined ? sql`` : sql`and j.subject_id = ${filter.subjectId}`}
  ${filter.from === undefined ? sql`` : sql`and j.booked_on >= ${filter.from}::date`}
  ${filter.to === undefined ? sql`` : sql`and j.booked_on <= ${filter.to}::date`}`

/** An organisation's journals, the newest day first. */
export async function listJournalRows(
  db: Db,
  filter: JournalFilter,
  { after, limit }: { after: readonly [Day, string] | undefined; limit: number },
): Promise<JournalWithPostings[]> {
  const { rows } = await sql<JournalWithPostings>`${withPostings} where ${conditions(filter)}
    ${after === undefined ? sql`` : sql`and (j.booked_on, j.id) < (${after[0]}::date, ${after[1]}::uuid)`}
    order by j.booked_on desc, j.id desc limit ${limit}`.execute(db)
  return rows
}

/** Journals in the order of their days, after one of them; for files. */
export async function listJournalsFrom(
  db: Db,
  filter: JournalFilter,
  after: readonly [Day, string] | undefined,
  limit: number,
): Promise<JournalWithPostings[]> {
  const { rows } = await sql<JournalWithPostings>`${withPostings} where ${conditions(filter)}
    ${after === undefined ? sql`` : sql`and (j.booked_on, j.id) > (${after[0]}::date, ${after[1]}::uuid)`}
    order by j.booked_on, j.id limit ${limit}`.execute(db)
  return rows
}

/** Debits and credits by account, party and currency. */
export async function sumPostings(db: Db, filter: JournalFilter): Promise<Total[]> {
  const { rows } = await sql<Total>`
    select p.account, p.party_id, p.currency, coalesce(sum(p.amount) filter (where p.amount > 0), 0)::bigint as debit,
      coalesce(-sum(p.amount) filter (where p.amount < 0), 0)::bigint as credit
    from journals j join postings p on p.bucket = j.bucket and p.journal_id = j.id
    where ${conditions(filter)} group by 1, 2, 3 order by 3, 1, 2`.execute(db)
  return rows
}

/** The first day on which something of an organisation was booked. */
export async function firstBookedDay(db: Db, organisationId: OrganisationId): Promise<Day | null> {
  const { rows } = await sql<{ day: Day | null }>`select min(j.booked_on) as day from journals j
    where j.bucket = ${bucketOf(organisationId)} and j.organisation_id = ${organisationId}`.execute(db)
  return rows[0]?.day ?? null
}

/** The zones of an organisation's stores. */
export async function zonesOf(db: Db, organisationId: OrganisationId): Promise<string[]> {
  const { rows } = await sql<{ zone: string }>`
    select distinct time_zone as zone from stores where organisation_id = ${organisationId}`.execute(db)
  return rows.map(({ zone }) => zone)
}

export async function closedPeriods(db: Db, organisationId: OrganisationId): Promise<PeriodRow[]> {
  const { rows } = await sql<PeriodRow>`select month, closed_at, totals from closed_periods
    where organisation_id = ${organisationId} order by month`.execute(db)
  return rows
}
