import { chownSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import type { Places } from './places.ts'
import type { State } from './state.ts'

/** The kernel's limit is 108 bytes on Linux and 104 on macOS, for the file in the folder. */
const longest = 103 - '/.s.PGSQL.65535.lock'.length

/**
 * An empty folder for the server's Unix socket, which answers a fifth more queries a second than loopback TCP; null
 * where there can be none. What a killed server left in it would stop the next one, so it is made anew.
 */
export function makeSocketFolder({ sockets, account }: Places): string | null {
  if (process.platform === 'win32' || Buffer.byteLength(sockets) > longest) return null
  rmSync(sockets, { recursive: true, force: true })
  mkdirSync(sockets, { mode: 0o700 })
  if (account) chownSync(sockets, account.uid, account.gid)
  return sockets
}

/** The address of the server's maintenance database: by its socket where it has one, else by TCP. */
export function urlOf({ sockets }: Places, { port, password }: State): string {
  const hasSocket = existsSync(join(sockets, `.s.PGSQL.${port}`))
  const host = hasSocket ? `?host=${encodeURIComponent(sockets)}` : ''
  return `postgres://mamori:${password}@127.0.0.1:${port}/postgres${host}`
}
