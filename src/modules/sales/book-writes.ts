import { sql } from 'kysely'
import type { Day, InstantText } from '#platform/dates.ts'
import { addDays, startOfDay } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { OrganisationId, StoreId } from '#platform/ids.ts'
import type { BookRow, ScheduleRow } from './book-rows.ts'

/** When a day of a store is over, and with it to be earned. */
export function dayOver(day: Day, timeZone: string): InstantText {
  return startOfDay(addDays(day, 1), timeZone)
}

/** Begins the days of a store with today, where it has none yet. */
export async function beginStoreDays(
  tx: Tx,
  store: { id: StoreId; organisationId: OrganisationId; timeZone: string },
  today: Day,
): Promise<void> {
  await sql`insert into premium_days (store_id, organisation_id, earned_to, due_at)
    values (${store.id}, ${store.organisationId}, ${today}, ${dayOver(today, store.timeZone)})
    on conflict do nothing`.execute(tx)
}

export async function setStoreDays(tx: Tx, storeId: StoreId, earnedTo: Day, timeZone: string): Promise<void> {
  await sql`update premium_days set earned_to = ${earnedTo}, due_at = ${dayOver(earnedTo, timeZone)}
    where store_id = ${storeId}`.execute(tx)
}

/** Notes that a book was ended, or opened again. Its covers earn only while it is open. */
export async function updateBook(tx: Tx, book: BookRow): Promise<void> {
  await sql`update premium_books set state = ${book.state}, refund = ${book.refund}, fee = ${book.fee},
      version = ${book.version}, end_journal_id = ${book.end_journal_id}, ended_to = ${book.ended_to}
    where bucket = ${book.bucket} and contract_id = ${book.contract_id}`.execute(tx)
  await sql`update premium_schedules set open = ${book.state === 'open'}
    where bucket = ${book.bucket} and contract_id = ${book.contract_id}`.execute(tx)
}

export async function updateSchedule(tx: Tx, row: ScheduleRow): Promise<void> {
  await sql`update premium_schedules set net = ${row.net}, starts_on = ${row.starts_on}, ends_on = ${row.ends_on},
      cover_starts_on = ${row.cover_starts_on}, cover_ends_on = ${row.cover_ends_on}
    where bucket = ${row.bucket} and contract_id = ${row.contract_id} and n = ${row.n}`.execute(tx)
}
