import { HOTP, Secret, URI, TOTP } from 'otpauth'
import type { InstantText } from '#platform/dates.ts'
import { sameSecret } from '#platform/secrets.ts'

/** RFC 6238 as every authenticator app has it: SHA-1, six digits, a new code every 30 seconds. */
const stepSeconds = 30
/** Clocks of telephones are wrong by a step. */
const drift = 1

/** A new secret as people type it: 160 bits in base 32. */
export function newSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** What an authenticator app reads as a QR code. */
export function enrolmentUri(secret: string, account: string): string {
  const totp = new TOTP({ issuer: 'Mamori', label: account, secret: Secret.fromBase32(secret) })
  return URI.stringify(totp)
}

/** The count of steps since 1970. */
export function stepAt(now: InstantText): number {
  return Math.floor(Temporal.Instant.from(now).epochMilliseconds / 1000 / stepSeconds)
}

export function codeOfStep(secret: string, step: number): string {
  return HOTP.generate({ secret: Secret.fromBase32(secret), counter: step })
}

/**
 * The step whose code was typed, among those that the clock allows and that are newer than the last one taken.
 * Every candidate is compared, whichever agrees, so that the time taken says nothing.
 */
export function matchingStep(
  secret: string,
  typed: string,
  now: InstantText,
  lastStep: number,
): number | undefined {
  const current = stepAt(now)
  let found: number | undefined
  for (let step = current - drift; step <= current + drift; step += 1) {
    const same = sameSecret(Buffer.from(codeOfStep(secret, step)), Buffer.from(typed))
    if (same && step > lastStep) found = step
  }
  return found
}
