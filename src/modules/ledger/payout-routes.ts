import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { getOrganisation } from '#modules/identity/index.ts'
import { reader } from '#platform/context.ts'
import { parsePublicId } from '#platform/ids.ts'
import { PageQuery, instantKey, page, readCursor } from '#platform/paging.ts'
import { route } from '#platform/route.ts'
import { readableBooks, wholeBooks } from './access.ts'
import { confirmPayoutRun } from './confirm-payout-run.ts'
import { discardPayoutRun } from './discard-payout-run.ts'
import {
  laterRunConfirmed,
  nothingToPayOut,
  payoutNotFound,
  payoutRunEnded,
  payoutRunNotFound,
  payoutRunOutdated,
  statementNotIssued,
} from './errors.ts'
import { listPayoutRunRows } from './payout-queries.ts'
import {
  PayoutParams,
  PayoutRunInput,
  PayoutRunPage,
  PayoutRunParams,
  PayoutRunView,
} from './payout-schemas.ts'
import { payoutRunViews, readStatement, showPayoutRun } from './payout-views.ts'
import { preparePayoutRun } from './prepare-payout-run.ts'
import { printStatement, statementTable } from './statement.ts'

const tag = 'payouts'
const runIdOf = (params: { runId: string }) => {
  const id = parsePublicId('prn', params.runId)
  if (id === undefined) throw payoutRunNotFound()
  return id
}

/** Runs of payouts: prepare, look, confirm or discard; and the statement of each payout. */
export function payoutRoutes(app: FastifyInstance): void {
  writingRoutes(app)
  route(app, {
    method: 'GET',
    url: '/v1/ledger/payout-runs',
    operationId: 'listPayoutRuns',
    summary: 'Runs of payouts, the newest first',
    tag,
    access: { scope: 'ledger:read' },
    query: PageQuery,
    response: PayoutRunPage,
    async handler(ctx, { query: { cursor, limit } }) {
      const after = readCursor(cursor, instantKey)
      const found = await listPayoutRunRows(reader(ctx), readableBooks(ctx), { after, limit: limit + 1 })
      const { rows, nextCursor } = page(found, limit, (row) => [row.prepared_at, row.id])
      return { items: await payoutRunViews(ctx, rows), nextCursor }
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/ledger/payout-runs/:runId',
    operationId: 'getPayoutRun',
    summary: 'One run with its payouts, or those of the stores that the caller acts for',
    tag,
    access: { scope: 'ledger:read' },
    errors: [payoutRunNotFound],
    params: PayoutRunParams,
    response: PayoutRunView,
    handler: (ctx, { params }) => showPayoutRun(ctx, runIdOf(params)),
  })
  statementRoutes(app)
}

function writingRoutes(app: FastifyInstance): void {
  const access = { scope: 'ledger:write' } as const
  route(app, {
    method: 'POST',
    url: '/v1/ledger/payout-runs',
    operationId: 'preparePayoutRun',
    summary: 'Work out what each store gets up to a day; nothing is posted before it is confirmed',
    tag,
    access,
    errors: [nothingToPayOut, laterRunConfirmed],
    body: PayoutRunInput,
    status: 201,
    response: PayoutRunView,
    handler: async (ctx, { body }) => showPayoutRun(ctx, await preparePayoutRun(ctx, wholeBooks(ctx), body)),
  })
  route(app, {
    method: 'POST',
    url: '/v1/ledger/payout-runs/:runId/confirm',
    operationId: 'confirmPayoutRun',
    summary: 'Pay what was prepared: the journals are posted and statements issued',
    tag,
    access,
    errors: [payoutRunNotFound, payoutRunEnded, payoutRunOutdated],
    params: PayoutRunParams,
    response: PayoutRunView,
    async handler(ctx, { params }) {
      await confirmPayoutRun(ctx, wholeBooks(ctx), runIdOf(params))
      return showPayoutRun(ctx, runIdOf(params))
    },
  })
  route(app, {
    method: 'POST',
    url: '/v1/ledger/payout-runs/:runId/discard',
    operationId: 'discardPayoutRun',
    summary: 'Give up a run that was prepared',
    tag,
    access,
    errors: [payoutRunNotFound, payoutRunEnded],
    params: PayoutRunParams,
    response: PayoutRunView,
    async handler(ctx, { params }) {
      await discardPayoutRun(ctx, wholeBooks(ctx), runIdOf(params))
      return showPayoutRun(ctx, runIdOf(params))
    },
  })
}

function statementRoutes(app: FastifyInstance): void {
  const errors = [payoutNotFound, statementNotIssued]
  route(app, {
    method: 'GET',
    url: '/v1/ledger/payouts/:payoutId/document',
    operationId: 'printPayoutStatement',
    summary: 'The statement of a payout (PDF, Japanese)',
    tag,
    access: { scope: 'ledger:read' },
    errors,
    params: PayoutParams,
    response: z.string(),
    answersAs: 'application/pdf',
    async handler(ctx, { params }, _request, reply) {
      const statement = await readStatement(ctx, parsePublicId('pyt', params.payoutId))
      const { name } = await getOrganisation(ctx, statement.run.organisation_id)
      return reply
        .header('content-type', 'application/pdf')
        .header('content-disposition', `inline; filename="statement-${params.payoutId}.pdf"`)
        .header('cache-control', 'no-store')
        .send(await printStatement(statement, name))
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/ledger/payouts/:payoutId/table',
    operationId: 'downloadPayoutStatement',
    summary: 'The same as a table (CSV, UTF-8)',
    tag,
    access: { scope: 'ledger:read' },
    errors,
    params: PayoutParams,
    response: z.string(),
    answersAs: 'text/csv',
    async handler(ctx, { params }, _request, reply) {
      const statement = await readStatement(ctx, parsePublicId('pyt', params.payoutId))
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="statement-${params.payoutId}.csv"`)
        .header('cache-control', 'no-store')
        .send(statementTable(statement))
    },
  })
}
