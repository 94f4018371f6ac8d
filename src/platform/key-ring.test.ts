import { describe, expect, test } from 'vitest'
import { parseKeyRing, withNewKey, writeKeyRing } from './key-ring.ts'
import { secretsFrom } from './secrets.ts'

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')

describe('keys', () => {
  test('with one for look-ups, that one hashes and seals nothing', () => {
    const secrets = secretsFrom(`k2:${key(2)},lookup:${key(1)}`)
    expect(secrets.keyIds()).toEqual(['k2'])
    const before = secretsFrom(`k1:${key(1)}`)
    expect(secrets.keyedHash('contact', 'a').equals(before.keyedHash('contact', 'a'))).toBe(true)
    expect(() => secrets.open(secretsFrom(`lookup:${key(1)},k1:${key(1)}`).seal('x', 'c'), 'c')).toThrow(
      'does not have',
    )
  })

  test('written out they say which one hashes, so that the oldest can go', () => {
    const text = writeKeyRing(parseKeyRing(`k2:${key(2)},k1:${key(1)}`))
    expect(text).toBe(`k2:${key(2)},k1:${key(1)},lookup:${key(1)}`)
    const without = text.replace(`k1:${key(1)},`, '')
    expect(
      secretsFrom(without)
        .keyedHash('a', 'b')
        .equals(secretsFrom(`k1:${key(1)}`).keyedHash('a', 'b')),
    ).toBe(true)
  })

  test('a new one stands first under an id that none has', () => {
    const ring = withNewKey(parseKeyRing(`x:${key(5)},k4:${key(4)},k1:${key(1)}`))
    expect(ring.sealing.map(({ id }) => id)).toEqual(['k5', 'x', 'k4', 'k1'])
    expect(ring.hashing.toString('base64')).toBe(key(1))
  })

  test.each([
    ['twice the same id', `k1:${key(1)},k1:${key(2)}`],
    ['nothing that seals', `lookup:${key(1)}`],
  ])('%s stops the start', (_what, text) => {
    expect(() => parseKeyRing(text)).toThrow('MAMORI_KEYS')
  })
})
