import type { Client } from 'pg'
import { escapeIdentifier } from 'pg'
import { BackupFailure } from './failure.ts'
import type { Facts } from './format.ts'
import { listMigrations, listTables } from './tables.ts'

/**
 * A backup is loaded into an empty database alone: whatever it held would be mixed with what comes, and nobody could
 * say afterwards which is which.
 */
export async function refuseFullDatabase(client: Client, facts: Facts): Promise<void> {
  for (const { name } of await listTables(client)) {
    const { rows } = await client.query(`select 1 from ${escapeIdentifier(name)} limit 1`)
    if (rows.length > 0)
      throw new BackupFailure(
        `The database is not empty: ${name} has rows. Make an empty one, and name it with DATABASE_URL.`,
      )
  }
  const further = (await listMigrations(client)).filter((name) => !facts.migrations.includes(name))
  if (further.length > 0)
    throw new BackupFailure(
      `The database has a newer schema than the backup (${further.join(', ')}). Make an empty one, and name it with DATABASE_URL.`,
    )
}
