import { actingStore } from '#modules/identity/index.ts'
import type { Attempt } from '#modules/payments/index.ts'
import { runAttempt } from '#modules/payments/index.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction, reader } from '#platform/context.ts'
import type { GatheredWrite } from '#platform/gathered-write.ts'
import type { AttemptId, SettlementId } from '#platform/ids.ts'
import { contentHash } from './content-hash.ts'
import { settlementConflict } from './errors.ts'
import type { Written } from './complete-settlement.ts'
import type { Payer } from './find-payer.ts'
import { findPayer } from './find-payer.ts'
import { finishSettlement } from './finish-settlement.ts'
import { isDead } from './model.ts'
import { findByReference, findSettlement } from './queries.ts'
import { expectOffline } from './offline.ts'
import type { Ready } from './settle-together.ts'
import { readySettlement } from './settle-together.ts'
import { refusalOf } from './refusals.ts'
import type { SettlementRow } from './rows.ts'
import type { SettlementInput } from './schemas.ts'
import { startSettlement } from './start-settlement.ts'

export type SettledTogether = GatheredWrite<Ready, Written | null>
export type Created = { id: SettlementId; replayed: boolean; written?: Written | undefined }

/**
 * Takes the payment of a basket (docs/decisions/0023): coupons are held and attempts written, then the network is
 * asked outside any transaction, then one transaction writes all that follows. Where no provider is needed both are
 * one. The same reference with the same content changes nothing and answers the same.
 * @param together writes those in cash that come at the same time in one transaction
 * @throws Problem of `paymentErrors`
 */
export async function createSettlement(
  ctx: Context,
  input: SettlementInput,
  together?: SettledTogether,
): Promise<Created> {
  const store = await actingStore(ctx, input.merchantCode)
  expectOffline(input)
  const hash = contentHash(input)
  let payer: Payer
  try {
    payer = await findPayer(ctx, store, input, input.offline !== null)
  } catch (error) {
    // A token that has expired since, or an account that was closed, answers a repeated request all the same.
    const known = await findByReference(reader(ctx), store.id, input.reference)
    if (known && (known.state !== 'failed' || sameContent(known, hash))) return replayOf(known, hash)
    throw error
  }
  const ready = together && (await readySettlement(ctx, { store, input, payer, hash }))
  const written = ready && (await together(ready))
  if (written) return { id: written.settlement.id, replayed: false, written }
  const started = await inTransaction(ctx, (tx) =>
    startSettlement(tx, { ...ctx, tx }, { store, input, payer, hash }),
  )
  if ('known' in started) return replayOf(started.known, hash)
  if (started.attempts.length > 0) {
    await runAttempts(ctx, started.attempts)
    await finishSettlement(ctx, started.id)
    await expectTaken(ctx, started.id)
  }
  return { id: started.id, replayed: false, written: started.written }
}

/** One after the other: once one is dead the others need not be asked for. */
export async function runAttempts(ctx: Context, attempts: readonly AttemptId[]): Promise<void> {
  for (const id of attempts) {
    const { state }: Attempt = await runAttempt(ctx, id)
    if (isDead(state)) return
  }
}

/** @throws Problem why nothing was taken, where nothing was */
export async function expectTaken(ctx: Context, id: SettlementId): Promise<void> {
  const row = await findSettlement(reader(ctx), id)
  if (row?.state === 'failed') throw refusalOf(row.reason)
}

function replayOf(known: SettlementRow, hash: Buffer): Created {
  if (!sameContent(known, hash)) throw settlementConflict(known.reference)
  if (known.state === 'failed') throw refusalOf(known.reason)
  return { id: known.id, replayed: true }
}

export function sameContent({ content_hash: kept }: SettlementRow, hash: Buffer): boolean {
  return Buffer.isBuffer(kept) && kept.equals(hash)
}
