import { randomBytes } from 'node:crypto'

import { Client, escapeIdentifier } from 'pg'

import { databaseUrl, withDatabase } from '#scripts/database.ts'
import type { Database } from '#scripts/database.ts'

/** What a test file must know to clone the template. */
export type TestServer = { url: string; prefix: string; template: string }

const databaseName = /^mamori_test_(?<run>[0-9a-f]{8})_/

/**
 * The server of one test run with its migrated template. Databases that a killed run left behind are dropped: each
 * run holds an advisory lock under its own number for as long as it lives.
 */
export async function openTestServer(): Promise<{ server: TestServer; close: () => Promise<void> }> {
  const database = await withDatabase('test')
  const run = randomBytes(4).toString('hex')
  const prefix = `mamori_test_${run}_`
  const server = { url: database.url, prefix, template: `${prefix}template` }
  const holder = new Client({ connectionString: database.url })
  holder.on('error', () => {})
  await holder.connect()
  const close = (): Promise<void> => closeTestServer(server, holder, database)
  try {
    await mustBeAbleToCreate(holder)
    await dropAbandoned(holder)
    await holder.query('select pg_advisory_lock($1)', [lockNumber(run)])
    await makeTemplate(holder, server)
    return { server, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function mustBeAbleToCreate(client: Client): Promise<void> {
  const { rows } = await client.query<{ may: boolean }>(
    'select rolcreatedb or rolsuper as may from pg_roles where rolname = current_user',
  )
  if (rows[0]?.may) return
  throw new Error('Tests make databases of their own: the role of DATABASE_URL needs the CREATEDB right.')
}

async function makeTemplate(client: Client, { url, template }: TestServer): Promise<void> {
  const { migrate } = await import('#src/migrate.ts')
  await client.query(`create database ${template}`)
  await migrate(databaseUrl(url, template))
  // A connection to the template, even autovacuum's, would make cloning it fail.
  await client.query(`alter database ${template} with allow_connections false`)
}

async function closeTestServer({ prefix }: TestServer, holder: Client, database: Database): Promise<void> {
  try {
    for (const name of await databasesLike(holder, prefix)) await dropDatabase(holder, name)
  } finally {
    await holder.end()
    await database.stop()
  }
}

async function dropAbandoned(client: Client): Promise<void> {
  for (const name of await databasesLike(client, 'mamori_test_')) {
    const run = databaseName.exec(name)?.groups?.['run']
    if (run && !(await isAlive(client, run))) await dropDatabase(client, name)
  }
}

/** Looks in pg_locks, which shows all databases: the other run may hold its lock from another one than ours. */
async function isAlive(client: Client, run: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from pg_locks where locktype = 'advisory' and objsubid = 1
     and (classid::int8 << 32 | objid::int8) = $1`,
    [lockNumber(run)],
  )
  return (rowCount ?? 0) > 0
}

async function databasesLike(client: Client, prefix: string): Promise<string[]> {
  const { rows } = await client.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1) order by datname',
    [prefix],
  )
  return rows.map((row) => row.datname)
}

/** Drops a database whoever is still connected to it. */
export async function dropDatabase(client: Client, name: string): Promise<void> {
  await client.query(`drop database if exists ${escapeIdentifier(name)} with (force)`)
}

function lockNumber(run: string): string {
  return String((0x6d616d6fn << 32n) | BigInt(`0x${run}`))
}
