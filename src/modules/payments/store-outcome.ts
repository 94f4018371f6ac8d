import { getStoreById, organisationNow } from '#modules/identity/index.ts'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import { dayIn } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import { publish } from '#platform/events.ts'
import type { AttemptId } from '#platform/ids.ts'
import type { Attempt } from './attempts.ts'
import { attemptOf } from './attempts.ts'
import { apart } from './call-provider.ts'
import { paymentChanged } from './events.ts'
import { capturedBy, isDead, isFinal, nextCheck, stateAfter } from './model.ts'
import type { AttemptState, Outcome } from './port.ts'
import { lockAttempt } from './queries.ts'
import type { AttemptRow } from './rows.ts'
import { countCheck, giveBackToMandate, updateAttempt } from './writes.ts'

/**
 * Stores what a provider said of an attempt, in a transaction of its own, with the event that tells its subject.
 * An answer that came late, or again, changes nothing.
 * @param call what was asked: a question that was not answered makes nothing less known than it was
 */
export function storeOutcome(
  ctx: Context,
  id: AttemptId,
  outcome: Outcome,
  call: 'pay' | 'ask' | 'cancel',
): Promise<Attempt> {
  return inTransaction(apart(ctx), async (tx) => {
    const row = await lockAttempt(tx, id)
    if (!row) throw new Error(`there is no attempt ${id}`)
    const now = await organisationNow({ ...ctx, tx }, row.organisation_id)
    const state = stateAfter(row, outcome, row.outcome_unknown)
    const changed = state !== row.state
    const unknown = isFinal(state) ? false : unknownAfter(row, outcome, call)
    // When money was taken, is when a provider's file has it: an answer that comes again does not move it.
    const updatedAt = !changed && isFinal(state) ? row.updated_at : now
    const next: AttemptRow = {
      ...row,
      state,
      outcome_unknown: unknown,
      reason: changed ? outcome.reason : (row.reason ?? outcome.reason),
      captured: changed && isFinal(state) ? capturedBy(row, outcome) : row.captured,
      provider_ref: row.provider_ref ?? outcome.providerRef,
      action: state === 'customer_action' ? (outcome.action ?? row.action) : null,
      updated_at: updatedAt,
      check_at: isFinal(state) ? null : nextQuestion(row, outcome, state, now),
    }
    await updateAttempt(tx, id, {
      state,
      outcome_unknown: unknown,
      reason: next.reason,
      captured: next.captured,
      provider_ref: next.provider_ref,
      action: next.action,
      updated_at: updatedAt,
      check_at: next.check_at,
    })
    if (call !== 'pay' && !isFinal(state)) await countCheck(tx, id)
    if (changed || unknown !== row.outcome_unknown) await tell(tx, ctx, row, next)
    return attemptOf(next)
  })
}

function unknownAfter(row: AttemptRow, outcome: Outcome, call: 'pay' | 'ask' | 'cancel'): boolean {
  if (outcome.state !== 'unknown') return false
  return call === 'ask' ? row.outcome_unknown || row.state === 'created' : true
}

/** Asked again after a pause, and at the moment at which the customer's time is up. */
function nextQuestion(row: AttemptRow, outcome: Outcome, state: AttemptState, now: InstantText): InstantText {
  const next = nextCheck(now, row.checks)
  const ends = state === 'customer_action' ? (outcome.action ?? row.action)?.expiresAt : undefined
  return ends !== undefined && ends > now && ends < next ? ends : next
}

async function tell(tx: Tx, ctx: Context, before: AttemptRow, after: AttemptRow): Promise<void> {
  if (isDead(after.state) && before.mandate_id !== null) {
    const store = await getStoreById({ ...ctx, tx }, before.store_id)
    await giveBackToMandate(tx, before.mandate_id, dayIn(store.timeZone, before.created_at), before.amount)
  }
  await audit(tx, ctx, {
    bucket: before.bucket,
    organisationId: before.organisation_id,
    entity: 'payment',
    entityId: before.id,
    before: standing(before),
    after: standing(after),
  })
  await publish(tx, paymentChanged, {
    attemptId: before.id,
    subjectKind: before.subject_kind,
    subjectId: before.subject_id,
    state: after.state,
  })
}

function standing({ state, outcome_unknown: unknown, reason, captured }: AttemptRow) {
  return { state, unknown, reason, captured }
}
