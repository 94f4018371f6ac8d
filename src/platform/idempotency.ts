import { hash } from 'node:crypto'
import { sql } from 'kysely'
import { actorName } from './auth.ts'
import type { Context } from './context.ts'
import { inTransaction } from './context.ts'
import type { Tx } from './db.ts'
import { defineError } from './errors.ts'
import { bucketOfText } from './ids.ts'
import { decrypt, encrypt } from './secrets.ts'
import { canonicalJson } from './text.ts'

export const idempotencyKeyInUse = defineError(
  'idempotency_key_in_use',
  409,
  () => 'A call with this Idempotency-Key is being worked on; ask again in a second.',
  () => ({ retryAfterSeconds: 1 }),
)
export const idempotencyKeyReused = defineError(
  'idempotency_key_reused',
  422,
  () => 'This Idempotency-Key was used with other content. Use a new key for a new call.',
)

const sealContext = 'idempotency answer'

export type StoredAnswer = { status: number; body: string; replayed: boolean }

/**
 * Runs a write once for one `Idempotency-Key`: scope is caller, route and key. The answer is stored in the
 * transaction of the write itself, so a crash leaves both or neither; a second call gets the same bytes.
 * Refusals are not stored: they changed nothing, and the call can be mended and sent again.
 *
 * An answer can hold names and addresses, so it is sealed under a key that is made of a secret of this process and of
 * the scope with the Idempotency-Key, which is never stored: nobody but the caller can have it opened.
 */
export async function once(
  ctx: Context,
  key: string,
  body: unknown,
  work: (ctx: Context) => Promise<{ status: number; body: string }>,
): Promise<StoredAnswer> {
  const caller = actorName(ctx.actor)
  const scope = `${caller.kind}\n${caller.id}\n${ctx.origin.operation}\n${key}`
  const keyHash = hash('sha256', scope, 'buffer')
  const bodyHash = ctx.secrets.keyedHash('idempotency-body', canonicalJson(body))
  const answerKey = ctx.secrets.keyedHash('idempotency-answer', scope)
  const bucket = bucketOfText(scope)
  return inTransaction(ctx, async (tx) => {
    if (!(await tryLock(tx, keyHash))) throw idempotencyKeyInUse()
    const stored = await findAnswer(tx, bucket, keyHash)
    if (stored) {
      if (!stored.body_hash.equals(bodyHash)) throw idempotencyKeyReused()
      return {
        status: stored.status,
        body: decrypt(answerKey, stored.answer, sealContext).toString(),
        replayed: true,
      }
    }
    const answer = await work({ ...ctx, tx })
    const sealed = encrypt(answerKey, answer.body, sealContext)
    await sql`insert into idempotency_keys (bucket, key_hash, body_hash, status, answer, created_at)
      values (${bucket}, ${keyHash}, ${bodyHash}, ${answer.status}, ${sealed}, ${ctx.clock.now()})`.execute(
      tx,
    )
    return { ...answer, replayed: false }
  })
}

async function tryLock(tx: Tx, keyHash: Buffer): Promise<boolean> {
  const { rows } = await sql<{ got: boolean }>`
    select pg_try_advisory_xact_lock(${keyHash.readBigInt64BE(0).toString()}::bigint) as got`.execute(tx)
  return rows[0]?.got === true
}

async function findAnswer(tx: Tx, bucket: number, keyHash: Buffer) {
  const { rows } = await sql<{ body_hash: Buffer; status: number; answer: Buffer }>`
    select body_hash, status, answer from idempotency_keys where bucket = ${bucket} and key_hash = ${keyHash}`.execute(
    tx,
  )
  return rows[0]
}
