import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** The process id written in the data folder's postmaster.pid, if it is that of a live PostgreSQL of this folder. */
export function livePostmaster(data: string): number | null {
  const pid = pidInFile(data)
  return pid !== null && isPostgresOf(pid, data) ? pid : null
}

/**
 * Removes a postmaster.pid that PostgreSQL itself would respect although nobody is behind it: after `kill -9` its
 * process may be a zombie, or its number may belong to another program by now.
 */
export function removeStalePidFile(data: string): boolean {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file) || livePostmaster(data) !== null) return false
  rmSync(file, { force: true })
  return true
}

/** Backends that outlived their postmaster; while one runs, no new server may start on the folder. Linux only. */
export function orphansOf(data: string): number[] {
  if (!existsSync('/proc/self/stat')) return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isPostgresOf(pid, data))
}

function pidInFile(data: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8'), 10)
    return pid > 0 ? pid : null
  } catch {
    return null
  }
}

function isPostgresOf(pid: number, data: string): boolean {
  const found = lookAt(pid)
  if (!found || found.state.startsWith('Z') || !/postgres/.test(found.name)) return false
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === data
  } catch {
    // No /proc, or a process of somebody else: the name has to do.
    return !existsSync('/proc/self/stat') || !isGone(pid)
  }
}

function lookAt(pid: number): { name: string; state: string } | null {
  if (existsSync('/proc/self/stat')) {
    try {
      const [, name = '', state = ''] =
        /^\d+ \((.*)\) (\S)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
      return { name, state }
    } catch {
      return null
    }
  }
  if (process.platform === 'win32') return isGone(pid) ? null : { name: 'postgres', state: 'R' }
  const { stdout } = spawnSync('ps', ['-o', 'stat=,comm=', '-p', String(pid)], { encoding: 'utf8' })
  const [state, name] = stdout.trim().split(/\s+/)
  return state && name ? { name, state } : null
}

/** True when no process, or only a zombie, has this number. */
export function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
  return existsSync('/proc/self/stat') && lookAt(pid)?.state === 'Z'
}
