import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { route } from '#platform/route.ts'
import type { PersonalData } from '#platform/personal-data.ts'
import { clearSessionCookie } from './authenticate.ts'
import { erasePerson } from './erase-person.ts'
import { erasureNotConfirmed } from './errors.ts'
import { exportPerson, exportPersonPdf } from './export-person.ts'
import { ownPersonalData } from './personal-data.ts'
import { previewErasure } from './preview-erasure.ts'
import { Done, ErasureInput, ErasurePreview, PersonExport } from './schemas.ts'

/** An export reads everything there is of a person. */
const exportsPerMinute = 10

/** @param modules what the other modules know about people, in the order in which they erase */
export function personalDataRoutes(app: FastifyInstance, modules: readonly PersonalData[]): void {
  const erasing = [...modules, ownPersonalData]
  const exporting = [ownPersonalData, ...modules]
  route(app, {
    method: 'GET',
    url: '/v1/me/export',
    operationId: 'exportPerson',
    summary: 'Everything about me, as JSON',
    description: 'A download, grouped by what it is about. Amounts and instants are explained in `about`.',
    tag: 'me',
    access: { buyer: true },
    rateLimit: exportsPerMinute,
    response: PersonExport,
    answersAs: 'application/json',
    async handler(ctx, _input, _request, reply) {
      return reply
        .header('content-type', 'application/json; charset=utf-8')
        .header('content-disposition', 'attachment; filename="mamori-export.json"')
        .header('cache-control', 'no-store')
        .send(Readable.from(exportPerson(ctx, exporting)))
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/me/export.pdf',
    operationId: 'exportPersonPdf',
    summary: 'Everything about me, to read',
    description: 'In the language of the person; the newest 500 of each kind. Chinese is written in English.',
    tag: 'me',
    access: { buyer: true },
    rateLimit: exportsPerMinute,
    response: z.string().meta({ format: 'binary' }),
    answersAs: 'application/pdf',
    async handler(ctx, _input, _request, reply) {
      return reply
        .header('content-type', 'application/pdf')
        .header('content-disposition', 'attachment; filename="mamori-export.pdf"')
        .header('cache-control', 'no-store')
        .send(await exportPersonPdf(ctx, exporting))
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/me/erasure',
    operationId: 'previewErasure',
    summary: 'What erasing my account would take, and what stays',
    tag: 'me',
    access: { buyer: true },
    response: ErasurePreview,
    handler: (ctx) => previewErasure(ctx, erasing),
  })
  route(app, {
    method: 'POST',
    url: '/v1/me/erasure',
    operationId: 'erasePerson',
    summary: 'Erase me',
    description:
      'Contacts, name, address, photos and words are gone for ever; records of business stay without the person. Ends every session. What stores report under the same contact afterwards is a new person’s.',
    tag: 'me',
    access: { buyer: true },
    errors: [erasureNotConfirmed, ...erasing.flatMap((source) => source.errors)],
    body: ErasureInput,
    response: Done,
    notIdempotent: 'Nobody is left to ask again: the session ends with the person.',
    async handler(ctx, { body }, _request, reply) {
      const done = await erasePerson(ctx, erasing, body)
      clearSessionCookie(ctx, reply, 'wallet')
      return done
    },
  })
}
