import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { OrganisationId, StoreId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import { hexBytes } from '#platform/db.ts'
import type { AccountName } from './chart.ts'
import type { ComparedRow, DifferenceRow, Outcome, ProviderFileId, ProviderFileRecord } from './rows.ts'

/** Lets one file of an organisation and provider be read at a time, so that overlapping ones post once. */
export async function lockProvider(tx: Tx, organisationId: OrganisationId, provider: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`provider files ${organisationId} ${provider}`}, 0))`.execute(
    tx,
  )
}

export async function findProviderFile(
  db: Db,
  organisationId: OrganisationId,
  provider: string,
  contentHash: Buffer,
): Promise<ProviderFileRecord | undefined> {
  const { rows } = await sql<ProviderFileRecord>`
    select id, organisation_id, provider, name, rows, matched, different, read_at from provider_files
    where organisation_id = ${organisationId} and provider = ${provider} and content_hash = ${contentHash}`.execute(
    db,
  )
  return rows[0]
}

/** What earlier files said of these refs. */
export async function earlierRows(
  db: Db,
  organisationId: OrganisationId,
  provider: string,
  refs: readonly string[],
): Promise<Pick<ComparedRow, 'kind' | 'provider_ref' | 'our_ref' | 'outcome' | 'booked'>[]> {
  const { rows } = await sql<Pick<ComparedRow, 'kind' | 'provider_ref' | 'our_ref' | 'outcome' | 'booked'>>`
    select r.kind, r.provider_ref, r.our_ref, r.outcome, r.booked from provider_file_rows r
    join provider_files f on f.id = r.file_id
    where f.organisation_id = ${organisationId} and f.provider = ${provider} and r.provider_ref = any(${refs}::text[])`.execute(
    db,
  )
  return rows
}

/** What stands on an account, by store: debits less credits. */
export async function balancesByStore(
  db: Db,
  organisationId: OrganisationId,
  account: AccountName,
  currency: string,
): Promise<Map<StoreId, number>> {
  const { rows } = await sql<{ store_id: StoreId; balance: number }>`
    select p.party_id as store_id, sum(p.amount)::bigint as balance from journals j
    join postings p on p.bucket = j.bucket and p.journal_id = j.id
    where j.bucket = ${bucketOf(organisationId)} and j.organisation_id = ${organisationId}
      and p.account = ${account} and p.currency = ${currency}
    group by 1 order by 1`.execute(db)
  return new Map(rows.map(({ store_id, balance }) => [store_id, balance]))
}

export async function storeIdsOf(db: Db, organisationId: OrganisationId): Promise<StoreId[]> {
  const { rows } = await sql<{ id: StoreId }>`
    select id from stores where organisation_id = ${organisationId} order by id`.execute(db)
  return rows.map(({ id }) => id)
}

export type DifferenceFilter = {
  provider?: string | undefined
  outcome?: Outcome | undefined
  resolved: boolean
}

/** Rows that differ, the newest file first. */
export async function listDifferenceRows(
  db: Db,
  organisationId: OrganisationId,
  filter: DifferenceFilter,
  { after, limit }: { after: readonly [string, number] | undefined; limit: number },
): Promise<DifferenceRow[]> {
  const { rows } = await sql<DifferenceRow>`select r.*, f.provider from provider_file_rows r
    join provider_files f on f.id = r.file_id
    where f.organisation_id = ${organisationId} and r.outcome <> 'matched'
      and ${filter.resolved ? sql`r.resolved_at is not null` : sql`r.resolved_at is null`}
      ${filter.provider === undefined ? sql`` : sql`and f.provider = ${filter.provider}`}
      ${filter.outcome === undefined ? sql`` : sql`and r.outcome = ${filter.outcome}`}
      ${after === undefined ? sql`` : sql`and (r.file_id < ${after[0]}::uuid or (r.file_id = ${after[0]}::uuid and r.n > ${after[1]}::int))`}
    order by r.file_id desc, r.n limit ${limit}`.execute(db)
  return rows
}

/** One difference, locked while somebody deals with it. */
export async function lockDifference(
  tx: Tx,
  organisationId: OrganisationId,
  fileId: ProviderFileId,
  n: number,
): Promise<DifferenceRow | undefined> {
  const { rows } = await sql<DifferenceRow>`select r.*, f.provider from provider_file_rows r
    join provider_files f on f.id = r.file_id
    where f.organisation_id = ${organisationId} and r.file_id = ${fileId} and r.n = ${n} and r.outcome <> 'matched'
    for update of r`.execute(tx)
  return rows[0]
}

export async function addProviderFile(
  tx: Tx,
  file: ProviderFileRecord,
  contentHash: Buffer,
  readBy: string,
): Promise<void> {
  await sql`insert into provider_files (id, organisation_id, provider, name, content_hash, rows, matched, different, read_at, read_by)
    values (${file.id}, ${file.organisation_id}, ${file.provider}, ${file.name}, ${hexBytes(contentHash)}::bytea, ${file.rows},
      ${file.matched}, ${file.different}, ${file.read_at}, ${readBy})`.execute(tx)
}
