import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { storeNotFound, storeNotYours, storesOf } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import { unsupportedMediaType } from '#platform/errors.ts'
import { parsePublicId, publicId } from '#platform/ids.ts'
import { page, readCursor } from '#platform/paging.ts'
import { route } from '#platform/route.ts'
import { wholeBooks } from './access.ts'
import { differenceNotFound, differenceResolved, fileUnreadable } from './errors.ts'
import type { PaymentsOfDay, Provider } from './known-payments.ts'
import type { FileReaders } from './provider-readers.ts'
import { listDifferenceRows } from './provider-queries.ts'
import { readProviderFile } from './read-provider-file.ts'
import {
  DifferencePage,
  DifferenceParams,
  DifferenceQuery,
  ProviderFileQuery,
  ProviderFileView,
  Resolved,
  ResolutionInput,
} from './reconcile-schemas.ts'
import type { DifferenceView } from './reconcile-schemas.ts'
import { resolveDifference } from './resolve-difference.ts'
import type { DifferenceRow } from './rows.ts'

const tag = 'reconciliation'
const mostBytes = 32 * 1024 ** 2
const mostProblems = 100
const rowKey = z.tuple([z.uuid(), z.int()])

export type Reconciling = {
  paymentsOfDay: PaymentsOfDay
  readers: FileReaders
}

/** Files of payment providers, and what differs between them and us. For those who act for all stores. */
export function reconcileRoutes(app: FastifyInstance, reconciling: Reconciling): void {
  app.register(async (scope) => {
    // Of all routes this one alone takes a table. The readers know in which encoding theirs is.
    scope.addContentTypeParser(
      'text/csv',
      { parseAs: 'buffer', bodyLimit: mostBytes },
      (_request, body, done) => done(null, body),
    )
    fileRoute(scope, reconciling)
  })
  route(app, {
    method: 'GET',
    url: '/v1/ledger/differences',
    operationId: 'listDifferences',
    summary: 'What differs between providers and us and waits for somebody, the newest file first',
    tag,
    access: { scope: 'ledger:read' },
    query: DifferenceQuery,
    response: DifferencePage,
    async handler(ctx, { query: { cursor, limit, resolved, ...filter } }) {
      const found = await listDifferenceRows(
        reader(ctx),
        wholeBooks(ctx),
        { ...filter, resolved: resolved === 'true' },
        { after: readCursor(cursor, rowKey), limit: limit + 1 },
      )
      const { rows, nextCursor } = page(found, limit, (row) => [row.file_id, row.n])
      return { items: await differenceViews(ctx, rows), nextCursor }
    },
  })
  route(app, {
    method: 'POST',
    url: '/v1/ledger/differences/:fileId/:n/resolve',
    operationId: 'resolveDifference',
    summary: 'Note how a difference was dealt with, and write off what will never come',
    tag,
    access: { scope: 'ledger:write' },
    errors: [differenceNotFound, differenceResolved, storeNotFound, storeNotYours],
    params: DifferenceParams,
    body: ResolutionInput,
    response: Resolved,
    async handler(ctx, { params, body }) {
      const fileId = parsePublicId('pvf', params.fileId)
      if (fileId === undefined) throw differenceNotFound()
      await resolveDifference(ctx, wholeBooks(ctx), { fileId, n: Number(params.n) }, body)
      return { resolved: true as const }
    },
  })
}

function fileRoute(app: FastifyInstance, { paymentsOfDay, readers }: Reconciling): void {
  route(app, {
    method: 'POST',
    url: '/v1/ledger/provider-files',
    operationId: 'readProviderFile',
    summary: 'Compare a provider’s daily file with what we know; fees and payouts are posted once',
    description: 'The file as it is, up to 32 MiB. The same file again changes nothing.',
    tag,
    access: { scope: 'ledger:write' },
    errors: [fileUnreadable],
    query: ProviderFileQuery,
    streams: { 'text/csv': z.string() },
    bodyLimit: mostBytes,
    response: ProviderFileView,
    notIdempotent: 'The content of the file is the key.',
    async handler(ctx, { query: { provider, name } }, request) {
      const organisationId = wholeBooks(ctx)
      if (!Buffer.isBuffer(request.body)) throw unsupportedMediaType('text/csv')
      const { file, replayed, problems } = await readProviderFile(
        ctx,
        { organisationId, provider, name, bytes: request.body },
        readers[provider],
        paymentsOfDay,
      )
      return {
        id: publicId('pvf', file.id),
        provider,
        name: file.name,
        rows: file.rows,
        matched: file.matched,
        different: file.different,
        readAt: file.read_at,
        replayed,
        problems: problems.slice(0, mostProblems),
      }
    },
  })
}

async function differenceViews(
  ctx: Context,
  rows: readonly DifferenceRow[],
): Promise<z.input<typeof DifferenceView>[]> {
  const stores = await storesOf(
    ctx,
    rows.flatMap(({ store_id }) => store_id ?? []),
  )
  return rows.map((row) => ({
    fileId: publicId('pvf', row.file_id),
    n: row.n,
    provider: row.provider as Provider,
    outcome: row.outcome as z.input<typeof DifferenceView>['outcome'],
    kind: row.kind as z.input<typeof DifferenceView>['kind'],
    providerRef: row.provider_ref,
    ourRef: row.our_ref,
    storeCode: row.store_id && (stores.get(row.store_id)?.code ?? null),
    currency: row.currency,
    amount: row.amount,
    knownAmount: row.known_amount,
    fee: row.fee,
    occurredAt: row.occurred_at,
    resolvedAt: row.resolved_at,
    resolution: row.resolution,
  }))
}
