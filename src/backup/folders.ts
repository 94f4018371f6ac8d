import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import type { ArchiveWriter } from './archive-writer.ts'
import { BackupFailure } from './failure.ts'
import type { Facts } from './format.ts'

/**
 * Adds the files of a folder, where there is one. They are named by rows (photos of claims), so they are read after
 * the rows: a file that came later is one too many, never one too few. What goes away meanwhile is left out.
 */
export async function backupFolder(
  archive: ArchiveWriter,
  folder: string | undefined,
): Promise<Facts['files']> {
  if (folder === undefined || !existsSync(folder)) return []
  const entries: Facts['files'] = []
  for (const name of (await readdir(folder, { recursive: true })).sort()) {
    const file = join(folder, name)
    const content = await contentOf(file)
    if (!content) continue
    const path = relative(folder, file).split(sep).join('/')
    await archive.add(`files/${path}`, content)
    entries.push({ path, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') })
  }
  return entries
}

async function contentOf(file: string): Promise<Buffer | undefined> {
  try {
    return (await stat(file)).isFile() ? await readFile(file) : undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Writes one file of a backup below a folder, and nowhere else. */
export async function restoreFile(folder: string | undefined, path: string, content: Buffer): Promise<void> {
  if (folder === undefined)
    throw new BackupFailure('The backup holds files; say with FILES in which folder they are to stand.')
  const target = resolve(folder, path)
  if (!target.startsWith(resolve(folder) + sep))
    throw new BackupFailure(`The backup names a file outside: ${path}`)
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  await writeFile(target, content, { mode: 0o600 })
}
