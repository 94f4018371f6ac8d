import { sql } from 'kysely'
import type { Tx } from '#platform/db.ts'
import { hexBytes } from '#platform/db.ts'
import type { PurchaserId, SettlementId, StoreId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import { keyBucket } from './queries.ts'
import type { DayRow, LineRow, MoveRow, RefundRow, SettlementRow, TenderRow } from './rows.ts'
import type { Rows } from '#platform/rows.ts'

type Key = { storeId: StoreId; reference: string; id: SettlementId }

/** Takes many references, in one order. @returns the settlements that got theirs */
export async function takeKeys(tx: Tx, keys: readonly Key[]): Promise<Set<SettlementId>> {
  const order = keys
    .map((key) => ({ ...key, bucket: keyBucket(key.storeId, key.reference) }))
    .sort((a, b) => (`${a.storeId}\n${a.reference}` < `${b.storeId}\n${b.reference}` ? -1 : 1))
  const { rows } = await sql<{ id: SettlementId }>`
    insert into settlement_keys (bucket, store_id, reference, settlement_id)
    select * from unnest(${order.map((key) => key.bucket)}::int[], ${order.map((key) => key.storeId)}::uuid[],
      ${order.map((key) => key.reference)}::text[], ${order.map((key) => key.id)}::uuid[])
    on conflict do nothing returning settlement_id as id`.execute(tx)
  return new Set(rows.map((row) => row.id))
}

/** Gives references back that this transaction took. */
export async function releaseKeys(tx: Tx, keys: readonly Key[]): Promise<void> {
  if (keys.length === 0) return
  await sql`delete from settlement_keys k
    using unnest(${keys.map((key) => keyBucket(key.storeId, key.reference))}::int[], ${keys.map((key) => key.storeId)}::uuid[],
      ${keys.map((key) => key.reference)}::text[]) as g (bucket, store_id, reference)
    where k.bucket = g.bucket and k.store_id = g.store_id and k.reference = g.reference`.execute(tx)
}

/** Gives the reference of one that failed to a new try. */
export async function moveKey(tx: Tx, storeId: StoreId, reference: string, id: SettlementId): Promise<void> {
  await sql`update settlement_keys set settlement_id = ${id}
    where bucket = ${keyBucket(storeId, reference)} and store_id = ${storeId} and reference = ${reference}`.execute(
    tx,
  )
}

/** A settlement with its lines and tenders, among rows that the caller inserts. */
export function addSettlement(
  rows: Rows,
  row: SettlementRow,
  { lines, tenders }: { lines: readonly LineRow[]; tenders: readonly TenderRow[] },
): void {
  const { content_hash: hash } = row
  rows.add('settlements', { ...row, content_hash: typeof hash === 'string' ? hash : hexBytes(hash) })
  rows.add('settlement_lines', ...lines)
  rows.add('settlement_tenders', ...tenders)
}

export type SettlementChange = Partial<
  Pick<
    SettlementRow,
    | 'state'
    | 'reason'
    | 'buyer_via'
    | 'returned'
    | 'refunded'
    | 'purchase_id'
    | 'paper_id'
    | 'paper_number'
    | 'buyer_sealed'
    | 'day_id'
    | 'settled_at'
    | 'check_at'
  >
>

/** Changes a settlement that the caller has locked, and the row in its hand. */
export async function updateSettlement(tx: Tx, row: SettlementRow, change: SettlementChange): Promise<void> {
  await tx
    .updateTable('settlements')
    .set((eb) => ({ ...(change as object), version: eb('version', '+', 1) }))
    .where('bucket', '=', row.bucket)
    .where('id', '=', row.id)
    .execute()
  Object.assign(row, change, { version: row.version + 1 })
}

export async function updateTender(
  tx: Tx,
  tender: TenderRow,
  change: Partial<Pick<TenderRow, 'attempt_id' | 'refunded'>>,
): Promise<void> {
  await tx
    .updateTable('settlement_tenders')
    .set(change)
    .where('bucket', '=', tender.bucket)
    .where('settlement_id', '=', tender.settlement_id)
    .where('n', '=', tender.n)
    .execute()
  Object.assign(tender, change)
}

export function addRefund(rows: Rows, refund: RefundRow): void {
  rows.add('settlement_refunds', refund)
}

/** The people are forgotten; that something was paid, and what, stays. */
export async function forgetPurchasers(tx: Tx, people: readonly PurchaserId[]): Promise<StoreId[]> {
  const { rows } = await sql<{ store_id: StoreId }>`
    update settlements set purchaser_id = null, account_id = null, buyer_sealed = null
    where bucket = any(${[...new Set(people.map(bucketOf))]}::int[]) and purchaser_id = any(${people}::uuid[])
    returning store_id`.execute(tx)
  return [...new Set(rows.map((row) => row.store_id))]
}

/** Opens a day. @returns false where the register has an open one */
export async function insertDay(tx: Tx, day: DayRow): Promise<boolean> {
  const rows = await tx
    .insertInto('register_days')
    .values({ ...day, report: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return rows.length > 0
}

export async function insertMove(tx: Tx, move: MoveRow): Promise<void> {
  await tx.insertInto('register_cash_moves').values(move).execute()
}

export async function closeDay(
  tx: Tx,
  day: DayRow,
  change: Pick<DayRow, 'closed_at' | 'closed_by' | 'counted_cash' | 'expected_cash' | 'report'>,
): Promise<void> {
  await tx
    .updateTable('register_days')
    .set({ ...change, report: JSON.stringify(change.report) })
    .where('id', '=', day.id)
    .execute()
  Object.assign(day, change)
}
