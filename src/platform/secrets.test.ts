import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { decrypt, encrypt, loadSecrets, sameSecret, secretsFrom } from './secrets.ts'

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')
const old = secretsFrom(`k1:${key(1)}`)
const rotated = secretsFrom(`k2:${key(2)},k1:${key(1)}`)
const stranger = secretsFrom(`k1:${key(9)}`)

const folder = mkdtempSync(join(tmpdir(), 'mamori-keys-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('sealed values', () => {
  test('open to what was sealed, text and bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'binary' }), (bytes, context) => {
        expect(old.open(old.seal(Buffer.from(bytes), context), context).equals(bytes)).toBe(true)
      }),
    )
    expect(old.open(old.seal('山田 花子', 'name'), 'name').toString()).toBe('山田 花子')
  })

  test('the same value is never sealed to the same bytes', () => {
    expect(new Set(Array.from({ length: 100 }, () => old.seal('same', 'c').toString('hex'))).size).toBe(100)
  })

  test('do not open in the place of another row', () => {
    const sealed = old.seal('secret', 'purchaser 1')
    expect(() => old.open(sealed, 'purchaser 2')).toThrow()
    expect(() => old.open(sealed, '')).toThrow()
  })

  test('do not open when any byte was changed or is missing', () => {
    const sealed = old.seal('a secret of some length', 'c')
    for (let i = 0; i < sealed.length; i += 1) {
      const changed = Buffer.from(sealed)
      changed[i] = (changed[i] as number) ^ 1
      expect(() => old.open(changed, 'c'), `byte ${i}`).toThrow()
      expect(() => old.open(sealed.subarray(0, i), 'c'), `${i} bytes`).toThrow()
    }
  })

  test('after a rotation the old ones open, and new ones are under the new key', () => {
    expect(rotated.open(old.seal('before', 'c'), 'c').toString()).toBe('before')
    const after = rotated.seal('after', 'c')
    expect(rotated.open(after, 'c').toString()).toBe('after')
    expect(() => old.open(after, 'c')).toThrow('a key that this process does not have')
    expect(
      secretsFrom(`k2:${key(2)}`)
        .open(after, 'c')
        .toString(),
    ).toBe('after')
  })

  test('another key of the same name opens nothing', () => {
    expect(() => stranger.open(old.seal('secret', 'c'), 'c')).toThrow()
  })

  test('nothing of the text is in the sealed bytes', () => {
    expect(old.seal('hanako@example.com', 'c').toString('latin1')).not.toContain('hanako')
  })
})

describe('keyed hashes', () => {
  test('stay when a newer key comes, so that look-ups still find', () => {
    expect(rotated.keyedHash('contact', 'a').equals(old.keyedHash('contact', 'a'))).toBe(true)
    const twice = secretsFrom(`k3:${key(3)},k2:${key(2)},k1:${key(1)}`)
    expect(twice.keyedHash('contact', 'a').equals(old.keyedHash('contact', 'a'))).toBe(true)
  })

  test('differ by purpose, by value and by key', () => {
    const hashes = [
      old.keyedHash('contact', 'a'),
      old.keyedHash('contact', 'b'),
      old.keyedHash('mailbox', 'a'),
      stranger.keyedHash('contact', 'a'),
    ]
    expect(new Set(hashes.map((hash) => hash.toString('hex'))).size).toBe(4)
    expect(hashes.every((hash) => hash.length === 32)).toBe(true)
  })
})

describe('keys of the process', () => {
  test.each([
    ['nothing', ''],
    ['no name', key(1)],
    ['too short', `k1:${Buffer.alloc(16).toString('base64')}`],
    ['a name with signs', `k/1:${key(1)}`],
    ['one of two wrong', `k2:${key(2)},k1:abc`],
  ])('%s stops the start without showing the key', (_what, text) => {
    expect(() => secretsFrom(text)).toThrow('MAMORI_KEYS')
    if (text.length > 8) expect(() => secretsFrom(text)).not.toThrow(text.slice(-8))
  })

  const config = (more: Record<string, string>) => readConfig({ DATABASE_URL: 'postgres://x', ...more })

  test('production asks for keys of its own', () => {
    expect(() => loadSecrets(config({ MAMORI_ENV: 'production' }))).toThrow(
      'MAMORI_KEYS must be set in production',
    )
  })

  test('elsewhere a machine makes its own once, closed to others, and keeps them', () => {
    const file = join(folder, 'deep', 'keys')
    const first = loadSecrets(config({ MAMORI_KEY_FILE: file }))
    const second = loadSecrets(config({ MAMORI_KEY_FILE: file }))
    expect(second.open(first.seal('kept', 'c'), 'c').toString()).toBe('kept')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8')).toMatch(/^k1:/)
  })

  test('a file that cannot be read is not written anew', () => {
    const file = join(folder, 'broken')
    writeFileSync(file, 'what is this')
    expect(() => loadSecrets(config({ MAMORI_KEY_FILE: file }))).toThrow('MAMORI_KEYS')
    expect(readFileSync(file, 'utf8')).toBe('what is this')
  })
})

test('encrypt and decrypt under a given key', () => {
  const dataKey = Buffer.alloc(32, 5)
  expect(decrypt(dataKey, encrypt(dataKey, '東京都', 'address'), 'address').toString()).toBe('東京都')
  expect(() => decrypt(Buffer.alloc(32, 6), encrypt(dataKey, 'x', 'c'), 'c')).toThrow()
})

test('sameSecret compares lengths and bytes', () => {
  expect(sameSecret(Buffer.from('abc'), Buffer.from('abc'))).toBe(true)
  expect(sameSecret(Buffer.from('abc'), Buffer.from('abd'))).toBe(false)
  expect(sameSecret(Buffer.from('abc'), Buffer.from('abcd'))).toBe(false)
})

test('wrong settings are named without their values', () => {
  const read = () =>
    readConfig({
      DATABASE_URL: 'postgres://mamori:pass-word@x',
      PORT: 'eighty',
      METRICS_TOKEN: 'short-secret',
    })
  expect(read).toThrow(/PORT.*METRICS_TOKEN/s)
  expect(read).not.toThrow(/short-secret|pass-word|eighty/)
})
