import type { z } from 'zod'
import type { Store } from '#modules/identity/index.ts'
import { organisationNow } from '#modules/identity/index.ts'
import { audit } from '#platform/audit.ts'
import { actorName } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { dayIn } from '#platform/dates.ts'
import { bucketOf, newId } from '#platform/ids.ts'
import { registerDayOpen } from './register-errors.ts'
import { findOpenDay, lastNumber } from './register-queries.ts'
import type { OpenRegisterInput } from './register-schemas.ts'
import type { DayRow } from './rows.ts'
import { insertDay } from './writes.ts'

/** Opens the day of a register. @throws Problem `register_day_open` */
export function openRegisterDay(
  ctx: Context,
  store: Store,
  { register, openingCash }: z.output<typeof OpenRegisterInput>,
): Promise<DayRow> {
  return inTransaction(ctx, async (tx) => {
    const now = await organisationNow({ ...ctx, tx }, store.organisationId)
    const day: DayRow = {
      store_id: store.id,
      register,
      n: (await lastNumber(tx, store.id, register)) + 1,
      id: newId(bucketOf(store.id)),
      business_day: dayIn(store.timeZone, now),
      opened_at: now,
      opened_by: actorName(ctx.actor).id,
      opening_cash: openingCash,
      closed_at: null,
      closed_by: null,
      counted_cash: null,
      expected_cash: null,
      report: null,
    }
    if ((await findOpenDay(tx, store.id, register)) || !(await insertDay(tx, day)))
      throw registerDayOpen(register)
    await audit(tx, ctx, {
      bucket: bucketOf(day.id),
      organisationId: store.organisationId,
      entity: 'register_day',
      entityId: day.id,
      after: { register, number: day.n, openingCash },
    })
    return day
  })
}
