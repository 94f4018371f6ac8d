import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Config } from './config.ts'

export type Key = { id: string; key: Buffer }
/** The keys that open what is sealed, of which the first one seals, and the one from which look-up hashes derive. */
export type KeyRing = { sealing: [Key, ...Key[]]; hashing: Buffer }

/**
 * The id of the key that only hashes. Look-up hashes cannot be made anew without the contacts themselves, and must be
 * equal for equal contacts over all rows, so their key stays while those that seal come and go.
 */
export const lookupKeyId = 'lookup'

/**
 * `id:base64,id:base64`: each key has 32 bytes, each id 1 to 8 letters or digits. Without a key named `lookup` the
 * last one hashes as well, and has to stay.
 */
export function parseKeyRing(text: string): KeyRing {
  const keys = text.split(',').map((part) => {
    const [id = '', encoded = ''] = part.trim().split(':')
    const key = Buffer.from(encoded, 'base64')
    if (!/^[a-z0-9]{1,8}$/i.test(id) || key.length !== 32) {
      throw new Error('MAMORI_KEYS must be `id:base64` pairs of 32-byte keys, separated by commas')
    }
    return { id, key }
  })
  if (new Set(keys.map(({ id }) => id)).size < keys.length)
    throw new Error('MAMORI_KEYS names a key twice: a new key needs an id that was never used')
  const [newest, ...older] = keys.filter(({ id }) => id !== lookupKeyId)
  const hashing = keys.find(({ id }) => id === lookupKeyId) ?? keys.at(-1)
  if (!newest || !hashing) throw new Error('MAMORI_KEYS has no key that seals')
  return { sealing: [newest, ...older], hashing: hashing.key }
}

/** The text that `parseKeyRing` reads, with the key for hashes written out. */
export function writeKeyRing({ sealing, hashing }: KeyRing): string {
  return [...sealing, { id: lookupKeyId, key: hashing }]
    .map(({ id, key }) => `${id}:${key.toString('base64')}`)
    .join(',')
}

/** The same keys behind a new one, whose id is the next free `k` and number. */
export function withNewKey({ sealing, hashing }: KeyRing): KeyRing {
  const numbers = sealing.map(({ id }) => Number(/^k(\d+)$/.exec(id)?.[1] ?? 0))
  return { sealing: [{ id: `k${Math.max(...numbers) + 1}`, key: randomBytes(32) }, ...sealing], hashing }
}

/** Where a machine keeps the keys that it made for itself. */
export function keyFileOf(config: Config): string {
  return config.MAMORI_KEY_FILE ?? join(config.MAMORI_DATA, 'keys')
}

/** Makes a first key of each kind, unless another process was faster. */
export function makeKeyFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true })
  const text = writeKeyRing({ sealing: [{ id: 'k1', key: randomBytes(32) }], hashing: randomBytes(32) })
  try {
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** Puts changed keys into the place of the old ones in one step: a process that reads meanwhile sees either. */
export function changeKeyFile(file: string, change: (ring: KeyRing) => KeyRing): KeyRing {
  const ring = change(parseKeyRing(readFileSync(file, 'utf8')))
  const next = `${file}.new`
  writeFileSync(next, writeKeyRing(ring), { mode: 0o600 })
  renameSync(next, file)
  return ring
}
