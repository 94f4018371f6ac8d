import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { sql } from 'kysely'
import type { Mode } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import { instantAfter } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { PurchaserId } from '#platform/ids.ts'
import { randomPiece } from '#platform/random.ts'
import { memberTokenExpired, memberTokenInvalid, memberTokenUsed } from './errors.ts'
import { findPurchaser } from './queries.ts'

/** Who showed a token, and the minute for which it was made. */
export type ReadToken = { purchaserId: PurchaserId; mode: Mode; hash: Buffer; madeAt: InstantText }

/**
 * `m1.` and base64url of: version, mode, the purchaser's id (16 bytes), the minute since 1970 (4), a nonce (8), and
 * the Ed25519 signature of `m1.` with these (64). Tills that are offline verify it by the public keys.
 */
const prefix = 'm1.'
const signedLength = 30
const version = 1
const modes: readonly Mode[] = ['live', 'test']
const minuteMs = 60_000
/** Clocks of machines beside each other may differ by so much. */
const skewMs = 5000
/** An Ed25519 private key is these bytes before its seed (RFC 8410). */
const keyHead = Buffer.from('302e020100300506032b657004220420', 'hex')

type SigningKey = { keyId: string; secret: KeyObject; open: KeyObject }
const made = new Map<string, SigningKey>()

/** The signing keys, the newest first; each is derived from a key of the process, and goes when that one goes. */
function signingKeys(ctx: Context): SigningKey[] {
  return ctx.secrets.seeds('member-token').map(({ keyId, seed }) => {
    const name = createHash('sha256').update(seed).digest('hex')
    let key = made.get(name)
    if (!key) {
      const secret = createPrivateKey({ key: Buffer.concat([keyHead, seed]), format: 'der', type: 'pkcs8' })
      made.set(name, (key = { keyId, secret, open: createPublicKey(secret) }))
    }
    return key
  })
}

/** The public halves, by which anybody can tell a token of ours without asking us. */
export function memberTokenKeys(ctx: Context): { id: string; x: string }[] {
  return signingKeys(ctx).map(({ keyId, open }) => ({
    id: keyId,
    x: String(open.export({ format: 'jwk' }).x),
  }))
}

/** A token for this minute; another one with each call. Sandbox clocks do not move tokens: phones do not know them. */
export function makeMemberToken(ctx: Context, purchaserId: PurchaserId, mode: Mode) {
  const minute = Math.floor(Date.parse(ctx.clock.now()) / minuteMs)
  const body = Buffer.alloc(signedLength)
  body[0] = version
  body[1] = modes.indexOf(mode)
  Buffer.from(purchaserId.replaceAll('-', ''), 'hex').copy(body, 2)
  body.writeUInt32BE(minute, 18)
  randomPiece(8).copy(body, 22)
  const [key] = signingKeys(ctx)
  const signature = sign(null, Buffer.concat([Buffer.from(prefix), body]), (key as SigningKey).secret)
  return {
    token: prefix + Buffer.concat([body, signature]).toString('base64url'),
    madeAt: instantOf(minute),
    nextAt: instantOf(minute + 1),
    expiresAt: instantOf(minute + 2),
  }
}

/**
 * Reads a member token: a signature of ours, the person and the minute. It authorises in its minute and the next;
 * `offline` allows an older one, which then only identifies.
 * @throws Problem `member_token_invalid`, `member_token_expired`
 */
export async function readMemberToken(
  ctx: Context,
  token: string,
  { offline }: { offline: boolean },
): Promise<ReadToken> {
  const { body, minute } = verified(ctx, token)
  const now = Date.parse(ctx.clock.now())
  if (now + skewMs < minute * minuteMs) throw memberTokenInvalid()
  if (!offline && now >= (minute + 2) * minuteMs) throw memberTokenExpired()
  const digits = body.subarray(2, 18).toString('hex')
  const purchaserId = digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as PurchaserId
  const mode = modes[body[1] as number] as Mode
  const person = await findPurchaser(reader(ctx), purchaserId)
  // One who was erased since is nobody any more.
  if (person?.mode !== mode) throw memberTokenInvalid()
  // Of what is signed alone: a signature can be written in more than one way.
  const hash = createHash('sha256').update(body).digest()
  return { purchaserId, mode, hash, madeAt: instantOf(minute) }
}

function verified(ctx: Context, token: string): { body: Buffer; minute: number } {
  const bytes = token.startsWith(prefix) ? Buffer.from(token.slice(prefix.length), 'base64url') : undefined
  if (bytes?.length !== signedLength + 64) throw memberTokenInvalid()
  const body = bytes.subarray(0, signedLength)
  const signed = Buffer.concat([Buffer.from(prefix), body])
  const ours = signingKeys(ctx).some(({ open }) => verify(null, signed, open, bytes.subarray(signedLength)))
  if (!ours || body[0] !== version) throw memberTokenInvalid()
  return { body, minute: body.readUInt32BE(18) }
}

/** Uses a token up, in the transaction of what it authorised. @throws Problem `member_token_used` */
export async function spendMemberToken(tx: Tx, ctx: Context, { hash }: ReadToken): Promise<void> {
  const { rows } = await sql`insert into used_member_tokens (bucket, hash, used_at)
    values (${hash.readUInt16BE(0) & 1023}, ${hash}, ${ctx.clock.now()}) on conflict do nothing returning 1`.execute(
    tx,
  )
  if (rows.length === 0) throw memberTokenUsed()
}

/** Forgets tokens that nobody could use any more: what is read as fresh is two minutes old at most. */
export async function forgetUsedTokens(tx: Tx, now: InstantText): Promise<void> {
  const before = instantAfter(now, { hours: -1 })
  await sql`delete from used_member_tokens where used_at < ${before}`.execute(tx)
}

function instantOf(minute: number): InstantText {
  return Temporal.Instant.fromEpochMilliseconds(minute * minuteMs).toString({ fractionalSecondDigits: 3 })
}
