import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { StoreId } from '#platform/ids.ts'
import type { DayRow, MoveRow, RegisterDayId } from './rows.ts'

export async function findOpenDay(db: Db, storeId: StoreId, register: string): Promise<DayRow | undefined> {
  const { rows } = await sql<DayRow>`select * from register_days
    where store_id = ${storeId} and register = ${register} and closed_at is null`.execute(db)
  return rows[0]
}

/** The open day of a register, held open until the transaction ends; null where none is open. */
export async function holdOpenDay(
  tx: Tx,
  storeId: StoreId,
  register: string | null,
): Promise<RegisterDayId | null> {
  if (register === null) return null
  const { rows } = await sql<{ id: RegisterDayId }>`select id from register_days
    where store_id = ${storeId} and register = ${register} and closed_at is null for share`.execute(tx)
  return rows[0]?.id ?? null
}

export async function findDay(db: Db, storeId: StoreId, id: RegisterDayId): Promise<DayRow | undefined> {
  const { rows } = await sql<DayRow>`select * from register_days
    where id = ${id} and store_id = ${storeId}`.execute(db)
  return rows[0]
}

export async function lockDay(tx: Tx, storeId: StoreId, id: RegisterDayId): Promise<DayRow | undefined> {
  const { rows } = await sql<DayRow>`select * from register_days
    where id = ${id} and store_id = ${storeId} for update`.execute(tx)
  return rows[0]
}

/** The number of the last day of a register; 0 where it had none. */
export async function lastNumber(db: Db, storeId: StoreId, register: string): Promise<number> {
  const { rows } = await sql<{ n: number | null }>`select max(n) as n from register_days
    where store_id = ${storeId} and register = ${register}`.execute(db)
  return rows[0]?.n ?? 0
}

export async function movesOf(db: Db, id: RegisterDayId): Promise<MoveRow[]> {
  const { rows } = await sql<MoveRow>`select * from register_cash_moves where day_id = ${id} order by n`.execute(
    db,
  )
  return rows
}

export async function listRegisterDays(
  db: Db,
  storeId: StoreId,
  filter: { register?: string | undefined; after?: readonly [string, string] | undefined; limit: number },
): Promise<DayRow[]> {
  const { register, after } = filter
  const { rows } = await sql<DayRow>`
    select * from register_days d where d.store_id = ${storeId}
      ${register === undefined ? sql`` : sql`and d.register = ${register}`}
      ${after === undefined ? sql`` : sql`and (d.opened_at, d.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by d.opened_at desc, d.id desc limit ${filter.limit + 1}`.execute(db)
  return rows
}
