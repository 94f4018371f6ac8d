import type { z } from 'zod'
import { organisationNow } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import type { Day, InstantText } from '#platform/dates.ts'
import { addDays, addMonths, dayIn, instantAfter } from '#platform/dates.ts'
import type { Db } from '#platform/db.ts'
import type { OrganisationId } from '#platform/ids.ts'
import { earlierPeriodOpen, periodClosed, periodNotEnded, periodNotFound } from './errors.ts'
import { closedPeriods, firstBookedDay, zonesOf } from './queries.ts'
import type { PeriodRow } from './rows.ts'
import type { PeriodView } from './schemas.ts'

const firstOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`
/** The last day of the month that begins on a day. */
export const lastOfMonth = (first: Day): Day => addDays(addMonths(first, 1), -1)

/** What is known of an organisation's months. */
export type Periods = {
  /** The first month with a journal or a closing, or null without any. */
  first: Day | null
  /** The first day of the month that runs, where the day begins last: all before it are over everywhere. */
  running: Day
  closed: ReadonlyMap<Day, PeriodRow>
}

export async function readPeriods(ctx: Context, db: Db, organisationId: OrganisationId): Promise<Periods> {
  const now = await organisationNow(ctx, organisationId)
  const rows = await closedPeriods(db, organisationId)
  const booked = await firstBookedDay(db, organisationId)
  const firsts = [booked && firstOfMonth(booked), rows[0]?.month].filter((day) => typeof day === 'string')
  return {
    first: firsts.sort()[0] ?? null,
    running: earliestMonth(atRest(now), await zonesOf(db, organisationId)),
    closed: new Map(rows.map((row) => [row.month, row])),
  }
}

/**
 * Sales of a month that goes on are booked without asking whether it is closed. So it stays open for a while after its
 * end: longer than any transaction lasts that began in it.
 */
function atRest(now: InstantText): InstantText {
  return instantAfter(now, { minutes: -10 })
}

function earliestMonth(now: InstantText, zones: readonly string[]): Day {
  const months = (zones.length > 0 ? zones : ['UTC']).map((zone) => firstOfMonth(dayIn(zone, now)))
  return months.sort()[0] as Day
}

/**
 * Whether a month can be closed: past in every zone, all before it closed.
 * @throws periodNotFound, periodNotEnded, earlierPeriodOpen, periodClosed (not where its totals are still to be made)
 */
export function checkClosing(periods: Periods, month: Day): void {
  const { first, running, closed } = periods
  checkKnown(periods, month)
  if (closed.get(month)?.totals) throw periodClosed(month.slice(0, 7))
  if (month >= running) throw periodNotEnded(month.slice(0, 7))
  const last = [...closed.keys()].sort().at(-1)
  const next = last === undefined ? first : addMonths(last, 1)
  if (next !== null && month > next) throw earlierPeriodOpen(next.slice(0, 7))
}

/** Books begin with their first journal. @throws periodNotFound before that */
export function checkKnown({ first, running }: Periods, month: Day): void {
  if (month < (first ?? running)) throw periodNotFound(month.slice(0, 7))
}

export function periodView({ closed, running }: Periods, month: Day): z.input<typeof PeriodView> {
  const row = closed.get(month)
  return {
    month: month.slice(0, 7),
    state: row ? 'closed' : 'open',
    ended: month < running,
    closedAt: row?.closed_at ?? null,
  }
}

/** Months from the first with a journal to the one that runs, the newest first: as many as asked, and one more. */
export async function listPeriods(
  ctx: Context,
  organisationId: OrganisationId,
  before: Day | undefined,
  limit: number,
): Promise<{ periods: Periods; months: Day[] }> {
  const periods = await readPeriods(ctx, reader(ctx), organisationId)
  const oldest = periods.first ?? periods.running
  const months: Day[] = []
  let month = before === undefined ? periods.running : addMonths(before, -1)
  while (month >= oldest && months.length <= limit) {
    months.push(month)
    month = addMonths(month, -1)
  }
  return { periods, months }
}
