import { sql } from 'kysely'
import type { Mode } from '#platform/auth.ts'
import type { Day } from '#platform/dates.ts'
import type { Db, Tx } from '#platform/db.ts'
import { gatheredRead } from '#platform/gathered-read.ts'
import type { AccountId, MandateId, PurchaserId, StoreId } from '#platform/ids.ts'
import { bucketOf, bucketOfText } from '#platform/ids.ts'
import type { AccountRow, MandateRow } from './rows.ts'

/** An account with the mode of its buyer; one of somebody erased is none. */
export type OpenAccount = AccountRow & { mode: Mode }

/** Accounts lie in the bucket of their buyer. */
const open = sql`select a.*, p.mode from payment_accounts a
  join purchasers p on p.bucket = a.bucket and p.id = a.purchaser_id and p.data_key is not null`

export async function findOpenAccount(db: Db, id: AccountId): Promise<OpenAccount | undefined> {
  const { rows } = await sql<OpenAccount>`${open}
    where a.bucket = ${bucketOf(id)} and a.id = ${id} and a.closed_at is null`.execute(db)
  return rows[0]
}

/** The same, and it stays open until the transaction ends. */
export async function shareAccount(tx: Tx, id: AccountId): Promise<OpenAccount | undefined> {
  const { rows } = await sql<OpenAccount>`${open}
    where a.bucket = ${bucketOf(id)} and a.id = ${id} and a.closed_at is null for share of a`.execute(tx)
  return rows[0]
}

export async function lockAccount(tx: Tx, id: AccountId): Promise<AccountRow | undefined> {
  const { rows } = await sql<AccountRow>`select * from payment_accounts
    where bucket = ${bucketOf(id)} and id = ${id} and closed_at is null for update`.execute(tx)
  return rows[0]
}

/** The open account that an identifier names; every payment at a till asks. */
export const findAccountOf = gatheredRead(
  async (db, identifiers: readonly string[]): Promise<(OpenAccount | undefined)[]> => {
    const { rows } = await sql<OpenAccount>`
      select a.*, p.mode
      from unnest(${identifiers.map(bucketOfText)}::int[], ${identifiers}::text[]) as k (bucket, identifier)
      join account_identifiers i on i.bucket = k.bucket and i.identifier = k.identifier
      join payment_accounts a on a.bucket = bucket_of(i.account_id) and a.id = i.account_id and a.closed_at is null
      join purchasers p on p.bucket = a.bucket and p.id = a.purchaser_id and p.data_key is not null`.execute(
      db,
    )
    const found = new Map(rows.map((row) => [row.identifier, row]))
    return identifiers.map((identifier) => found.get(identifier))
  },
)

/** The open accounts of a person and of those linked with them, the one that pays first. */
export async function listAccounts(db: Db, people: readonly PurchaserId[]): Promise<OpenAccount[]> {
  if (people.length === 0) return []
  const { rows } = await sql<OpenAccount>`${open}
    where a.bucket = any(${[...new Set(people.map(bucketOf))]}::int[]) and a.purchaser_id = any(${people}::uuid[])
      and a.closed_at is null
    order by a.chosen_at desc nulls last, a.created_at, a.id`.execute(db)
  return rows
}

export async function listMandates(db: Db, accountId: AccountId): Promise<MandateRow[]> {
  const { rows } = await sql<MandateRow>`select * from mandates
    where bucket = ${bucketOf(accountId)} and account_id = ${accountId} and revoked_at is null
    order by created_at, id`.execute(db)
  return rows
}

/** The mandate of a store over an account, with what it took on a day. */
export const findMandateOf = gatheredRead(
  async (db, asked: readonly MandateKey[]): Promise<(StandingMandate | undefined)[]> => {
    const { rows } = await sql<StandingMandate & MandateKey>`
      select k.account_id as "accountId", k.store_id as "storeId", k.day, m.id, m.per_payment, m.per_day,
        coalesce(d.taken, 0)::bigint as taken
      from unnest(${asked.map((key) => bucketOf(key.accountId))}::int[], ${asked.map((key) => key.accountId)}::uuid[],
        ${asked.map((key) => key.storeId)}::uuid[], ${asked.map((key) => key.day)}::text[]) as k (bucket, account_id, store_id, day)
      join mandates m on m.bucket = k.bucket and m.account_id = k.account_id and m.store_id = k.store_id and m.revoked_at is null
      left join mandate_days d on d.bucket = m.bucket and d.mandate_id = m.id and d.day = k.day::date`.execute(
      db,
    )
    const found = new Map(rows.map((row) => [mandateKey(row), row]))
    return asked.map((key) => found.get(mandateKey(key)))
  },
)
type MandateKey = { accountId: AccountId; storeId: StoreId; day: Day }
type StandingMandate = { id: MandateId; per_payment: number; per_day: number; taken: number }

function mandateKey({ accountId, storeId, day }: MandateKey): string {
  return `${accountId} ${storeId} ${day}`
}

/** True where a payment from the account has no outcome yet; attempts lie with what they pay, so every shard is asked. */
export async function hasOpenPayments(db: Db, accountId: AccountId): Promise<boolean> {
  const { rows } = await sql`select 1 from payment_attempts
    where account_id = ${accountId} and check_at is not null limit 1`.execute(db)
  return rows.length > 0
}
