import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'

const folder = join(import.meta.dirname, '..', 'migrations')
const quiet = new Logger(() => () => {})
/** Any number; the same in every process, so that two that start together migrate one after the other. */
export const migrationLock = 7_302_261_122

/**
 * Brings a database to the newest schema: the SQL files of `migrations/` in the order of their names, each in a
 * transaction of its own together with the row that says it was applied. Forward only.
 * @param only the level of a backup: no other migration is applied
 */
export async function migrate(url: string, only?: readonly string[]): Promise<{ applied: string[] }> {
  const client = new pg.Client({ connectionString: url, application_name: 'mamori migrate' })
  // A server that goes away while a query waits is told by the query; without a listener it would end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await client.query(
      'create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ name: string }>('select name from migrations')
    const done = new Set(rows.map((row) => row.name))
    const applied: string[] = []
    if (!(await hasJobTables(client))) await runMigrations({ connectionString: url, logger: quiet })
    for (const name of await listMigrationFiles()) {
      if (done.has(name) || only?.includes(name) === false) continue
      await apply(client, name, await readFile(join(folder, name), 'utf8'))
      applied.push(name)
    }
    return { applied }
  } finally {
    await client.end()
  }
}

/** The names of all migrations that this version knows, in their order. */
export async function listMigrationFiles(): Promise<string[]> {
  return (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
}

async function apply(client: pg.Client, name: string, sql: string): Promise<void> {
  await client.query('begin')
  try {
    await client.query("set local lock_timeout = '10s'")
    await client.query(sql)
    await client.query('insert into migrations (name) values ($1)', [name])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${name} failed and was rolled back: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

async function hasJobTables(client: pg.Client): Promise<boolean> {
  // The newest function that our pinned graphile-worker needs; its own migrations take 0.3 s even with nothing to do.
  const { rows } = await client.query<{ found: string | null }>(
    "select to_regclass('graphile_worker._private_jobs') as found",
  )
  return typeof rows[0]?.found === 'string'
}
