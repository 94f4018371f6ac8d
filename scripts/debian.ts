import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']

/** Where a program lies on this machine, under the first of its names that is there; or null. */
export function findProgram(...names: string[]): string | null {
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable) ?? null
}

/** True where packages of Debian can be installed: as root, on a system that has them. */
export function mayInstall(): boolean {
  return process.getuid?.() === 0 && isExecutable('/usr/bin/apt-get')
}

export function install(packages: readonly string[], log: (line: string) => void): void {
  log(`installing ${packages.join(' and ')} from Debian's packages …`)
  const once = (args: string[]): number | null =>
    spawnSync('apt-get', ['-qq', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      encoding: 'utf8',
    }).status
  const wanted = ['install', '-y', '--no-install-recommends', ...packages]
  // The package lists of a fresh machine are empty or old.
  if (once(wanted) !== 0 && (once(['update']) !== 0 || once(wanted) !== 0)) log('… which did not work')
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
