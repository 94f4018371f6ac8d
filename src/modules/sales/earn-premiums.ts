import { addJournal, holdOpenBooks } from '#modules/ledger/index.ts'
import { getStoreById } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import { addDays, dayIn, daysBetween, startOfDay } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { DueWork } from '#platform/due.ts'
import type { StoreId } from '#platform/ids.ts'
import { Rows } from '#platform/rows.ts'
import { earnedPostings } from './book-model.ts'
import {
  earnedByDay,
  lockStoreDays,
  organisationsWithDaysToEarn,
  storeWithDaysToEarn,
} from './book-queries.ts'
import { setStoreDays } from './book-writes.ts'

/** Days of one store that one transaction earns. */
const mostDays = 60

/**
 * Premiums are earned by the day: when a day of a store is over, one journal has what all its covers earned on it.
 * Where several days are over (a machine that stood still, a sandbox set years ahead) each has its own journal; they
 * depend on nothing else that falls due, so they are posted together, at the end.
 */
export const earnPremiums: DueWork = {
  name: 'sales.earn-premiums',
  async next(ctx, organisationId, until) {
    const waits = await storeWithDaysToEarn(ctx.db, organisationId, until)
    return waits === undefined ? undefined : until
  },
  organisations: (ctx, now) => organisationsWithDaysToEarn(ctx.db, now),
  async run(ctx, organisationId, now) {
    const storeId = await storeWithDaysToEarn(ctx.db, organisationId, now)
    if (storeId === undefined) return 0
    return inTransaction(ctx, (tx) => earnDays(tx, { ...ctx, tx }, storeId, now))
  },
}

async function earnDays(tx: Tx, ctx: Context, storeId: StoreId, now: InstantText): Promise<number> {
  const store = await getStoreById(ctx, storeId)
  const held = (await lockStoreDays(tx, [storeId])).get(storeId)
  const today = dayIn(store.timeZone, now)
  if (!held) return 0
  if (held.earned_to >= today) {
    // Another worker was faster, or the store has moved to another zone: when its day is over is reckoned anew.
    await setStoreDays(tx, storeId, held.earned_to, store.timeZone)
    return 1
  }
  const from = held.earned_to
  const to = daysBetween(from, today) > mostDays ? addDays(from, mostDays) : today
  const openFrom = await holdOpenBooks(tx, store.organisationId)
  const rows = new Rows()
  for (const { day, currency, amount } of await earnedByDay(tx, storeId, from, to)) {
    addJournal(
      ctx,
      rows,
      {
        kind: 'premium.earned',
        key: `premium.earned/${storeId}/${day}/${currency}`,
        organisationId: store.organisationId,
        storeId,
        timeZone: store.timeZone,
        currency,
        occurredAt: startOfDay(day, store.timeZone),
        subject: { kind: 'store', id: storeId },
        postings: earnedPostings(storeId, amount),
      },
      openFrom,
    )
  }
  await rows.insert(tx)
  await setStoreDays(tx, storeId, to, store.timeZone)
  return daysBetween(from, to)
}
