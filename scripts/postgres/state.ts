import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { dirname } from 'node:path'

/** What a later start must know to adopt a running server. */
export type State = { port: number; password: string }

export function readState(file: string): State | null {
  if (!existsSync(file)) return null
  return JSON.parse(readFileSync(file, 'utf8')) as State
}

/** Written whole or not at all, and readable by the folder's owner only. */
export function writeState(file: string, state: State): void {
  const unfinished = `${file}.new`
  writeFileSync(unfinished, `${JSON.stringify(state)}\n`, { mode: 0o600 })
  if (process.getuid?.() === 0) {
    const { uid, gid } = statSync(dirname(file))
    chownSync(unfinished, uid, gid)
  }
  renameSync(unfinished, file)
}

export async function newState(): Promise<State> {
  return { port: await freePort(), password: randomBytes(24).toString('base64url') }
}

/** A loopback port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', resolve)
  })
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
