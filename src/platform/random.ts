import { randomFillSync } from 'node:crypto'

const pool = Buffer.alloc(16 * 1024)
let used = pool.length

/**
 * Some random bytes. Ids, nonces and numbers want a few each, and asking the system for a few costs as much as for
 * thousands, so they are taken from a pool; what was handed out is wiped from it.
 */
export function randomPiece(length: number): Buffer {
  if (used + length > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const piece = Buffer.from(pool.subarray(used, used + length))
  pool.fill(0, used, used + length)
  used += length
  return piece
}
