import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import type { Config } from './config.ts'
import type { KeyRing } from './key-ring.ts'
import { keyFileOf, makeKeyFile, parseKeyRing } from './key-ring.ts'
import { randomPiece } from './random.ts'

/**
 * The keys of the process. Values are sealed with AES-256-GCM under the newest key and carry its id, so that
 * keys can be rotated; look-ups by something secret use a keyed hash, one derived key per purpose.
 */
export type Secrets = {
  /** Seals under the newest key. `context` must be given again to open: it ties the value to its row. */
  seal(value: string | Buffer, context: string): Buffer
  open(sealed: Buffer, context: string): Buffer
  /** HMAC-SHA-256 of a value for one purpose; not reversible without the key. */
  keyedHash(purpose: string, value: string): Buffer
  /** 32 bytes for one purpose from each key that opens, the one that seals first: for keys that rotate with them. */
  seeds(purpose: string): { keyId: string; seed: Buffer }[]
  /** Ids of the keys that open; the first one seals. */
  keyIds(): string[]
}

/** `id:base64,id:base64` → secrets; each key has 32 bytes, each id 1 to 8 letters or digits. */
export function secretsFrom(text: string): Secrets {
  return secretsOf(parseKeyRing(text))
}

/** @param file from which the keys come, where they come from one: another process may change them in it */
function secretsOf(first: KeyRing, file?: { path: string; version: string }): Secrets {
  let ring = first
  let version = file?.version
  const hashing = first.hashing
  const derived = new Map<string, Buffer>()
  /** Whoever sealed under a key that is already being rotated away would leave what nobody can open. */
  const refresh = () => {
    const now = file && versionOf(file.path)
    if (!file || !now || now === version) return
    ring = parseKeyRing(readFileSync(file.path, 'utf8'))
    version = now
  }
  const keyOf = (id: string) => {
    const known = ring.sealing.find((key) => key.id === id)
    if (known) return known
    refresh()
    return ring.sealing.find((key) => key.id === id)
  }
  return {
    seal(value, context) {
      refresh()
      const newest = ring.sealing[0]
      const id = Buffer.from(newest.id)
      return Buffer.concat([Buffer.from([1, id.length]), id, encrypt(newest.key, value, context)])
    },
    open(sealed, context) {
      const length = sealed[1] ?? 0
      const found = sealed[0] === 1 ? keyOf(sealed.subarray(2, 2 + length).toString()) : undefined
      if (!found) throw new Error('sealed under a key that this process does not have')
      return decrypt(found.key, sealed.subarray(2 + length), context)
    },
    keyedHash(purpose, value) {
      let key = derived.get(purpose)
      if (!key) {
        key = Buffer.from(hkdfSync('sha256', hashing, '', `mamori/${purpose}`, 32))
        derived.set(purpose, key)
      }
      return createHmac('sha256', key).update(value).digest()
    },
    seeds(purpose) {
      refresh()
      return ring.sealing.map(({ id, key }) => ({
        keyId: id,
        seed: Buffer.from(hkdfSync('sha256', key, '', `mamori/${purpose}`, 32)),
      }))
    },
    keyIds: () => ring.sealing.map((key) => key.id),
  }
}

/** AES-256-GCM: 12 bytes nonce, 16 bytes tag, then the text. */
export function encrypt(key: Buffer, value: string | Buffer, context: string): Buffer {
  const nonce = randomPiece(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(context))
  const body = typeof value === 'string' ? cipher.update(value, 'utf8') : cipher.update(value)
  cipher.final()
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

export function decrypt(key: Buffer, sealed: Buffer, context: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
}

/** Compares secrets without telling by its time how much of them agrees. */
export function sameSecret(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

/** The keys of the configuration; outside production a machine makes its own once and keeps them (mode 0600). */
export function loadSecrets(config: Config): Secrets {
  if (config.MAMORI_KEYS) return secretsFrom(config.MAMORI_KEYS)
  if (config.MAMORI_ENV === 'production') throw new Error('MAMORI_KEYS must be set in production')
  const file = keyFileOf(config)
  if (versionOf(file) === '') makeKeyFile(file)
  // Read before the keys: a change in between is then seen as one.
  const version = versionOf(file)
  return secretsOf(parseKeyRing(readFileSync(file, 'utf8')), { path: file, version })
}

/** Another one after each change of the file; empty where there is none. */
function versionOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false })
  return found ? `${found.ino} ${found.mtimeMs}` : ''
}
