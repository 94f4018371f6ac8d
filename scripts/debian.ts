import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'

/** True where Debian's packages can be installed without asking anybody: as root, on Debian. */
export function mayInstall(): boolean {
  return process.getuid?.() === 0 && isExecutable('/usr/bin/apt-get')
}

/** Installs Debian's packages. Whether that worked is seen by looking for what they bring. */
export function installPackages(packages: readonly string[], log: (line: string) => void): void {
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
