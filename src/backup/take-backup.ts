import type { Client } from 'pg'
import { escapeIdentifier } from 'pg'
import { to } from 'pg-copy-streams'
import { keyIdOf } from '#platform/sealed-places.ts'
import type { Secrets } from '#platform/secrets.ts'
import { sealedPlaces } from '#src/sealed-places.ts'
import { ArchiveWriter } from './archive-writer.ts'
import { backupFolder } from './folders.ts'
import type { Facts, TableEntry } from './format.ts'
import { formatVersion, manifestName, sealOf } from './format.ts'
import type { Progress } from './progress.ts'
import { withSnapshot } from './snapshot.ts'
import type { Table } from './tables.ts'
import { listMigrations, listSequences, listTables } from './tables.ts'
import { copyWaitingJobs, countGivenUpJobs, keyIdsInJobs } from './waiting-jobs.ts'

export type BackupOptions = {
  url: string
  file: string
  secrets: Secrets
  /** The folder of the file store, if there is one. */
  folder: string | undefined
  progress: Progress
  /** Called once the moment is fixed that the backup shows. */
  fixed?: () => void | Promise<void>
}

/** Writes everything that the database holds at one moment into one file, while it is at work. */
export async function takeBackup(options: BackupOptions): Promise<Facts> {
  const archive = new ArchiveWriter(options.file)
  try {
    const facts = await withSnapshot(options.url, async ({ asking, copying }) => {
      await options.fixed?.()
      const known = await factsAbout(asking)
      const tables: TableEntry[] = []
      for (const table of await listTables(asking))
        tables.push(await copyTable(copying, archive, table, options.progress))
      const jobs = copying.query(to(copyWaitingJobs))
      const copied = await archive.addParts('jobs/waiting', 'copy', jobs)
      const givenUp = await countGivenUpJobs(asking)
      return { ...known, tables, jobs: { rows: jobs.rowCount, sha256: copied.sha256, givenUp } }
    })
    const whole: Facts = { ...facts, files: await backupFolder(archive, options.folder) }
    await archive.add(
      manifestName,
      Buffer.from(JSON.stringify({ facts: whole, seal: sealOf(whole, options.secrets) }, null, 1)),
    )
    await archive.finish()
    return whole
  } catch (error) {
    await archive.abandon()
    throw error
  }
}

async function copyTable(
  client: Client,
  archive: ArchiveWriter,
  { name, columns }: Table,
  progress: Progress,
): Promise<TableEntry> {
  const list = columns.map((column) => escapeIdentifier(column)).join(', ')
  const stream = client.query(to(`copy ${escapeIdentifier(name)} (${list}) to stdout`))
  const { bytes, sha256 } = await archive.addParts(`tables/${name}`, 'copy', stream, (done) =>
    progress.update(name, done, 'bytes'),
  )
  return { name, columns, rows: stream.rowCount, bytes, sha256 }
}

async function factsAbout(client: Client) {
  const { rows } = await client.query<{ at: string; server: string }>(
    `select to_json(now())#>>'{}' as at, current_setting('server_version') as server`,
  )
  return {
    format: formatVersion,
    takenAt: rows[0]?.at ?? '',
    server: rows[0]?.server ?? '',
    migrations: await listMigrations(client),
    sequences: await listSequences(client),
    keyIds: await keyIdsInUse(client),
  } as const
}

async function keyIdsInUse(client: Client): Promise<string[]> {
  const ids = new Set(await keyIdsInJobs(client))
  const present = await client.query<{ place: string }>(
    `select table_name || '.' || column_name as place from information_schema.columns where table_schema = 'public'`,
  )
  const places = new Set(present.rows.map(({ place }) => place))
  for (const { table, column, only = 'true' } of sealedPlaces) {
    // A database of an older level may not have it yet.
    if (!places.has(`${table}.${column}`)) continue
    const { rows } = await client.query<{ id: string }>(
      `select distinct ${keyIdOf(column)} as id from ${escapeIdentifier(table)}
        where ${escapeIdentifier(column)} is not null and ${only}`,
    )
    for (const { id } of rows) ids.add(id)
  }
  return [...ids].sort()
}
