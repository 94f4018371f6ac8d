import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { ContractId, PurchaseId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import type { ContractRow, CoverRow } from './rows.ts'

/** A contract with its covers, as every view needs it. */
export type Contract = ContractRow & { covers: CoverRow[]; planCode?: string }

const withCovers = sql`select c.*, (
    select json_agg(v order by v.n) from contract_covers v where v.bucket = c.bucket and v.contract_id = c.id
  ) as covers from contracts c`

export async function findContract(db: Db, id: ContractId): Promise<Contract | undefined> {
  const { rows } =
    await sql<Contract>`${withCovers} where c.bucket = ${bucketOf(id)} and c.id = ${id}`.execute(db)
  return rows[0]
}

/** Several by id, in the order of their ids. */
export async function findContracts(db: Db, ids: readonly ContractId[]): Promise<Contract[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Contract>`${withCovers}
    where c.bucket = any(${[...new Set(ids.map(bucketOf))]}::int[]) and c.id = any(${ids}::uuid[]) order by c.id`.execute(
    db,
  )
  return rows
}

/** By warranty number; its bucket stands in its first two symbols. */
export async function findContractByNumber(
  db: Db,
  number: string,
  bucket: number,
): Promise<Contract | undefined> {
  const { rows } =
    await sql<Contract>`${withCovers} where c.bucket = ${bucket} and c.number = ${number}`.execute(db)
  return rows[0]
}

/** The contracts of purchases, by line and unit. */
export async function listContractsOfPurchases(db: Db, ids: readonly PurchaseId[]): Promise<Contract[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Contract>`${withCovers}
    where c.bucket = any(${[...new Set(ids.map(bucketOf))]}::int[]) and c.purchase_id = any(${ids}::uuid[])
    order by c.purchase_id, c.line_n, c.unit_n, c.issued_at`.execute(db)
  return rows
}

/** Locks the contracts of a purchase that still run. */
export async function lockLiveContracts(tx: Tx, purchaseId: PurchaseId): Promise<ContractRow[]> {
  const { rows } = await sql<ContractRow>`
    select * from contracts where bucket = ${bucketOf(purchaseId)} and purchase_id = ${purchaseId}
      and state not in ('cancelled', 'void') order by line_n, unit_n for update`.execute(tx)
  return rows
}

/** Locks every contract of these purchases, in one order. */
export async function lockContractsHeld(tx: Tx, purchaseIds: readonly PurchaseId[]): Promise<Contract[]> {
  if (purchaseIds.length === 0) return []
  const { rows } = await sql<Contract>`${withCovers}
    where c.bucket = any(${[...new Set(purchaseIds.map(bucketOf))]}::int[]) and c.purchase_id = any(${purchaseIds}::uuid[])
    order by c.id for update of c`.execute(tx)
  return rows
}

export type StoreListFilter = {
  storeIds: readonly string[]
  purchaserId?: string | undefined
  purchaseId?: string | undefined
  state?: string | undefined
  after?: readonly [string, string] | undefined
  limit: number
}

/** Contracts that stores sold, the newest first. */
export async function listStoreContracts(db: Db, filter: StoreListFilter): Promise<Contract[]> {
  const { rows } = await sql<Contract>`${withCovers}
    where c.store_id = any(${filter.storeIds}::uuid[])
      ${filter.purchaserId === undefined ? sql`` : sql`and c.purchaser_id = ${filter.purchaserId}`}
      ${filter.purchaseId === undefined ? sql`` : sql`and c.bucket = ${bucketOf(filter.purchaseId)} and c.purchase_id = ${filter.purchaseId}`}
      ${filter.state === undefined ? sql`` : sql`and c.state = ${filter.state}`}
      ${filter.after === undefined ? sql`` : sql`and (c.issued_at, c.id) < (${filter.after[0]}::timestamptz, ${filter.after[1]}::uuid)`}
    order by c.issued_at desc, c.id desc limit ${filter.limit + 1}`.execute(db)
  return rows
}

/** Contracts of the purchases that a buyer sees, those that end last first. */
export async function listContractsHeld(
  db: Db,
  purchaseIds: readonly PurchaseId[],
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<Contract[]> {
  if (purchaseIds.length === 0) return []
  const { rows } = await sql<Contract>`${withCovers}
    where c.bucket = any(${[...new Set(purchaseIds.map(bucketOf))]}::int[]) and c.purchase_id = any(${purchaseIds}::uuid[])
      ${after === undefined ? sql`` : sql`and (c.ends_on, c.id) < (${after[0]}::date, ${after[1]}::uuid)`}
    order by c.ends_on desc, c.id desc limit ${limit + 1}`.execute(db)
  return rows
}
