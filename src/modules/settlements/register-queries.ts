import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { StoreId } from '#platform/ids.ts'
import type { DayRow, MoveRow, RefundRow, RegisterDayId, SettlementRow, TenderRow } from './rows.ts'

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
  const { rows } =
    await sql<MoveRow>`select * from register_cash_moves where day_id = ${id} order by n`.execute(db)
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

export type TakenTender = Pick<TenderRow, 'kind' | 'amount'>
export type RegisterTotals = {
  sales: (Pick<SettlementRow, 'settled' | 'coupons' | 'price' | 'due' | 'amount_due'> & {
    tenders: TakenTender[]
  })[]
  refunds: (Pick<RefundRow, 'amounts' | 'tenders'> &
    Pick<SettlementRow, 'settled'> & { paid: Pick<TenderRow, 'n' | 'kind'>[] })[]
}

/** What was settled and given back on a day of a register; lists by the day have an index of their own. */
export async function registerTotals(db: Db, id: RegisterDayId): Promise<RegisterTotals> {
  const { rows: sales } = await sql<RegisterTotals['sales'][number]>`
    select s.settled, s.coupons, s.price, s.due, s.amount_due,
      (select coalesce(json_agg(json_build_object('kind', t.kind, 'amount', t.amount) order by t.n), '[]')
        from settlement_tenders t where t.bucket = s.bucket and t.settlement_id = s.id) as tenders
    from settlements s where s.day_id = ${id}`.execute(db)
  const { rows: refunds } = await sql<RegisterTotals['refunds'][number]>`
    select r.amounts, r.tenders, s.settled,
      (select coalesce(json_agg(json_build_object('n', t.n, 'kind', t.kind) order by t.n), '[]')
        from settlement_tenders t where t.bucket = s.bucket and t.settlement_id = s.id) as paid
    from settlement_refunds r join settlements s on s.bucket = r.bucket and s.id = r.settlement_id
    where r.day_id = ${id}`.execute(db)
  return { sales, refunds }
}
