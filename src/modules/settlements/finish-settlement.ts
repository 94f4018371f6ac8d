import { getStoreById, organisationNow } from '#modules/identity/index.ts'
import { attemptsOf, cancelAttempt } from '#modules/payments/index.ts'
import type { Attempt } from '#modules/payments/index.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import { Problem } from '#platform/errors.ts'
import type { AttemptId, SettlementId } from '#platform/ids.ts'
import { completeSettlement } from './complete-settlement.ts'
import { giveBackLate, giveUp } from './give-up.ts'
import { nextLook, verdictOf } from './model.ts'
import { linesOf, lockSettlement, tendersOf } from './queries.ts'
import type { SettlementRow } from './rows.ts'
import { updateSettlement } from './writes.ts'

/**
 * Looks at what is known of a settlement's payments and does what follows. It can be called by anybody at any time,
 * and again: by whoever made the settlement, when a payment changed, and by the sweep after a crash.
 * @param now of the organisation's clock, where the caller knows it
 */
export async function finishSettlement(ctx: Context, id: SettlementId, now?: InstantText): Promise<void> {
  const open = await inTransaction(ctx, (tx) => look(tx, { ...ctx, tx }, id, now, null))
  if (open.length === 0) return
  for (const attempt of open) await cancelAttempt(ctx, attempt)
  await inTransaction(ctx, (tx) => look(tx, { ...ctx, tx }, id, now, null))
}

/** @returns attempts that are to be cancelled before anything can be decided */
export async function look(
  tx: Tx,
  ctx: Context,
  id: SettlementId,
  given: InstantText | undefined,
  giveUpFor: string | null,
): Promise<AttemptId[]> {
  const settlement = await lockSettlement(tx, id)
  if (!settlement) return []
  const now = given ?? (await organisationNow(ctx, settlement.organisation_id))
  if (settlement.state === 'failed') {
    await giveBackLate(tx, ctx, settlement, await attemptsOf(tx, id), now)
    return []
  }
  if (settlement.state === 'awaiting_buyer') {
    const over = settlement.check_at !== null && settlement.check_at <= now
    const reason = giveUpFor ?? (over ? 'buyer_did_not_confirm' : null)
    if (reason !== null) await giveUp(tx, ctx, settlement, [], reason, now)
    return []
  }
  if (settlement.state !== 'processing') return []
  return decide(tx, ctx, settlement, await attemptsOf(tx, id), giveUpFor, now)
}

async function decide(
  tx: Tx,
  ctx: Context,
  settlement: SettlementRow,
  attempts: readonly Attempt[],
  giveUpFor: string | null,
  now: InstantText,
): Promise<AttemptId[]> {
  const tenders = await tendersOf(tx, settlement.id)
  const expected = tenders.filter(({ kind }) => kind !== 'cash').length
  // A reason beside `processing` says that it is being given up.
  const verdict = verdictOf(attempts, expected, settlement.reason ?? giveUpFor)
  if (verdict.kind === 'paid') {
    await completeOrGiveUp(tx, ctx, settlement, attempts, now)
    return []
  }
  if (verdict.kind === 'dead' && verdict.open.length === 0) {
    await giveUp(tx, ctx, settlement, attempts, verdict.reason, now)
    return []
  }
  await updateSettlement(tx, settlement, {
    reason: verdict.kind === 'dead' ? verdict.reason : null,
    check_at: nextLook(settlement.started_at, now),
  })
  return verdict.kind === 'dead' ? verdict.open.map(({ id }) => id) : []
}

/** Money for a purchase that the ledger refuses goes back: its reference was used meanwhile, or its buyer is no more. */
async function completeOrGiveUp(
  tx: Tx,
  ctx: Context,
  settlement: SettlementRow,
  attempts: readonly Attempt[],
  now: InstantText,
): Promise<void> {
  const store = await getStoreById(ctx, settlement.store_id)
  const lines = await linesOf(tx, settlement.id)
  const tenders = await tendersOf(tx, settlement.id)
  try {
    await completeSettlement(tx, ctx, { store, settlement, lines, tenders }, now)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    await giveUp(tx, ctx, settlement, attempts, error.code, now)
  }
}
