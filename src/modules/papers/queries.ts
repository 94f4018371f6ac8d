import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { OrganisationId, PaperId, PurchaserId, StoreId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import type { IssuedPaper } from './schemas.ts'

export type PaperRow = {
  bucket: number
  id: PaperId
  number: string
  organisationId: OrganisationId
  storeId: StoreId
  purchaserId: PurchaserId | null
  subjectKind: string
  subjectId: string
  issueRoute: 'own' | 'agency' | 'intermediary'
  paper: IssuedPaper
  issuedAt: string
  /** The paper that this one was exchanged for, and the one whose place it took. */
  replacedById: PaperId | null
  replacedByNumber: string | null
  replacesId: PaperId | null
  replacesNumber: string | null
}

const columns = sql`bucket, id, number, organisation_id as "organisationId", store_id as "storeId",
  purchaser_id as "purchaserId", subject_kind as "subjectKind", subject_id as "subjectId",
  issue_route as "issueRoute", paper, issued_at as "issuedAt",
  replaces_id as "replacesId",
  (select o.id from papers o where o.bucket = papers.bucket and o.replaces_id = papers.id) as "replacedById",
  (select o.number from papers o where o.bucket = papers.bucket and o.replaces_id = papers.id) as "replacedByNumber",
  (select o.number from papers o where o.bucket = papers.bucket and o.id = papers.replaces_id) as "replacesNumber"`

export async function findPaper(db: Db, id: PaperId): Promise<PaperRow | undefined> {
  const { rows } = await sql<PaperRow>`
    select ${columns} from papers where bucket = ${bucketOf(id)} and id = ${id}`.execute(db)
  return rows[0]
}

/** Locks a paper, so that its printings are counted one after the other, and it is exchanged once. */
export async function lockPaper(tx: Tx, id: PaperId): Promise<void> {
  await sql`select 1 from papers where bucket = ${bucketOf(id)} and id = ${id} for update`.execute(tx)
}

/** How often a paper was printed. */
export async function countPrints(db: Db, id: PaperId): Promise<number> {
  const { rows } = await sql<{ n: number }>`select coalesce(max(n), 0)::int as n from paper_prints
    where bucket = ${bucketOf(id)} and paper_id = ${id}`.execute(db)
  return rows[0]?.n ?? 0
}

export type After = readonly [issuedAt: string, id: string] | undefined

/** Papers of a store, the newest first. */
export async function listStorePapers(
  db: Db,
  storeId: StoreId,
  after: After,
  limit: number,
): Promise<PaperRow[]> {
  const { rows } = await sql<PaperRow>`select ${columns} from papers where store_id = ${storeId}
    ${after === undefined ? sql`` : sql`and (issued_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by issued_at desc, id desc limit ${limit + 1}`.execute(db)
  return rows
}

/**
 * Papers of people, the newest first. A paper lies where its subject does, which for a purchase that was bound later is
 * not its buyer's bucket: every shard is asked, by papers_purchaser_idx.
 */
export async function listPapersOf(
  db: Db,
  people: readonly PurchaserId[],
  after: After,
  limit: number,
): Promise<PaperRow[]> {
  const { rows } = await sql<PaperRow>`select ${columns} from papers
    where purchaser_id is not null and purchaser_id = any(${people}::uuid[])
    ${after === undefined ? sql`` : sql`and (issued_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by issued_at desc, id desc limit ${limit + 1}`.execute(db)
  return rows
}

export async function countPapersOf(db: Db, people: readonly PurchaserId[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from papers
    where purchaser_id is not null and purchaser_id = any(${people}::uuid[])`.execute(db)
  return rows[0]?.count ?? 0
}
