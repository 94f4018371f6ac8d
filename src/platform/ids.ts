import { hash } from 'node:crypto'
import { randomPiece } from './random.ts'

/** Rows are spread over this many buckets, fixed for ever (docs/decisions/0003). */
export const BUCKETS = 1024

declare const kind: unique symbol
/** A UUID of one kind of row; inside the process and the database it is the plain UUID text. */
export type Id<K extends string> = string & { readonly [kind]: K }

export type OrganisationId = Id<'org'>
export type StoreId = Id<'sto'>
export type StaffId = Id<'stf'>
export type KeyId = Id<'key'>
export type PurchaserId = Id<'per'>
export type PurchaseId = Id<'pur'>
export type PlanId = Id<'pln'>
export type ContractId = Id<'ctr'>
export type ContactId = Id<'con'>
export type ClaimId = Id<'clm'>
export type SettlementId = Id<'stl'>
export type CouponId = Id<'cpn'>
export type HoldingId = Id<'cph'>
export type AccountId = Id<'pac'>
export type MandateId = Id<'mdt'>
export type AttemptId = Id<'att'>
export type RefundId = Id<'rfd'>
export type JournalId = Id<'jrn'>
export type PaperId = Id<'pap'>

const hex = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))
const h = (byte: number) => hex[byte] as string

/**
 * A new id: UUID version 8 of 48 bits of time, 10 bits of bucket and 64 bits of chance, so that it sorts by
 * age and any id alone leads to its shard. SQL's `bucket_of(uuid)` reads the same bits.
 */
export function newId<K extends string>(bucket: number, at: number = Date.now()): Id<K> {
  const r = randomPiece(8)
  const high = Math.floor(at / 2 ** 16)
  const low = at & 0xffff
  const b = (i: number) => r[i] as number
  return `${h((high >>> 24) & 255)}${h((high >>> 16) & 255)}${h((high >>> 8) & 255)}${h(high & 255)}-${h(low >>> 8)}${h(
    low & 255,
  )}-${h(0x80 | (bucket >>> 6))}${h(((bucket & 63) << 2) | (b(0) >>> 6))}-${h(0x80 | (b(0) & 0x3f))}${h(b(1))}-${h(
    b(2),
  )}${h(b(3))}${h(b(4))}${h(b(5))}${h(b(6))}${h(b(7))}` as Id<K>
}

/** The bucket inside an id. */
export function bucketOf(id: string): number {
  const word = Number.parseInt(id.slice(14, 18), 16)
  return (word & 0x0fff) >>> 2
}

/** When an id was made, by the machine's clock whatever an organisation's says: milliseconds since 1970. */
export function madeAt(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}

/** The bucket of a key that is not an id: a contact's hash, a store with a reference. */
export function bucketOfText(text: string): number {
  return Number.parseInt(hash('sha256', text, 'hex').slice(0, 4), 16) & (BUCKETS - 1)
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const values = new Map([...alphabet].map((symbol, value) => [symbol, value]))

/** The outside form of an id: prefix and 26 symbols of Crockford's base 32, as in `ctr_01jd…`. */
export function publicId(prefix: string, id: string): string {
  const digits = id.replaceAll('-', '')
  let text = ''
  let bits = 2 // 130 bits hold 128: two zero bits lead
  let pool = 0
  for (let i = 0; i < 32; i += 2) {
    pool = (pool << 8) | Number.parseInt(digits.slice(i, i + 2), 16)
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet[(pool >>> bits) & 31]
      pool &= (1 << bits) - 1
    }
  }
  return `${prefix}_${text}`
}

/** Reads the outside form back; `undefined` for anything that no `publicId` made. */
export function parsePublicId<K extends string>(prefix: K, text: string): Id<K> | undefined {
  if (text.length !== prefix.length + 27 || !text.startsWith(`${prefix}_`)) return undefined
  let digits = ''
  let pool = 0
  let bits = -2
  for (const symbol of text.slice(prefix.length + 1)) {
    const value = values.get(symbol)
    if (value === undefined) return undefined
    pool = (pool << 5) | value
    bits += 5
    if (bits >= 8) {
      bits -= 8
      const byte = pool >>> bits
      if (byte > 255) return undefined
      digits += h(byte)
      pool &= (1 << bits) - 1
    } else if (bits === 3 && pool > 7) return undefined
  }
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}` as Id<K>
}
