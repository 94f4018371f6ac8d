import { Client, escapeIdentifier } from 'pg'

import { ensurePostgres } from './postgres.ts'
import type { Purpose } from './postgres.ts'

export type Database = { url: string; adopted: boolean; stop: () => Promise<void> }

/**
 * The database that a command works on: the one of DATABASE_URL where that is set, else `mamori` on a server of our
 * own. For tests it is the server's maintenance database, beside which they make theirs.
 */
export async function withDatabase(purpose: Purpose, log?: (line: string) => void): Promise<Database> {
  const given = process.env['DATABASE_URL']
  if (given) {
    await checkVersion(given)
    return { url: given, adopted: true, stop: async () => {} }
  }
  const server = await ensurePostgres(log ? { purpose, log } : { purpose })
  try {
    const url = purpose === 'test' ? server.url : await ensureDatabase(server.url, 'mamori')
    return { ...server, url }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** Makes the database where it is missing and returns its address. */
export async function ensureDatabase(serverUrl: string, name: string): Promise<string> {
  await onConnection(serverUrl, async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount) return
    try {
      await client.query(`create database ${escapeIdentifier(name)}`)
    } catch (error) {
      // Somebody else was faster: 42P04 duplicate_database, or 23505 in the very same moment.
      if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error
    }
  })
  return databaseUrl(serverUrl, name)
}

/** The address of another database on the same server. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${encodeURIComponent(name)}`
  return url.href
}

/** Runs something on a connection that is closed afterwards. */
export async function onConnection<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function checkVersion(url: string): Promise<void> {
  const version = await onConnection(url, async (client) => {
    const { rows } = await client.query<{ server_version_num: string }>('show server_version_num')
    return Number(rows[0]?.server_version_num)
  }).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message || (error as { code?: string }).code : String(error)
    throw new Error(`Cannot connect to the database of DATABASE_URL: ${reason}`)
  })
  if (!(version >= 150000)) {
    throw new Error(
      `DATABASE_URL leads to PostgreSQL ${Math.floor(version / 10000)}; Mamori needs 15 or newer. ` +
        'Without DATABASE_URL it starts a PostgreSQL of its own.',
    )
  }
}
