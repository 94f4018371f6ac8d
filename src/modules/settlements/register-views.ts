import type { z } from 'zod'
import type { Store } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import type { Db, Tx } from '#platform/db.ts'
import { parsePublicId, publicId } from '#platform/ids.ts'
import { registerDayClosed, registerDayNotFound } from './register-errors.ts'
import { findDay, lockDay, movesOf, registerTotals } from './register-queries.ts'
import { countedSum, reportOf } from './register-report.ts'
import type { RegisterDayRow, RegisterDayView, RegisterReport } from './register-schemas.ts'
import type { DayRow } from './rows.ts'

type Counted = z.output<typeof RegisterDayView>['counted']

/** A day of the store's registers by its id outside. @throws registerDayNotFound */
export async function dayOf(db: Db, store: Store, id: string): Promise<DayRow> {
  const known = parsePublicId('rgd', id)
  const day = known && (await findDay(db, store.id, known))
  if (!day) throw registerDayNotFound()
  return day
}

/** The same, locked and still open. @throws registerDayNotFound, registerDayClosed */
export async function lockOpenDay(tx: Tx, store: Store, id: string): Promise<DayRow> {
  const known = parsePublicId('rgd', id)
  const day = known && (await lockDay(tx, store.id, known))
  if (!day) throw registerDayNotFound()
  if (day.closed_at !== null) throw registerDayClosed()
  return day
}

/** @param trial what somebody counted without closing yet */
export async function registerDayView(
  ctx: Context,
  store: Store,
  day: DayRow,
  trial?: Counted,
): Promise<z.input<typeof RegisterDayView>> {
  const db = reader(ctx)
  const moves = await movesOf(db, day.id)
  const closed = day.report as (RegisterReport & { counted: Counted }) | null
  const { counted, ...report } = closed ?? {
    ...reportOf(day, moves, await registerTotals(db, day.id)),
    counted: trial ?? [],
  }
  const countedCash = day.counted_cash ?? (trial ? countedSum(trial) : null)
  const expectedCash = day.expected_cash ?? report.cash.expected
  return {
    id: publicId('rgd', day.id),
    store: { code: store.code, name: store.name, timeZone: store.timeZone },
    register: day.register,
    number: day.n,
    currency: store.currency,
    businessDay: day.business_day,
    openedAt: day.opened_at,
    openingCash: day.opening_cash,
    closedAt: day.closed_at,
    countedCash,
    expectedCash,
    difference: countedCash === null ? null : countedCash - expectedCash,
    counted,
    moves: moves.map(({ n, amount, reason, at, by }) => ({ n, amount, reason, at, by })),
    report,
  }
}

export function registerDayRow(day: DayRow): z.input<typeof RegisterDayRow> {
  return {
    id: publicId('rgd', day.id),
    register: day.register,
    number: day.n,
    businessDay: day.business_day,
    openedAt: day.opened_at,
    closedAt: day.closed_at,
    openingCash: day.opening_cash,
    expectedCash: day.expected_cash,
    countedCash: day.counted_cash,
  }
}
