import { sql } from 'kysely'
import { actorName } from '#platform/auth.ts'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { Day } from '#platform/dates.ts'
import type { OrganisationId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import { checkClosing, lastOfMonth, readPeriods } from './periods.ts'
import { sumPostings } from './queries.ts'
import { addClosedPeriod, stopPosting, storeTotals } from './writes.ts'

/**
 * Closes a month: nothing is booked into it any more, and its totals are kept. First the row, while no post is in
 * flight, then the totals, while posts go on. What fails between the two is finished by the same call.
 * @param month its first day
 * @throws periodNotEnded, earlierPeriodOpen, periodClosed
 */
export async function closePeriod(ctx: Context, organisationId: OrganisationId, month: Day): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await stopPosting(tx)
    checkClosing(await readPeriods({ ...ctx, tx }, tx, organisationId), month)
    const { kind, id } = actorName(ctx.actor)
    const added = await addClosedPeriod(tx, organisationId, month, ctx.clock.now(), `${kind} ${id}`)
    if (added)
      await audit(tx, ctx, {
        bucket: bucketOf(organisationId),
        organisationId,
        entity: 'period',
        entityId: month.slice(0, 7),
        before: { state: 'open' },
        after: { state: 'closed' },
      })
  })
  await inTransaction(ctx, async (tx) => {
    await sql`set local statement_timeout = '10min'`.execute(tx)
    const totals = await sumPostings(tx, {
      organisationId,
      storeIds: null,
      from: month,
      to: lastOfMonth(month),
    })
    await storeTotals(tx, organisationId, month, totals)
  })
}
