import { sql } from 'kysely'
import type { InstantText } from '#platform/dates.ts'
import type { Db } from '#platform/db.ts'
import type { AccountId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'

/** What is on deposit accounts, in minor units, by account; the ledger keeps it above its floor of zero. */
export async function balancesOf(db: Db, ids: readonly AccountId[]): Promise<Map<AccountId, number>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: AccountId; balance: number }>`
    select party_id as id, sum(balance)::bigint as balance from floor_accounts
    where bucket = any(${[...new Set(ids.map(bucketOf))]}::int[]) and party_id = any(${ids}::uuid[])
      and account = 'buyer_deposit' group by party_id`.execute(db)
  return new Map(rows.map((row) => [row.id, row.balance]))
}

export type DepositEntry = { kind: string; amount: number; balance: number; at: InstantText; version: number }

/** The entries of a deposit account, the newest first. @param after the version of the last one of a page */
export async function listEntries(
  db: Db,
  id: AccountId,
  after: number | undefined,
  limit: number,
): Promise<DepositEntry[]> {
  const { rows } = await sql<DepositEntry>`
    select j.kind, -p.amount as amount, p.balance_after as balance, j.occurred_at as at, p.version
    from postings p join journals j on j.bucket = p.bucket and j.id = p.journal_id
    where p.bucket = ${bucketOf(id)} and p.party_id = ${id} and p.account = 'buyer_deposit'
      ${after === undefined ? sql`` : sql`and p.version < ${after}`}
    order by p.version desc limit ${limit + 1}`.execute(db)
  return rows
}
