import { sql } from 'kysely'
import type { Day, InstantText } from '#platform/dates.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { ContractId, OrganisationId, StoreId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import type { BookRow, ScheduleRow, StoreDays } from './book-rows.ts'

export type Book = BookRow & { schedules: ScheduleRow[] }

/** Locks the books of contracts, in the order of their ids. */
export async function lockBooks(tx: Tx, ids: readonly ContractId[]): Promise<Map<ContractId, Book>> {
  const { rows } =
    await sql<Book>`select b.*, coalesce((select json_agg(s order by s.n) from premium_schedules s
      where s.bucket = b.bucket and s.contract_id = b.contract_id), '[]') as schedules
    from premium_books b
    where b.bucket = any(${[...new Set(ids.map(bucketOf))]}::int[]) and b.contract_id = any(${ids}::uuid[])
    order by b.contract_id for update of b`.execute(tx)
  return new Map(rows.map((row) => [row.contract_id, row]))
}

/** Locks to which day the stores' premiums are earned, in the order of their ids. */
export async function lockStoreDays(tx: Tx, ids: readonly StoreId[]): Promise<Map<StoreId, StoreDays>> {
  const { rows } = await sql<StoreDays>`select store_id, organisation_id, earned_to from premium_days
    where store_id = any(${ids}::uuid[]) order by store_id for update`.execute(tx)
  return new Map(rows.map((row) => [row.store_id, row]))
}

export async function organisationsWithDaysToEarn(db: Db, now: InstantText): Promise<OrganisationId[]> {
  const { rows } = await sql<{ id: OrganisationId }>`select distinct organisation_id as id from premium_days
    where due_at <= ${now}`.execute(db)
  return rows.map((row) => row.id)
}

/** A store of the organisation that has a day to earn; `undefined` where none has. */
export async function storeWithDaysToEarn(
  db: Db,
  organisationId: OrganisationId,
  now: InstantText,
): Promise<StoreId | undefined> {
  const { rows } = await sql<{ id: StoreId }>`select store_id as id from premium_days
    where organisation_id = ${organisationId} and due_at <= ${now} order by due_at, store_id limit 1`.execute(
    db,
  )
  return rows[0]?.id
}

/** What a store's covers earn on each of some days, by currency; days on which nothing is earned are left out. */
export async function earnedByDay(
  db: Db,
  storeId: StoreId,
  from: Day,
  to: Day,
): Promise<{ day: Day; currency: string; amount: number }[]> {
  const before = (days: string) =>
    sql.raw(`div(s.net::numeric * (${days} - s.starts_on), s.ends_on - s.starts_on)`)
  const { rows } = await sql<{ day: Day; currency: string; amount: number }>`
    select d.day, s.currency, sum(${before('d.day + 1')} - ${before('d.day')})::bigint as amount
    from premium_schedules s join (
      select ${from}::date + i as day from generate_series(0, ${to}::date - ${from}::date - 1) i
    ) d on d.day >= s.starts_on and d.day < s.ends_on
    where s.store_id = ${storeId} and s.open and s.ends_on > ${from}::date and s.starts_on < ${to}::date
    group by d.day, s.currency
    having sum(${before('d.day + 1')} - ${before('d.day')}) > 0 order by d.day, s.currency`.execute(db)
  return rows
}
