import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { paperLanguage, writeSheet } from '#platform/paper.ts'
import { route } from '#platform/route.ts'
import { documentOf } from './document.ts'
import { paperNotFound, printNotFound } from './errors.ts'
import { pageOfPaper } from './page.ts'
import { PaperParams, PaperPrintQuery } from './schemas.ts'
import { isReprint, seePaper } from './see-paper.ts'
import { paperView } from './views.ts'

/** A paper as people hold it: a page of a receipt's width for any printer, and a PDF. */
export function paperFileRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/v1/papers/:paperId/page',
    operationId: 'getPaperPage',
    summary: 'A paper as a page to print: 80 mm wide, also on A5 and A4',
    tag: 'papers',
    access: { scope: 'settlements:read', buyer: true },
    errors: [paperNotFound, printNotFound],
    params: PaperParams,
    query: PaperPrintQuery,
    response: z.string(),
    answersAs: 'text/html',
    async handler(ctx, { params, query }, _request, reply) {
      const { row, store, prints } = await seePaper(ctx, params.paperId)
      const reprint = isReprint(query.print, prints)
      const nonce = randomBytes(16).toString('base64')
      return reply
        .status(200)
        .headers({
          'cache-control': 'private, no-store',
          'content-security-policy': policy(nonce),
          'referrer-policy': 'no-referrer',
          'x-content-type-options': 'nosniff',
          'x-frame-options': 'SAMEORIGIN',
        })
        .type('text/html; charset=utf-8')
        .send(pageOfPaper(paperView(row, store, prints), query.language, reprint, nonce))
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/papers/:paperId/document',
    operationId: 'getPaperDocument',
    summary: 'A paper as PDF, in Japanese or English',
    tag: 'papers',
    access: { scope: 'settlements:read', buyer: true },
    errors: [paperNotFound, printNotFound],
    params: PaperParams,
    query: PaperPrintQuery,
    response: z.string().meta({ format: 'binary', description: 'The file itself' }),
    answersAs: 'application/pdf',
    async handler(ctx, { params, query }, _request, reply) {
      const { row, store, prints } = await seePaper(ctx, params.paperId)
      const reprint = isReprint(query.print, prints)
      const sheet = documentOf(paperView(row, store, prints), paperLanguage(query.language), reprint)
      return reply
        .status(200)
        .type('application/pdf')
        .headers({
          'x-content-type-options': 'nosniff',
          'content-disposition': `inline; filename="paper-${row.number}.pdf"`,
          'cache-control': 'private, no-store',
        })
        .send(await writeSheet(sheet))
    },
  })
}

/** Nothing but its own style: no script, no picture, no address of anybody. */
function policy(nonce: string): string {
  return `default-src 'none'; style-src 'nonce-${nonce}'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'`
}
