import type { z } from 'zod'
import type { Store } from '#modules/identity/index.ts'
import { organisationNow } from '#modules/identity/index.ts'
import { audit } from '#platform/audit.ts'
import { actorName } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { bucketOf } from '#platform/ids.ts'
import { movesOf } from './register-queries.ts'
import type { CashMoveInput } from './register-schemas.ts'
import { lockOpenDay } from './register-views.ts'
import type { DayRow } from './rows.ts'
import { insertMove } from './writes.ts'

/** Notes cash that went in or out beside sales. @throws Problem `register_day_not_found`, `register_day_closed` */
export function addCashMove(
  ctx: Context,
  store: Store,
  dayId: string,
  { amount, reason }: z.output<typeof CashMoveInput>,
): Promise<DayRow> {
  return inTransaction(ctx, async (tx) => {
    const day = await lockOpenDay(tx, store, dayId)
    const n = (await movesOf(tx, day.id)).length + 1
    const at = await organisationNow({ ...ctx, tx }, store.organisationId)
    await insertMove(tx, { day_id: day.id, n, amount, reason, at, by: actorName(ctx.actor).id })
    await audit(tx, ctx, {
      bucket: bucketOf(day.id),
      organisationId: store.organisationId,
      entity: 'register_day',
      entityId: day.id,
      after: { register: day.register, move: n, amount, reason },
    })
    return day
  })
}
