import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { checkSymbol, formatNumber, symbolsOf } from '#platform/codes.ts'
import type { Mode } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import { BUCKETS } from '#platform/ids.ts'
import { randomPiece } from '#platform/random.ts'

/** What is kept of a code: its keyed hash, and the bucket that follows from it. */
export type CodeKey = { bucket: number; hash: Buffer }

/** A personal code: 12 random symbols (60 bits) and a check symbol, as `0A1B-2C3D-4E5F-6`. */
export function newPersonalCode(): string {
  const symbols = symbolsOf(randomPiece(12), 12)
  return formatNumber(symbols + checkSymbol(symbols))
}

/**
 * One spelling of a code, however it was typed: full-width signs, small letters, blanks and hyphens. In what may be a
 * personal code by its length O is 0, I and L are 1, as people read them; public codes are compared as they are.
 */
export function normalCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-‐‑–−ー]/g, '')
}

/** Of one typed code what it may be: as it is, and as a personal code with its look-alikes put right. */
export function codeKeys(ctx: Context, mode: Mode, typed: string): CodeKey[] {
  const plain = normalCode(typed)
  const put = plain.replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return [...new Set([plain, put])].map((code) => codeKey(ctx, mode, code))
}

/** @param mode test codes are other codes than live ones @param code in its one spelling */
export function codeKey(ctx: Context, mode: Mode, code: string): CodeKey {
  const hash = ctx.secrets.keyedHash('coupon-code', `${mode}\n${code}`)
  return { bucket: bucketOfHash(hash), hash }
}

export function bucketOfHash(hash: Buffer): number {
  return hash.readUInt16BE(0) & (BUCKETS - 1)
}

/** The same in SQL, of a column that holds a hash. */
export function bucketInHash(column: string): RawBuilder<number> {
  const at = sql.ref(column)
  return sql`(((get_byte(${at}, 0) << 8) | get_byte(${at}, 1)) & 1023)`
}
