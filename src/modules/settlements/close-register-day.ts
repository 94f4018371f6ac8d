import type { z } from 'zod'
import type { Store } from '#modules/identity/index.ts'
import { organisationNow } from '#modules/identity/index.ts'
import { audit } from '#platform/audit.ts'
import { actorName } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { bucketOf } from '#platform/ids.ts'
import { movesOf, registerTotals } from './register-queries.ts'
import { countedSum, reportOf } from './register-report.ts'
import type { CloseRegisterInput } from './register-schemas.ts'
import { lockOpenDay } from './register-views.ts'
import type { DayRow } from './rows.ts'
import { closeDay } from './writes.ts'

/**
 * Closes the day of a register: its report is frozen, and a difference of the counted cash is kept, never corrected.
 * Settlements under way at the register hold the day open until they are written.
 * @throws Problem `register_day_not_found`, `register_day_closed`
 */
export function closeRegisterDay(
  ctx: Context,
  store: Store,
  dayId: string,
  { counted }: z.output<typeof CloseRegisterInput>,
): Promise<DayRow> {
  return inTransaction(ctx, async (tx) => {
    const day = await lockOpenDay(tx, store, dayId)
    const report = reportOf(day, await movesOf(tx, day.id), await registerTotals(tx, day.id))
    const change = {
      closed_at: await organisationNow({ ...ctx, tx }, store.organisationId),
      closed_by: actorName(ctx.actor).id,
      counted_cash: countedSum(counted),
      expected_cash: report.cash.expected,
      report: { ...report, counted },
    }
    await closeDay(tx, day, change)
    await audit(tx, ctx, {
      bucket: bucketOf(day.id),
      organisationId: store.organisationId,
      entity: 'register_day',
      entityId: day.id,
      before: { register: day.register, number: day.n },
      after: { counted: change.counted_cash, expected: change.expected_cash },
    })
    return day
  })
}
