import { sql } from 'kysely'
import { sqlCheck } from './check.ts'

/** After a restore these would be the first to be wrong: positions are counted by each server for itself. */
export const events = sqlCheck(
  'events',
  'no event and no position of a subscriber lies in the future of this server',
  sql`select (select count(*) from outbox) + (select count(*) from subscriptions)`,
  sql`select 'event ' || id || ': its transaction is not begun yet' as fault from outbox
    where xid >= pg_snapshot_xmax(pg_current_snapshot())
    union all
    select 'subscriber ' || subscriber || ': stands behind all events to come' from subscriptions
    where last_xid > pg_snapshot_xmax(pg_current_snapshot())
    union all
    select 'event ' || id || ': its number is given out again' from outbox
    where id > (select coalesce(last_value, 0) from pg_sequences where schemaname = 'public' and sequencename = 'outbox_id_seq')`,
)
