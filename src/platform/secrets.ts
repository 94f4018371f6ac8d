import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Config } from './config.ts'
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
}

/** `id:base64,id:base64` → secrets; each key has 32 bytes, each id 1 to 8 letters or digits. */
export function secretsFrom(text: string): Secrets {
  const keys = text.split(',').map((part) => {
    const [id = '', encoded = ''] = part.trim().split(':')
    const key = Buffer.from(encoded, 'base64')
    if (!/^[a-z0-9]{1,8}$/i.test(id) || key.length !== 32) {
      throw new Error('MAMORI_KEYS must be `id:base64` pairs of 32-byte keys, separated by commas')
    }
    return { id, key }
  })
  const newest = keys[0]
  const oldest = keys.at(-1)
  if (!newest || !oldest) throw new Error('MAMORI_KEYS is empty')
  const byId = new Map(keys.map(({ id, key }) => [id, key]))
  const derived = new Map<string, Buffer>()
  return {
    seal(value, context) {
      const id = Buffer.from(newest.id)
      return Buffer.concat([Buffer.from([1, id.length]), id, encrypt(newest.key, value, context)])
    },
    open(sealed, context) {
      const length = sealed[1] ?? 0
      const key = byId.get(sealed.subarray(2, 2 + length).toString())
      if (sealed[0] !== 1 || !key) throw new Error('sealed under a key that this process does not have')
      return decrypt(key, sealed.subarray(2 + length), context)
    },
    keyedHash(purpose, value) {
      let key = derived.get(purpose)
      if (!key) {
        // Look-up hashes must not change when keys rotate, so they derive from the oldest key kept.
        key = Buffer.from(hkdfSync('sha256', oldest.key, '', `mamori/${purpose}`, 32))
        derived.set(purpose, key)
      }
      return createHmac('sha256', key).update(value).digest()
    },
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
  const file = config.MAMORI_KEY_FILE ?? join(config.MAMORI_DATA, 'keys')
  try {
    return secretsFrom(readFileSync(file, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  mkdirSync(dirname(file), { recursive: true })
  try {
    writeFileSync(file, `k1:${randomBytes(32).toString('base64')}`, {
      mode: 0o600,
      flag: 'wx',
    })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return secretsFrom(readFileSync(file, 'utf8'))
}
