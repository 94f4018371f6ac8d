import { mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { checkFile, checkFileName } from './files.ts'
import type { Files } from './files.ts'
import { randomPiece } from './random.ts'

/** No name begins with a dot, so nothing that is stored can lie there. */
const unfinished = '.unfinished'
const abandonedAfterMs = 3_600_000

/** Files in a folder of this machine, or one that all processes of the product share. */
export function folderFiles(path: string): Files {
  const root = resolve(path)
  const place = (name: string) => {
    checkFileName(name)
    return join(root, ...name.split('/'))
  }
  let swept: Promise<void> | undefined
  return {
    async put(name, bytes) {
      checkFile(name, bytes)
      const target = place(name)
      const temporary = join(root, unfinished, randomPiece(16).toString('hex'))
      await makeFolder(dirname(temporary), root)
      await makeFolder(dirname(target), root)
      try {
        await writeThrough(temporary, bytes)
        await (swept ??= removeAbandoned(temporary))
        await rename(temporary, target)
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
      await syncFolder(dirname(target))
    },
    async get(name) {
      try {
        return await readFile(place(name))
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },
    async remove(name) {
      const target = place(name)
      await rm(target, { force: true })
      await syncFolder(dirname(target))
    },
  }
}

async function writeThrough(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Makes a folder and writes its entry, and those of the folders made on the way to it, through to the disk. */
async function makeFolder(path: string, root: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  for (let folder = path; folder.length > root.length; folder = dirname(folder))
    await syncFolder(dirname(folder))
  await syncFolder(dirname(first))
}

async function syncFolder(path: string): Promise<void> {
  // Windows opens no folder.
  if (process.platform === 'win32') return
  try {
    const folder = await open(path, 'r')
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}

/**
 * Removes what a process left when it was killed while writing: once a process, what is old beside a file just written,
 * by the clock of the disk that wrote both.
 */
async function removeAbandoned(justWritten: string): Promise<void> {
  const { mtimeMs: now } = await stat(justWritten)
  const folder = dirname(justWritten)
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    // Another process may have finished or removed it meanwhile.
    const written = await stat(path).catch(() => undefined)
    if (written && now - written.mtimeMs > abandonedAfterMs) await rm(path, { force: true })
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
}
