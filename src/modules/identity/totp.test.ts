import { Secret } from 'otpauth'
import { expect, test } from 'vitest'
import { deviceOf } from './device.ts'
import { codeOfStep, enrolmentUri, matchingStep, newSecret, stepAt } from './totp.ts'

/** The secret of RFC 6238's test vectors. */
const known = Secret.fromLatin1('12345678901234567890').base32
const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString()

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
])('at %d s the code is that of RFC 6238', (seconds, code) => {
  expect(codeOfStep(known, stepAt(at(seconds)))).toBe(code)
  expect(matchingStep(known, code, at(seconds), 0)).toBe(stepAt(at(seconds)))
})

test('a clock may be wrong by one step and no more', () => {
  const now = stepAt(at(1_000_000))
  for (const off of [-2, -1, 0, 1, 2]) {
    const found = matchingStep(known, codeOfStep(known, now + off), at(1_000_000), 0)
    expect([off, found]).toEqual([off, Math.abs(off) <= 1 ? now + off : undefined])
  }
})

test('a step that was taken, and any before it, is spent', () => {
  const now = stepAt(at(1_000_000))
  for (const step of [now - 1, now])
    expect(matchingStep(known, codeOfStep(known, step), at(1_000_000), now)).toBeUndefined()
  expect(matchingStep(known, codeOfStep(known, now + 1), at(1_000_000), now)).toBe(now + 1)
})

test('secrets have 160 bits and are never the same; the address for the QR code names whose they are', () => {
  expect(newSecret()).toMatch(/^[A-Z2-7]{32}$/)
  expect(newSecret()).not.toBe(newSecret())
  const uri = new URL(enrolmentUri(known, 'hana@example.com'))
  expect([uri.protocol, uri.searchParams.get('secret'), uri.searchParams.get('issuer')]).toEqual([
    'otpauth:',
    known,
    'Mamori',
  ])
  expect(decodeURIComponent(uri.pathname)).toContain('hana@example.com')
})

test.each([
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
    'Safari',
    'iPhone',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 Edg/150.0',
    'Edge',
    'Windows',
  ],
  [
    'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36',
    'Chrome',
    'Android',
  ],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 15.0; rv:150.0) Gecko/20100101 Firefox/150.0', 'Firefox', 'macOS'],
  ['', null, null],
])('a browser is named as people know it: %s', (userAgent, browser, system) => {
  expect(deviceOf(userAgent)).toEqual({ browser, system })
})
