import { sql } from 'kysely'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import { hexBytes, insertRows } from '#platform/db.ts'
import type { AccountId, MandateId, PurchaserId } from '#platform/ids.ts'
import { bucketOf, bucketOfText } from '#platform/ids.ts'
import type { AccountRow, MandateRow } from './rows.ts'

export async function insertAccount(tx: Tx, row: AccountRow): Promise<void> {
  const { identifier, id } = row
  await insertRows(tx, 'account_identifiers', [
    { bucket: bucketOfText(identifier), identifier, account_id: id },
  ])
  await insertRows(tx, 'payment_accounts', [
    { ...row, token_sealed: row.token_sealed && hexBytes(row.token_sealed) },
  ])
}

/** From now on this one pays, and no other of the same people does. */
export async function chooseAccount(
  tx: Tx,
  id: AccountId,
  people: readonly PurchaserId[],
  at: InstantText,
): Promise<void> {
  await sql`update payment_accounts set chosen_at = case when id = ${id} then ${at}::timestamptz end
    where bucket = any(${[...new Set(people.map(bucketOf))]}::int[]) and purchaser_id = any(${people}::uuid[])`.execute(
    tx,
  )
}

/** Closes an account: the provider's token goes, the mandates end, the identifier is never given again. */
export async function closeAccountRow(tx: Tx, id: AccountId, at: InstantText): Promise<void> {
  await sql`update payment_accounts set closed_at = ${at}, token_sealed = null, chosen_at = null
    where bucket = ${bucketOf(id)} and id = ${id}`.execute(tx)
  await sql`update mandates set revoked_at = ${at}
    where bucket = ${bucketOf(id)} and account_id = ${id} and revoked_at is null`.execute(tx)
}

/** What people wrote on accounts of somebody who goes, whether open or closed. */
export async function forgetAccounts(
  tx: Tx,
  people: readonly PurchaserId[],
  at: InstantText,
): Promise<AccountId[]> {
  const buckets = [...new Set(people.map(bucketOf))]
  const { rows } = await sql<{ id: AccountId }>`update payment_accounts
    set label = '', token_sealed = null, chosen_at = null, closed_at = coalesce(closed_at, ${at}::timestamptz)
    where bucket = any(${buckets}::int[]) and purchaser_id = any(${people}::uuid[]) returning id`.execute(tx)
  const ids = rows.map((row) => row.id)
  await sql`update mandates set revoked_at = ${at} where bucket = any(${buckets}::int[])
    and account_id = any(${ids}::uuid[]) and revoked_at is null`.execute(tx)
  return ids
}

/** @returns false where the store has a mandate over the account already */
export async function insertMandate(tx: Tx, row: MandateRow): Promise<boolean> {
  const { rows } =
    await sql`insert into mandates (bucket, id, account_id, store_id, per_payment, per_day, created_at)
    values (${row.bucket}, ${row.id}, ${row.account_id}, ${row.store_id}, ${row.per_payment}, ${row.per_day},
      ${row.created_at})
    on conflict (bucket, account_id, store_id) where revoked_at is null do nothing returning 1`.execute(tx)
  return rows.length > 0
}

/** @returns false where no such mandate stands */
export async function revokeMandateRow(
  tx: Tx,
  accountId: AccountId,
  id: MandateId,
  at: InstantText,
): Promise<boolean> {
  const { rows } = await sql`update mandates set revoked_at = ${at}
    where bucket = ${bucketOf(accountId)} and id = ${id} and account_id = ${accountId} and revoked_at is null
    returning 1`.execute(tx)
  return rows.length > 0
}
