import { Kysely, PostgresDialect, sql } from 'kysely'
import type { Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from './schema.gen.ts'

export type { DB }
/** A handle to read with, inside or outside a transaction. */
export type Db = Kysely<DB>
/** A handle to write and lock with: only inside a transaction. Where it is asked, a `Db` does not compile. */
export type Tx = Transaction<DB>

// `int8` fits a JavaScript number for every amount and count we keep; one that does not must never be rounded.
pg.types.setTypeParser(pg.types.builtins.INT8, (value) => {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new RangeError(`int8 out of range: ${value}`)
  return number
})
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value)
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, isoInstant)

/** `2026-11-22 03:00:00.12+00` (the session's zone is UTC) → `2026-11-22T03:00:00.120Z`. */
function isoInstant(value: string): string {
  const [seconds = '', fraction = ''] = value.slice(11, -3).split('.')
  return `${value.slice(0, 10)}T${seconds}.${fraction.padEnd(3, '0').slice(0, 3)}Z`
}

const names = new Map<string, string>()

/**
 * Names each distinct statement, so that PostgreSQL plans it once per connection: half of the server's cost of a
 * read by key. Lists go in as one array parameter, so that texts stay few; past 2,000 texts the rest is unnamed.
 */
class PreparingClient extends pg.Client {
  // oxlint-disable-next-line typescript/no-explicit-any -- pg overloads `query` in nine ways; this forwards all
  override query(...args: any[]): any {
    const [text, values] = args
    if (typeof text === 'string' && Array.isArray(values)) {
      let name = names.get(text)
      if (name === undefined && names.size < 2000) names.set(text, (name = `s${names.size}`))
      if (name !== undefined) args.splice(0, 2, { name, text, values })
    }
    return (super.query as (...all: unknown[]) => unknown)(...args)
  }
}

/**
 * Each text has one right plan, so it is made once a connection: left to itself, PostgreSQL plans a statement anew
 * for every call whose parameter is a list, which costs several times the work itself.
 */
export const sessionSettings = {
  timezone: 'UTC',
  lock_timeout: '10s',
  statement_timeout: '60s',
  idle_in_transaction_session_timeout: '60s',
  plan_cache_mode: 'force_generic_plan',
}

export type Database = { db: Db; pool: pg.Pool; close(): Promise<void> }

/** Opens a pool. Every connection speaks UTC and gives up on locks and statements that hang. */
export function openDatabase(url: string, size: number, name = 'mamori'): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    Client: PreparingClient,
    application_name: name,
    options: Object.entries(sessionSettings)
      .map(([setting, value]) => `-c ${setting}=${value}`)
      .join(' '),
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
  })
  // A connection that breaks while idle (server restarted) is dropped by the pool; the next query opens another.
  pool.on('error', () => {})
  // One that breaks in a transaction fails its next statement; unheard, the event would end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, close: () => db.destroy() }
}

/**
 * Inserts rows of any number in one statement and one parameter: rows travel as JSON and PostgreSQL reads them
 * by the table's own column types. All rows must have the same keys. `bytea` is given as `\x…` text.
 */
export async function insertRows(
  tx: Tx,
  table: keyof DB & string,
  rows: readonly Record<string, unknown>[],
  onConflict: 'fail' | 'skip' = 'fail',
): Promise<void> {
  const first = rows[0]
  if (!first) return
  const columns = sql.join(Object.keys(first).map((column) => sql.ref(column)))
  await sql`insert into ${sql.table(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)
    ${onConflict === 'skip' ? sql`on conflict do nothing` : sql``}`.execute(tx)
}

/** A Buffer as PostgreSQL reads it inside JSON. */
export function hexBytes(bytes: Buffer): string {
  return `\\x${bytes.toString('hex')}`
}

/** The SQLSTATE of a database error, or undefined for anything else. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined
}

/** True where sending the same transaction again can succeed: deadlock, serialisation failure, a lock waited for. */
export function isTransient(error: unknown): boolean {
  const state = sqlState(error)
  return state === '40P01' || state === '40001' || state === '55P03'
}

/** True where the connection broke or cannot be opened. Of a transaction not yet committed nothing is left then. */
export function isConnectionLost(error: unknown): boolean {
  const state = sqlState(error)
  if (state !== undefined) return state.startsWith('08') || state.startsWith('57P') || state === '53300'
  if (!(error instanceof Error)) return false
  const { code, message } = error as NodeJS.ErrnoException
  if (code !== undefined) return /^E(?:CONN|PIPE|TIMEDOUT|HOSTUNREACH|NOTFOUND|AI_AGAIN)/.test(code)
  return /^(?:Connection terminated|Client has encountered a connection error|timeout e?xceeded)/.test(
    message,
  )
}
