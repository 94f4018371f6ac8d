import { randomPiece } from './random.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const values = new Map([...alphabet].map((symbol, value) => [symbol, value]))
// What people read or type for another symbol (Crockford's base 32).
for (const [read, meant] of [
  ['O', '0'],
  ['I', '1'],
  ['L', '1'],
] as const)
  values.set(read, values.get(meant) as number)

/**
 * A number for people to read out: 12 symbols of Crockford's base 32, of which the first two are the bucket, and a
 * Luhn mod 32 check symbol, which catches every wrong symbol and every swap of neighbours but one.
 */
export function newNumber(bucket: number): string {
  const bytes = randomPiece(10)
  let text = (alphabet[bucket >>> 5] as string) + (alphabet[bucket & 31] as string)
  for (const byte of bytes) text += alphabet[byte & 31]
  return text + checkSymbol(text)
}

/** Reads a number however it is typed: small letters, spaces, hyphens, O for 0. `undefined` if its check fails. */
export function parseNumber(typed: string): { number: string; bucket: number } | undefined {
  let number = ''
  for (const symbol of typed.toUpperCase().replaceAll(/[\s-]/g, '')) {
    const value = values.get(symbol)
    if (value === undefined) return undefined
    number += alphabet[value]
  }
  if (number.length !== 13 || checkSymbol(number.slice(0, 12)) !== number[12]) return undefined
  return { number, bucket: (valueOf(number[0]) << 5) | valueOf(number[1]) }
}

/** `0A1B2C3D4E5F6` → `0A1B-2C3D-4E5F-6`. */
export function formatNumber(number: string): string {
  return `${number.slice(0, 4)}-${number.slice(4, 8)}-${number.slice(8, 12)}-${number.slice(12)}`
}

/** Luhn mod N with N = 32 (ISO/IEC 7812-1 Annex B, extended to other alphabets). */
export function checkSymbol(text: string): string {
  let sum = 0
  for (let i = 0; i < text.length; i += 1) {
    const value = valueOf(text[text.length - 1 - i])
    const doubled = i % 2 === 0 ? value * 2 : value
    sum += Math.floor(doubled / 32) + (doubled % 32)
  }
  return alphabet[(32 - (sum % 32)) % 32] as string
}

function valueOf(symbol: string | undefined): number {
  return values.get(symbol ?? '') ?? 0
}

/** Symbols of the same alphabet from given bytes, five bits a byte; for codes derived from a keyed hash. */
export function symbolsOf(bytes: Uint8Array, count: number): string {
  let text = ''
  for (const byte of bytes.subarray(0, count)) text += alphabet[byte & 31]
  return text
}
