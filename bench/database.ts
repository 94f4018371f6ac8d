import { Client, escapeIdentifier } from 'pg'
import { databaseUrl, withDatabase } from '#scripts/database.ts'
import { migrate } from '#src/migrate.ts'

export type BenchDatabase = { url: string; settings: Record<string, string>; drop(): Promise<void> }

/** Printed with every run: figures of a server that does not wait for its disk would be of another kind. */
const shown = [
  'server_version',
  'fsync',
  'synchronous_commit',
  'full_page_writes',
  'shared_buffers',
  'max_wal_size',
  'wal_compression',
]

/**
 * An empty, migrated database of this run's own, dropped at its end. Those of runs that were killed go too: each
 * run holds a lock under the name of its database for as long as it lives.
 */
export async function freshDatabase(log: (line: string) => void): Promise<BenchDatabase> {
  const server = await withDatabase('bench', log)
  const holder = new Client({ connectionString: server.url })
  holder.on('error', () => {})
  await holder.connect()
  const name = `mamori_bench_${process.pid}_${Date.now().toString(36)}`
  await lock(holder, name)
  await dropAbandoned(holder)
  await holder.query(`create database ${escapeIdentifier(name)}`)
  const url = databaseUrl(server.url, name)
  await migrate(url)
  const settings: Record<string, string> = {}
  for (const setting of shown) {
    const { rows } = await holder.query<{ value: string }>('select current_setting($1) as value', [setting])
    settings[setting] = rows[0]?.value ?? ''
  }
  return {
    url,
    settings,
    async drop() {
      await holder.query(`drop database if exists ${escapeIdentifier(name)} with (force)`)
      await holder.end()
      await server.stop()
    },
  }
}

async function lock(client: Client, name: string): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>(
    'select pg_try_advisory_lock(hashtextextended($1, 0)) as got',
    [name],
  )
  return rows[0]?.got === true
}

async function dropAbandoned(client: Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    "select datname from pg_database where datname like 'mamori\\_bench\\_%'",
  )
  for (const { datname } of rows) {
    if (await lock(client, datname))
      await client.query(`drop database if exists ${escapeIdentifier(datname)} with (force)`)
  }
}

/** Waits until every subscriber has had every event, so that no round works on what another one caused. */
export async function settle(client: Client): Promise<void> {
  const giveUp = Date.now() + 120_000
  while (Date.now() < giveUp) {
    const { rowCount } = await client.query(
      'select 1 from subscriptions s where exists (select 1 from outbox o where (o.xid, o.id) > (s.last_xid, s.last_id)) limit 1',
    )
    if (rowCount === 0) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The dispatcher does not get to the end of the outbox.')
}

/** Stops the product between two rounds of its dispatcher, so that it holds no lock while it stands. */
export async function freezeAtRest(client: Client, product: { freeze(): void; thaw(): void }): Promise<void> {
  for (;;) {
    product.freeze()
    try {
      await client.query('begin')
      await client.query('select 1 from subscriptions for update nowait')
      return
    } catch {
      product.thaw()
      await new Promise((resolve) => setTimeout(resolve, 20))
    } finally {
      await client.query('rollback')
    }
  }
}

/** Lets subscribers pass over the events that a limit program wrote: nobody is to work on those. */
export async function skipEvents(client: Client): Promise<void> {
  await client.query(
    'update subscriptions set last_xid = pg_snapshot_xmin(pg_current_snapshot()), last_id = 0',
  )
}
