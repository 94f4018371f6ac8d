import { parseArgs } from 'node:util'
import { readConfig } from '#platform/config.ts'
import { filesFolder } from '#platform/open-files.ts'
import { loadSecrets } from '#platform/secrets.ts'
import { BackupFailure } from './backup/failure.ts'
import { Progress, figure } from './backup/progress.ts'
import { restoreBackup } from './backup/restore-backup.ts'
import { takeBackup } from './backup/take-backup.ts'

type Screen = NodeJS.WritableStream

/** `npm run backup -- FILE`. @returns the exit code */
export async function backup(
  databaseUrl: string,
  args: string[],
  screen: Screen = process.stderr,
): Promise<number> {
  return told(screen, args, 'npm run backup -- FILE', async (file) => {
    const progress = new Progress(screen)
    const facts = await takeBackup({ ...settings(databaseUrl), file, progress })
    const rows = facts.tables.reduce((sum, table) => sum + table.rows, 0)
    screen.write(
      `${file}: ${figure(rows)} rows of ${facts.tables.length} tables, ${figure(facts.jobs.rows)} waiting jobs, ` +
        `${figure(facts.files.length)} files, as of ${facts.takenAt}, in ${progress.seconds.toFixed(1)} s ` +
        `(${progress.rate(rows)} rows a second).\n` +
        `Keys are not in it. It can be read only with: ${facts.keyIds.join(', ') || 'none yet'}, and the key for look-ups.\n`,
    )
  })
}

/** `npm run restore -- FILE`. @returns the exit code */
export async function restore(
  databaseUrl: string,
  args: string[],
  screen: Screen = process.stderr,
): Promise<number> {
  return told(screen, args, 'npm run restore -- FILE', async (file) => {
    const progress = new Progress(screen)
    const { facts, migrated } = await restoreBackup({ ...settings(databaseUrl), file, progress })
    const rows = facts.tables.reduce((sum, table) => sum + table.rows, 0)
    screen.write(
      `Restored as of ${facts.takenAt}: ${figure(rows)} rows, ${figure(facts.jobs.rows)} waiting jobs, ` +
        `${figure(facts.files.length)} files, in ${progress.seconds.toFixed(1)} s (${progress.rate(rows)} rows a second).\n` +
        (migrated.length > 0 ? `Migrated further: ${migrated.join(', ')}.\n` : '') +
        'Look it over with: npm run verify\n' +
        `Who was erased after ${facts.takenAt} is in it again: npm run erasures -- --again LIST (docs/guides/backup.md).\n`,
    )
  })
}

function settings(databaseUrl: string) {
  const config = readConfig({ ...process.env, DATABASE_URL: databaseUrl })
  return { url: databaseUrl, secrets: loadSecrets(config), folder: filesFolder(config) }
}

async function told(
  screen: Screen,
  args: string[],
  usage: string,
  work: (file: string) => Promise<void>,
): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true })
  const [file] = positionals
  if (file === undefined || positionals.length > 1) {
    screen.write(`Usage: ${usage}\n`)
    return 2
  }
  try {
    await work(file)
    return 0
  } catch (error) {
    // No folder, no right, no room: the system says it well enough.
    const system = error instanceof Error && 'syscall' in error
    if (!(error instanceof BackupFailure) && !system) throw error
    screen.write(`${(error as Error).message}\n`)
    return 1
  }
}
