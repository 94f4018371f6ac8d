import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { route } from '#platform/route.ts'
import { downloadAudit, tooManyRows } from './download-audit.ts'
import { listAudit } from './list-audit.ts'
import { AuditFilter, AuditPage, AuditQuery, mostDownloaded } from './schemas.ts'

export function auditRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/v1/audit',
    operationId: 'listAudit',
    summary: 'Who did what, when, from where, with what was before and after; the newest first',
    description: 'Of the own organisation; for those who act for all of its stores.',
    tag: 'audit',
    access: { scope: 'audit:read' },
    query: AuditQuery,
    response: AuditPage,
    handler: (ctx, { query }) => listAudit(ctx, query),
  })
  route(app, {
    method: 'GET',
    url: '/v1/audit/download',
    operationId: 'downloadAudit',
    summary: 'The same as a table (CSV, UTF-8), whole or not at all',
    description: `At most ${mostDownloaded} entries; more are refused before the first line.`,
    tag: 'audit',
    access: { scope: 'audit:read' },
    errors: [tooManyRows],
    query: AuditFilter,
    response: z.string(),
    answersAs: 'text/csv',
    async handler(ctx, { query }, _request, reply) {
      const lines = await downloadAudit(ctx, query)
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="audit.csv"')
        .header('cache-control', 'no-store')
        .send(Readable.from(lines))
    },
  })
}
