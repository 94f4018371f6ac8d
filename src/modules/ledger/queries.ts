import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import type { JournalId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import type { JournalWithPostings } from './rows.ts'

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
