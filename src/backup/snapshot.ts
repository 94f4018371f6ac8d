import { Client } from 'pg'
import { migrationLock } from '#src/migrate.ts'

export type Snapshot = { copying: Client; asking: Client }

/**
 * Gives two connections that see the database as it is at one moment, whatever is written meanwhile. One holds the
 * moment and answers questions, the other takes it over and copies. No migration runs until both are closed; writes go
 * on undisturbed.
 */
export async function withSnapshot<T>(url: string, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const [asking, copying] = [open(url), open(url)]
  try {
    await Promise.all([asking.connect(), copying.connect()])
    await asking.query('select pg_advisory_lock_shared($1)', [migrationLock])
    await asking.query('begin isolation level repeatable read read only')
    const { rows } = await asking.query<{ name: string }>('select pg_export_snapshot() as name')
    await copying.query('begin isolation level repeatable read read only')
    await copying.query(`set transaction snapshot '${rows[0]?.name ?? ''}'`)
    return await work({ asking, copying })
  } finally {
    await Promise.all([asking.end(), copying.end()])
  }
}

function open(url: string): Client {
  const client = new Client({
    connectionString: url,
    application_name: 'mamori backup',
    options: '-c timezone=UTC',
  })
  // A server that goes away is told by the query that waits; unheard, the event would end the process.
  client.on('error', () => {})
  return client
}
