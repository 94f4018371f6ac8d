import { sql } from 'kysely'
import { z } from 'zod'
import { askAttempt, attemptsOf, cancelAttempt, paymentChanged } from '#modules/payments/index.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { DueWork } from '#platform/due.ts'
import { subscribe } from '#platform/events.ts'
import type { OrganisationId, SettlementId } from '#platform/ids.ts'
import { defineJob, enqueue, handle } from '#platform/jobs.ts'
import type { JobHandler } from '#platform/jobs.ts'
import { finishSettlement } from './finish-settlement.ts'
import { isDead } from './model.ts'
import { findSettlement, listToCheck, nextCheck } from './queries.ts'

const finishSettlementJob = defineJob('settlements.finish-settlement', z.object({ settlementId: z.string() }))

export const settlementJobs: readonly JobHandler[] = [
  handle(finishSettlementJob, (ctx, { settlementId }) => finishSettlement(ctx, settlementId as SettlementId)),
]

/** A payment of which the till has no answer yet, or that succeeds after all, makes its settlement go on. */
export const followPayments = subscribe(
  'settlements.follow-payments',
  paymentChanged,
  async (_ctx, tx, events) => {
    const ids = new Set(
      events.flatMap(({ payload }) => (payload.subjectKind === 'settlement' ? [payload.subjectId] : [])),
    )
    for (const id of ids) {
      const settlement = await findSettlement(tx, id as SettlementId)
      const open = ['awaiting_buyer', 'processing', 'failed'].includes(settlement?.state ?? '')
      if (open)
        await enqueue(tx, finishSettlementJob, { settlementId: id }, { key: `finish-settlement/${id}` })
    }
  },
)

const piece = 50

/** Settlements whose payment nobody has answered for: whoever made them may be dead, or a provider may be silent. */
export const finishSettlements: DueWork = {
  name: 'settlements.finish',
  next: (ctx, organisationId, until) => nextCheck(ctx.db, organisationId, until),
  async organisations(ctx, now) {
    const { rows } = await sql<{ id: OrganisationId }>`select distinct organisation_id as id from settlements
      where check_at is not null and check_at <= ${now}`.execute(ctx.db)
    return rows.map((row) => row.id)
  },
  async run(ctx, organisationId, now) {
    const due = await listToCheck(ctx.db, organisationId, now, piece)
    for (const id of due) await finishAfterAsking(ctx, id, now)
    return due.length
  },
}

/** Asks first: nothing is freed while a payment can still succeed. What never went out is cancelled. */
async function finishAfterAsking(ctx: Context, id: SettlementId, now: InstantText): Promise<void> {
  for (const { id: attempt, state } of await attemptsOf(ctx.db, id)) {
    if (isDead(state) || state === 'captured') continue
    await (state === 'created' ? cancelAttempt(ctx, attempt) : askAttempt(ctx, attempt))
  }
  await finishSettlement(ctx, id, now)
}
