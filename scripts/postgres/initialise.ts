import { spawnSync } from 'node:child_process'
import { chownSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'

import type { Places } from './places.ts'

/** Makes an empty data folder; a killed initdb leaves only a folder that the next one throws away. */
export function initialise(places: Places, initdb: string, password: string, durable: boolean): void {
  const unfinished = `${places.data}.new`
  const passwordFile = `${unfinished}.password`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (places.account) {
    for (const path of [unfinished, passwordFile]) chownSync(path, places.account.uid, places.account.gid)
  }
  try {
    const made = spawnSync(
      initdb,
      [
        ['-D', unfinished, '-U', 'mamori', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
        ['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=libc', '--no-instructions'],
        durable ? [] : ['--no-sync'],
      ].flat(),
      { ...places.account, cwd: '/', env: serverEnvironment(), encoding: 'utf8' },
    )
    if (made.error || made.status !== 0) {
      throw new Error(`initdb failed: ${made.error?.message ?? made.stderr.trim()}`)
    }
    renameSync(unfinished, places.data)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/** Nothing of our own environment may change how the server behaves. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], TZ: 'UTC', LC_ALL: 'C' }
}
