import { randomBytes } from 'node:crypto'

import { ensureDatabase, onConnection, withDatabase } from '#scripts/database.ts'
import { readColumns } from './catalog.ts'
import { schemaSource } from './schema-types.ts'

/** Row types of the database that the migrations make: migrates an empty one, reads it and drops it. */
export async function makeSchema(): Promise<string> {
  const { migrate } = await import('#src/migrate.ts')
  const server = await withDatabase('test')
  const name = `mamori_generate_${randomBytes(4).toString('hex')}`
  try {
    const url = await ensureDatabase(server.url, name)
    await migrate(url)
    return schemaSource(await onConnection(url, readColumns))
  } finally {
    await onConnection(server.url, (client) => client.query(`drop database if exists ${name} with (force)`))
    await server.stop()
  }
}
