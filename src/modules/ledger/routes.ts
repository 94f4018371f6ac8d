import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { storeNotFound, storeNotYours } from '#modules/identity/index.ts'
import { route } from '#platform/route.ts'
import { wholeBooks } from './access.ts'
import { chart } from './chart.ts'
import type { AccountName } from './chart.ts'
import { journalNotFound } from './errors.ts'
import { exportJournals } from './export-journals.ts'
import { getBalances } from './get-balances.ts'
import { getJournal } from './get-journal.ts'
import { listJournals } from './list-journals.ts'
import { payoutRoutes } from './payout-routes.ts'
import type { PaymentsOfDay } from './known-payments.ts'
import { periodRoutes } from './period-routes.ts'
import { providerReaders } from './provider-readers.ts'
import type { FileReaders } from './provider-readers.ts'
import { reconcileRoutes } from './reconcile-routes.ts'
import {
  BalanceQuery,
  ChartView,
  ExportQuery,
  JournalPage,
  JournalParams,
  JournalQuery,
  JournalView,
  TrialBalance,
} from './schemas.ts'

const tag = 'ledger'
const access = { scope: 'ledger:read' } as const

/** @param reconciling what payments know, which lie above; and other readers of files than the providers' own */
export function ledgerRoutes(
  app: FastifyInstance,
  { paymentsOfDay, readers = providerReaders }: { paymentsOfDay: PaymentsOfDay; readers?: FileReaders },
): void {
  readingRoutes(app)
  periodRoutes(app)
  payoutRoutes(app)
  reconcileRoutes(app, { paymentsOfDay, readers })
  exportRoute(app)
}

function readingRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/v1/ledger/chart',
    operationId: 'getLedgerChart',
    summary: 'The chart of accounts: whose each is, and on which side it normally stands',
    tag,
    access,
    response: ChartView,
    handler: async () => ({
      accounts: Object.entries(chart).map(([account, { side, party }]) => ({
        account: account as AccountName,
        side,
        party,
      })),
    }),
  })
  route(app, {
    method: 'GET',
    url: '/v1/ledger/journals',
    operationId: 'listJournals',
    summary: 'Journals with their postings, the newest day first',
    description: 'Of the own organisation; whoever acts for some stores sees those of these stores.',
    tag,
    access,
    errors: [storeNotFound, storeNotYours],
    query: JournalQuery,
    response: JournalPage,
    handler: (ctx, { query }) => listJournals(ctx, query),
  })
  route(app, {
    method: 'GET',
    url: '/v1/ledger/journals/:journalId',
    operationId: 'getJournal',
    summary: 'One journal with its postings',
    tag,
    access,
    errors: [journalNotFound],
    params: JournalParams,
    response: JournalView,
    handler: (ctx, { params }) => getJournal(ctx, params.journalId),
  })
  route(app, {
    method: 'GET',
    url: '/v1/ledger/balances',
    operationId: 'getBalances',
    summary: 'Trial balance: debits, credits and balance of every account and party',
    tag,
    access,
    query: BalanceQuery,
    response: TrialBalance,
    handler: (ctx, { query }) => getBalances(ctx, query.on),
  })
}

function exportRoute(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/v1/ledger/export',
    operationId: 'exportJournals',
    summary: 'The books as a file for hledger or beancount',
    description: 'For those who act for all stores. Journals in the order of the days on which they count.',
    tag,
    access,
    query: ExportQuery,
    response: z.string(),
    answersAs: 'text/plain',
    async handler(ctx, { query }, _request, reply) {
      const lines = exportJournals(ctx, wholeBooks(ctx), query)
      return reply
        .header('content-type', 'text/plain; charset=utf-8')
        .header('content-disposition', `attachment; filename="ledger.${query.format}"`)
        .header('cache-control', 'no-store')
        .send(Readable.from(lines))
    },
  })
}
