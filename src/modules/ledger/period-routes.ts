import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import type { Day } from '#platform/dates.ts'
import type { OrganisationId } from '#platform/ids.ts'
import { PageQuery, page, readCursor } from '#platform/paging.ts'
import { route } from '#platform/route.ts'
import { wholeBooks } from './access.ts'
import { closePeriod } from './close-period.ts'
import { earlierPeriodOpen, periodClosed, periodNotEnded, periodNotFound } from './errors.ts'
import { checkClosing, checkKnown, lastOfMonth, listPeriods, periodView, readPeriods } from './periods.ts'
import { sumPostings } from './queries.ts'
import { PeriodPage, PeriodParams, PeriodTotals } from './schemas.ts'
import { totalViews } from './views.ts'

const tag = 'ledger'
const monthKey = z.tuple([z.iso.date()])

/** Months: all of them, one with its totals, a look before closing, and closing. For those who act for all stores. */
export function periodRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/v1/ledger/periods',
    operationId: 'listPeriods',
    summary: 'The months of the books, the newest first, and which are closed',
    tag,
    access: { scope: 'ledger:read' },
    query: PageQuery,
    response: PeriodPage,
    async handler(ctx, { query: { cursor, limit } }) {
      const before = readCursor(cursor, monthKey)?.[0]
      const { periods, months } = await listPeriods(ctx, wholeBooks(ctx), before, limit)
      const { rows, nextCursor } = page(months, limit, (month) => [month])
      return { items: rows.map((month) => periodView(periods, month)), nextCursor }
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/ledger/periods/:month',
    operationId: 'getPeriod',
    summary: 'A month with what was booked in it; of a closed one the totals that were kept',
    tag,
    access: { scope: 'ledger:read' },
    errors: [periodNotFound],
    params: PeriodParams,
    response: PeriodTotals,
    handler: (ctx, { params }) => totalsOf(ctx, wholeBooks(ctx), `${params.month}-01`),
  })
  route(app, {
    method: 'POST',
    url: '/v1/ledger/periods/:month/close-preview',
    operationId: 'previewClosing',
    summary: 'What would be closed: the trial balance of a month',
    tag,
    access: { scope: 'ledger:write' },
    errors: [periodNotFound, periodNotEnded, earlierPeriodOpen, periodClosed],
    params: PeriodParams,
    response: PeriodTotals,
    notIdempotent: 'Changes nothing.',
    async handler(ctx, { params }) {
      const organisationId = wholeBooks(ctx)
      checkClosing(await readPeriods(ctx, reader(ctx), organisationId), `${params.month}-01`)
      return totalsOf(ctx, organisationId, `${params.month}-01`)
    },
  })
  route(app, {
    method: 'POST',
    url: '/v1/ledger/periods/:month/close',
    operationId: 'closePeriod',
    summary: 'Close a month: what is posted for it afterwards counts in the first open one',
    description: 'Whole past months, one after the other. It cannot be undone; corrections are reversals.',
    tag,
    access: { scope: 'ledger:write' },
    errors: [periodNotFound, periodNotEnded, earlierPeriodOpen, periodClosed],
    params: PeriodParams,
    response: PeriodTotals,
    notIdempotent: 'A month is closed once; the second call says so.',
    async handler(ctx, { params }) {
      const organisationId = wholeBooks(ctx)
      await closePeriod(ctx, organisationId, `${params.month}-01`)
      return totalsOf(ctx, organisationId, `${params.month}-01`)
    },
  })
}

async function totalsOf(
  ctx: Context,
  organisationId: OrganisationId,
  month: Day,
): Promise<z.input<typeof PeriodTotals>> {
  const db = reader(ctx)
  const periods = await readPeriods(ctx, db, organisationId)
  checkKnown(periods, month)
  const filter = { organisationId, storeIds: null, from: month, to: lastOfMonth(month) }
  const totals = periods.closed.get(month)?.totals ?? (await sumPostings(db, filter))
  return { period: periodView(periods, month), ...(await totalViews(ctx, totals)) }
}
