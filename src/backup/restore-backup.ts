import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { Client, escapeIdentifier } from 'pg'
import { from } from 'pg-copy-streams'
import type { Secrets } from '#platform/secrets.ts'
import { listMigrationFiles, migrate } from '#src/migrate.ts'
import type { Piece } from './archive-reader.ts'
import { readArchive } from './archive-reader.ts'
import { refuseFullDatabase } from './empty-database.ts'
import { BackupFailure } from './failure.ts'
import { restoreFile } from './folders.ts'
import type { Facts } from './format.ts'
import type { Progress } from './progress.ts'
import { settleEvents } from './settle-events.ts'
import { addRestoredJobs, copyJobsIn, makeJobTable } from './waiting-jobs.ts'

export type RestoreOptions = {
  url: string
  file: string
  secrets: Secrets
  folder: string | undefined
  progress: Progress
}

/**
 * Loads a backup into an empty database. The file is read to its end before anything is written; then the schema is
 * brought to the backup's level, everything is loaded in one transaction, and newer migrations follow.
 */
export async function restoreBackup(options: RestoreOptions): Promise<{ facts: Facts; migrated: string[] }> {
  const { url, file, secrets } = options
  const facts = await readArchive(file, secrets, async ({ content }) => {
    for await (const chunk of content) void chunk
  })
  const known = await listMigrationFiles()
  const newer = facts.migrations.filter((name) => !known.includes(name))
  if (newer.length > 0)
    throw new BackupFailure(`${file} was made by a newer Mamori: this one does not know ${newer.join(', ')}.`)
  if (facts.files.length > 0 && options.folder === undefined)
    throw new BackupFailure('The backup holds files; say with FILES in which folder they are to stand.')
  await onClient(url, (client) => refuseFullDatabase(client, facts))
  await migrate(url, facts.migrations)
  await onClient(url, async (client) => {
    await client.query('begin')
    await load(client, options, facts)
    await settleSequences(client, facts)
    await settleEvents(client)
    await addRestoredJobs(client)
    await client.query('commit')
    // Without figures about the new rows the first queries would be planned for empty tables.
    await client.query('analyze')
  })
  return { facts, migrated: (await migrate(url)).applied }
}

async function load(client: Client, options: RestoreOptions, facts: Facts): Promise<void> {
  await client.query(makeJobTable)
  const columns = new Map(facts.tables.map((table) => [table.name, table.columns]))
  const rows = new Map<string, number>()
  let loading: { name: string; copy: ReturnType<typeof from>; bytes: number } | undefined
  const end = async () => {
    if (!loading) return
    loading.copy.end()
    await finished(loading.copy)
    rows.set(loading.name, loading.copy.rowCount)
    loading = undefined
  }
  const begin = async ({ kind, name }: Piece) => {
    await end()
    const list = (columns.get(name) ?? []).map((column) => escapeIdentifier(column)).join(', ')
    const copy = client.query(
      from(kind === 'jobs' ? copyJobsIn : `copy ${escapeIdentifier(name)} (${list}) from stdin`),
    )
    // What goes wrong is thrown by the write that waits, or by the end.
    copy.on('error', () => {})
    loading = { name, copy, bytes: 0 }
    return loading
  }
  const again = await readArchive(options.file, options.secrets, async (piece) => {
    if (piece.kind === 'files') {
      await restoreFile(options.folder, piece.name, Buffer.concat(await Array.fromAsync(piece.content)))
      return
    }
    const current = loading?.name === piece.name ? loading : await begin(piece)
    for await (const chunk of piece.content) {
      current.bytes += chunk.length
      await write(current.copy, chunk)
      options.progress.update(piece.name, current.bytes, 'bytes')
    }
  })
  await end()
  for (const table of again.tables)
    if ((rows.get(table.name) ?? 0) !== table.rows)
      throw new BackupFailure(
        `${table.name} came to ${rows.get(table.name) ?? 0} rows instead of ${table.rows}; nothing was kept.`,
      )
}

/** Waits where the database is slower than the file. */
async function write(copy: Writable, chunk: Buffer): Promise<void> {
  if (copy.errored) throw copy.errored
  if (copy.write(chunk)) return
  await once(copy, 'drain')
}

async function settleSequences(client: Client, facts: Facts): Promise<void> {
  for (const { name, last } of facts.sequences) {
    if (last === null) continue
    await client.query('select setval($1::regclass, $2)', [`public.${escapeIdentifier(name)}`, last])
  }
}

async function onClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: url,
    application_name: 'mamori restore',
    options: '-c timezone=UTC',
  })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
