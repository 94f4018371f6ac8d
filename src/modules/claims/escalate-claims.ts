import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { DueWork } from '#platform/due.ts'
import { publish } from '#platform/events.ts'
import type { OrganisationId } from '#platform/ids.ts'
import { claimEscalated } from './events.ts'
import { holdClaim, takeStep } from './held-claim.ts'
import { decisionDueOn } from './model.ts'
import { listOverdue, nextDeadline } from './queries.ts'
import type { ClaimRow } from './rows.ts'

const piece = 100

/** Claims whose deadline for a decision has passed: they are marked, and those who look after the store are told. */
export const escalateClaims: DueWork = {
  name: 'claims.escalate',
  next: (ctx, organisationId, until) => nextDeadline(ctx.db, organisationId, until),
  async organisations(ctx, now) {
    const { rows } = await sql<{ id: OrganisationId }>`select distinct organisation_id as id from claims
      where state in ('submitted', 'information_requested') and escalated_at is null
        and decision_due_at <= ${now}`.execute(ctx.db)
    return rows.map((row) => row.id)
  },
  async run(ctx, organisationId, now) {
    const overdue = await listOverdue(ctx.db, organisationId, now, piece)
    for (const row of overdue) await inTransaction(ctx, (tx) => escalate(tx, ctx, row, now))
    return overdue.length
  },
}

async function escalate(tx: Tx, ctx: Context, row: ClaimRow, now: InstantText): Promise<void> {
  const held = { ...(await holdClaim(tx, { ...ctx, tx }, row)), now }
  const { claim, store } = held
  // Decided, or escalated by another worker, since it was listed.
  const waits = claim.state === 'submitted' || claim.state === 'information_requested'
  if (!waits || claim.escalated_at !== null || claim.decision_due_at > now) return
  const dueOn = decisionDueOn(claim.decision_due_at, store.timeZone)
  await takeStep(tx, ctx, held, { kind: 'escalate', change: { escalated_at: now }, data: { dueOn } })
  await publish(tx, claimEscalated, {
    claimId: claim.id,
    storeId: claim.store_id,
    receptionNumber: claim.reception_number,
    dueOn,
  })
}
